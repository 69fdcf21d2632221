"""What exports said of each pin, so that later exports go on from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from scorer.exports._reader import LIFETIME, NO_FACTS, Counts, Facts, Period


class Said(NamedTuple):
    """What is known of one pin: its facts, and its counts by the days they cover."""

    facts: Facts
    windows: Mapping[Period, Counts]


NOTHING = Said(NO_FACTS, {})


@dataclass(frozen=True, slots=True)
class Figures:
    """What all exports said so far.

    Attributes:
        pins: What is known, by pin id.
        filters: Of Pinterest's overview by days and name: value, and the first file
            that says it.
        files: Format by name of each file read.
        as_of: Last day of the figures; None where nothing was read.
    """

    pins: Mapping[str, Said] = field(default_factory=dict)
    filters: Mapping[tuple[Period, str], tuple[str, str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None

    def fallen(self, later: Figures) -> tuple[str, ...]:
        """Return the pins whose lifetime counts are lower in later figures."""
        return tuple(pin for pin, old, new in self._spoken_of(later) if _fell(old, new))

    def restated(self, later: Figures) -> int:
        """Return of how many pins later figures say more or other things."""
        return sum(1 for _ in self._spoken_of(later))

    def unmoved(self, later: Figures) -> tuple[str, ...]:
        """Return the pins whose lifetime counts stand, so that days add nothing."""
        return tuple(
            pin
            for pin, old, new in self._spoken_of(later)
            if LIFETIME in old.windows
            and old.windows[LIFETIME] == new.windows[LIFETIME]
            and len(new.windows) > len(old.windows)
        )

    def _spoken_of(self, later: Figures) -> Iterator[tuple[str, Said, Said]]:
        """Yield the pins that are in both and of which something was said since."""
        for pin, new in later.pins.items():
            old = self.pins.get(pin)
            if old is not None and old is not new:
                yield pin, old, new


def gone_on(before: Said, said: Said) -> Said:
    """Return what is known of a pin when an export says more.

    Of the same days the newer counts win, metric by metric, and so do newer facts; what
    they are silent on stays.
    """
    windows = dict(before.windows)
    for period, counts in said.windows.items():
        known = windows.get(period)
        windows[period] = counts if known is None else _over(known, counts)
    pairs = zip(before.facts, said.facts, strict=True)
    facts: list[Any] = [new or old for old, new in pairs]
    return Said(Facts(*facts), windows)


def _over(known: Counts, newer: Counts) -> Counts:
    return Counts(*(b if a is None else a for a, b in zip(newer, known, strict=True)))


def _fell(before: Said, said: Said) -> bool:
    known, newer = before.windows.get(LIFETIME), said.windows.get(LIFETIME)
    if known is None or newer is None:
        return False
    return any(
        a is not None and b is not None and b < a
        for a, b in zip(known, newer, strict=True)
    )
