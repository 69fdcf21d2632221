"""Where and when pins are published: what an estimate knows besides the design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.core.storage.bounds import LogEffect, LogSd


@dataclass(frozen=True, slots=True)
class BoardEffect:
    """What a board of the account adds to the log rate.

    Attributes:
        effect: Posterior mean, against the average of the account's designs.
        sd: Posterior sd of the log rate of the average design on that board.
    """

    effect: LogEffect
    sd: LogSd


@dataclass(frozen=True, slots=True)
class Placement:
    """Boards and ages of n pins.

    Attributes:
        boards: Names, "" where unknown; n of them.
        ages: Days since the newest pin of training, (n,), NaN where unknown.
    """

    boards: Sequence[str]
    ages: Array

    def __len__(self) -> int:
        return len(self.boards)


def nowhere(pins: int) -> Placement:
    """Return the placement of pins of which board and day are unknown."""
    return Placement(("",) * pins, np.full(pins, np.nan))
