"""How much of a run the terminal shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_NARROWEST = 40
_WITHOUT_TERMINAL = 100


class Detail(StrEnum):
    """How much is said of each pin."""

    AUTO = "auto"  # a line; of a single pin everything
    LINES = "lines"
    BLOCKS = "blocks"  # everything
    NONE = "none"  # totals alone


@dataclass(frozen=True, slots=True)
class View:
    """How much of a run the terminal shows.

    Attributes:
        detail: Of each pin.
        top: So many of the worst pins are shown; 0 shows all.
        next_steps: Gives commands to run next, each with what it is for; asked when
            all pins are known.
    """

    detail: Detail = Detail.AUTO
    top: int = 0
    next_steps: Callable[[], Sequence[tuple[str, str]]] = tuple


def width() -> int:
    """Return how many cells a line has, in a terminal or without one."""
    found = shutil.get_terminal_size((_WITHOUT_TERMINAL, 24)).columns
    return max(_NARROWEST, found)
