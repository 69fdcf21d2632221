"""Figures without days that are no lifetimes: months, each in a table of its own.

A table that names no days is taken for figures of the whole life, which only grow: of
two tables one is older, and lower in all pins. Where each is higher in some pins,
taking the larger of each count would make rates that nobody had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scorer.core.errors import ExportError
from scorer.core.units import counted
from scorer.exports._reader import LIFETIME, Counts, Observation

# Pinterest lowers a few estimates.
_LEAST_PINS, _LEAST_SHARE = 3, 0.2


class Lifetimes:
    """Watches which of two files has the higher figures of pins that both name."""

    def __init__(self) -> None:
        self._pins: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])

    def see(self, statements: Sequence[Observation]) -> None:
        """Take all statements about one pin into account."""
        by_file: dict[str, Counts] = {}
        for each in statements:
            if each.period == LIFETIME:
                by_file.setdefault(each.where.partition(", ")[0], each.counts)
        if len(by_file) < 2:
            return
        (first, known), *others = by_file.items()
        for file, counts in others:
            orders = [
                (a > b) - (a < b)
                for a, b in zip(known, counts, strict=True)
                if a is not None and b is not None
            ]
            pins = self._pins[(first, file)]
            pins[0] += 1 in orders
            pins[1] += -1 in orders

    def check(self) -> None:
        """Refuse two files of which each has higher figures of some pins.

        Raises:
            ExportError: There are such; names them.
        """
        for (one, other), (higher, lower) in self._pins.items():
            fewer = min(higher, lower)
            if fewer < _LEAST_PINS or fewer < _LEAST_SHARE * (higher + lower):
                continue
            raise ExportError(
                f"{one} and {other} name no days, so both are taken for figures of the "
                f"whole life, which only grow; but {one} is higher in "
                f"{counted(higher, 'pin')} and {other} in {lower}",
                hint="if they are of some days each, add the columns start_date and "
                "end_date, or month; else give the newer one only",
            )
