"""From the exports given before to those given now: what counts, and what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorer.account.data.gather import AccountData
from scorer.account.insights.trainings import Trainings
from scorer.clickrate.data.merge import Merge
from scorer.clickrate.data.table import Table, build
from scorer.exports import Figures, History, PinStats

NO_ROWS = np.zeros(0, dtype=np.intp)
# A few pins may have been taken down and put up again.
_DECREASED_SHARE = 0.02


def counted_anew(old: Table, data: AccountData) -> Table:
    """Return the rows of pins that were measured before, with the figures of now."""
    stats = data.measured_before
    if not stats:
        return old.take(NO_ROWS)
    row = {pin: number for number, pin in enumerate(old.ids)}
    return build(
        {
            pin.id: dict(
                zip(old.names, map(float, old.values[row[pin.id]]), strict=True)
            )
            for pin in stats
        },
        dict(zip(old.names, old.units, strict=True)),
        {pin.id: float(old.guidelines[row[pin.id]]) for pin in stats},
        stats,
        designs={pin.id: str(old.designs[row[pin.id]]) for pin in stats},
    )


def gone_on_lines(before: Figures, history: History, old: Table) -> tuple[str, ...]:
    """What became of the figures that were given before.

    Args:
        before: Figures that were given before.
        history: What the exports say with them.
        old: The rows of before.
    """
    now = history.figures
    if not before.pins or now is None:
        return ()
    if before.pins == now.pins:
        return ("These exports say nothing that the model does not know",)
    starts = [pin.start for pin in history.pins if pin.start]
    ends = [pin.end for pin in history.pins if pin.start and pin.end]
    lines = []
    if starts and ends:
        lines.append(
            "The figures given before count, too: together they are of "
            f"{min(starts)} to {max(ends)}"
        )
    if unmoved := len(before.unmoved(now)):
        pins = "1 pin has" if unmoved == 1 else f"{unmoved} pins have"
        lines.append(
            f"{pins} figures of the whole life, up to {before.as_of}: figures of some "
            "days add nothing to those. Give whole figures again (scorer pull), or "
            "train a new model from exports by days alone"
        )
    there = {pin.id for pin in history.pins}
    if stay := sum(pin in now.pins and pin not in there for pin in old.ids):
        pins = "1 pin that is" if stay == 1 else f"{stay} pins that are"
        lines.append(f"{pins} left out now: the figures of before stay")
    return tuple(lines)


def later_days(pins: Sequence[PinStats], as_of: date, trainings: Trainings) -> str:
    """The days of figures that begin after the model's last ones, "" of others.

    Args:
        pins: Those of which a model kept no figures, as older versions did: the new
            ones take the place of the older ones and are not added to them.
        as_of: Last day of the figures.
        trainings: The model's.
    """
    starts = [pin.start for pin in pins if pin.start]
    if 2 * len(starts) <= len(pins) or not trainings.all:
        return ""
    first = min(starts)
    if first <= trainings.all[-1].as_of:
        return ""
    return f"{first} to {as_of}"


@dataclass(frozen=True, slots=True)
class Fallen:
    """Pins whose counts are lower than before.

    Attributes:
        pins: Their ids.
        among: Pins of which counts of before are known.
    """

    pins: tuple[str, ...]
    among: int

    @classmethod
    def of(cls, before: Figures, now: Figures, old: Table, merged: Merge) -> Fallen:
        """Return those whose lifetimes fell, and any that fell of pins not kept.

        Args:
            before: What exports said before.
            now: What they say with the new ones.
            old: The rows of before.
            merged: These and the new ones.
        """
        unkept = set(old.ids) - before.pins.keys()
        fallen = tuple(pin for pin in merged.decreased if pin in unkept)
        among = before.restated(now) + len(unkept & now.pins.keys())
        return cls((*before.fallen(now), *fallen), among)

    def reasons(self, later: str) -> tuple[str, ...]:
        """Return why these cannot be the figures of the same pins, if many fell."""
        if len(self.pins) <= _DECREASED_SHARE * self.among:
            return ()
        fallen = f"{len(self.pins)} of {self.among} pins have lower counts than "
        if later:
            return (f"{fallen}before: the new exports are of {later} only",)
        return (
            f"{fallen}before: lifetime counts never fall, so these are other pins or a "
            "shorter window. A table of some days needs the columns start_date and "
            "end_date",
        )
