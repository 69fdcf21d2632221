"""Rows as a table of the library that is installed: pandas, else polars."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Any

from scorer.core.errors import DependencyError

_LIBRARIES = ("pandas", "polars")


def frame(rows: Sequence[Mapping[str, object]], library: str = "") -> Any:  # noqa: ANN401 - of either library
    """Return rows as a data frame; a cell that a row lacks is missing.

    Args:
        rows: By column name.
        library: ``pandas`` or ``polars``; the first that is installed if empty.

    Raises:
        DependencyError: It is not installed.
        ValueError: There is no such library.
    """
    if library and library not in _LIBRARIES:
        raise ValueError(f"library is pandas or polars, not {library!r}")
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    for each in (library,) if library else _LIBRARIES:
        try:
            return importlib.import_module(each).DataFrame(columns)
        except ImportError:
            continue
    raise DependencyError(
        f"{library or 'pandas or polars'} is not installed",
        hint=f"pip install {library or 'pandas'}",
    )
