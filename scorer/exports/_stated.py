"""Days of which exports state impressions or clicks alone: they do not count."""

from __future__ import annotations

from scorer.core.tables.columns import Count
from scorer.exports._figures import Said
from scorer.exports._reader import Period, Tally

_NAMED = 3


class Stated:
    """Watches which counts are known of which days, of any pin."""

    def __init__(self, first: Count) -> None:
        self._first = first
        self._shown: set[Period] = set()
        self._clicked: set[Period] = set()

    def see(self, said: Said) -> None:
        """Take what is known of one pin into account."""
        for period, counts in said.windows.items():
            if counts.impressions is not None:
                self._shown.add(period)
            if getattr(counts, self._first.value) is not None:
                self._clicked.add(period)

    def note(self, tally: Tally) -> None:
        """Say which export is missing, where others are whole."""
        if not self._shown & self._clicked:
            return  # told with each pin
        for periods, lacking in (
            (self._clicked - self._shown, Count.IMPRESSIONS),
            (self._shown - self._clicked, self._first),
        ):
            dated = sorted((p.start, p.end) for p in periods if p.start and p.end)
            if not dated:
                continue
            days = ", ".join(f"{start} to {end}" for start, end in dated[:_NAMED])
            more = f" and {len(dated) - _NAMED} more" if len(dated) > _NAMED else ""
            name = lacking.value.replace("_", " ")
            tally.note(
                f"no export has {name} of {days}{more}: these days do not count until "
                "you give them, too"
            )
