"""What each feature goes together with, as a curve with its band and pins that show it.

Curves are against the account's average pin. They come from the model alone; the pins
say where there are any, and which features move together: these are one finding.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorer.account.suggestions import changeable
from scorer.clickrate.arrays import Array, Codes
from scorer.clickrate.data.table import Table
from scorer.clickrate.model.compare import normal_cdf
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.terms.title_words import TITLE_WORDS
from scorer.clickrate.model.together import (
    Companions,
    companions,
    joint_columns,
    with_guidelines,
)
from scorer.core.storage.bounds import LogEffect, LogSd, Share

SURE, LIKELY = 0.9, 0.8
_GRID, _BARS, _SHOWN = 25, 24, 3
# Effects below 2 % of the rate are nothing to act on.
_LEAST = 0.02
# An optimum is named where it lifts the rate by this over both ends, log rate.
_CLEARLY = 0.02


@dataclass(frozen=True, slots=True)
class Effect:
    """What a feature goes together with on this account.

    Attributes:
        feature: Full name.
        probability: That its best usual value goes with more clicks than its worst.
        effect: From the worst usual value to the best, log rate.
        sd: Of that.
        worst: Value with the fewest clicks between the 10th and 90th percentile.
        best: Value with the most.
        points: Value, effect against the average pin, and sd of that, log rate.
        usual: 10th, 50th and 90th percentile.
        counts: Pins in as many equal steps of the curve's range.
        low: Ids of pins with a low value, designs all different.
        high: Ids of pins with a high value.
        best_pins: Ids of pins near the best value, where that is in the middle.
        together: Other features that go up or down with it among the pins.
    """

    feature: str
    probability: Share
    effect: LogEffect
    sd: LogSd
    worst: float
    best: float
    points: tuple[tuple[float, LogEffect, LogSd], ...]
    usual: tuple[float, float, float]
    counts: tuple[int, ...]
    low: tuple[str, ...]
    high: tuple[str, ...]
    best_pins: tuple[str, ...] = ()
    together: tuple[str, ...] = ()

    @property
    def has_optimum(self) -> bool:
        """Whether the best value lies clearly between the ends."""
        inside = [y for x, y, _ in self.points if self.usual[0] <= x <= self.usual[2]]
        return bool(inside) and max(inside) > max(inside[0], inside[-1]) + _CLEARLY

    @property
    def is_rising(self) -> bool:
        """Whether more of the feature goes with more clicks."""
        return self.best > self.worst


def effects(
    model: Model, table: Table, pictured: Collection[str] = ()
) -> tuple[Effect, ...]:
    """Return the effects, the surest and largest first; those alike stand together.

    Args:
        model: The model.
        table: The account's pins.
        pictured: Ids of the pins that have a picture: they are shown first.
    """
    values = table.as_seen_by(model)
    found = companions(model.names, values)
    average = model.centered_columns(values, table.guidelines).mean(axis=0)
    shown = _Shown(table.ids, table.designs, frozenset(pictured), table.impressions)
    ends = {name: _ends(model, found, name) for name in model.names}
    made: list[Effect] = []
    taken: set[str] = set()
    for first in sorted(model.names, key=lambda name: _rank(ends[name])):
        if first == TITLE_WORDS:  # has no values that a person could aim at
            continue
        if first in taken or ends[first].effect < _LEAST:
            continue
        group = {found.names[k] for k in found.of(first)} - taken
        lead = _lead(found, sorted(group))
        others = tuple(found.names[k] for k in found.of(lead))[1:]
        taken |= group | {lead, *others}
        column = values[:, model.names.index(lead)]
        moved = _Moved(model, found, lead, ends[lead], average, others)
        made.append(_effect(moved, column, shown))
    return tuple(sorted(made, key=lambda each: _rank(ends[each.feature])))


def _lead(found: Companions, group: Sequence[str]) -> str:
    """Return the feature that stands for those alike: what can be changed, amidst."""
    can = [name for name in group if name in changeable()] or list(group)
    where = [found.names.index(name) for name in group]

    def key(name: str) -> tuple[float, str]:
        own = np.abs(found.correlation[found.names.index(name), where]).mean()
        return -round(float(own), 2), name

    return min(can, key=key)


@dataclass(frozen=True, slots=True)
class _Ends:
    """From the worst usual value of a feature to the best, companions moving along."""

    worst: float
    best: float
    effect: float
    sd: float

    @property
    def probability(self) -> float:
        return normal_cdf(self.effect / self.sd) if self.sd > 0 else 0.5


@dataclass(frozen=True, slots=True)
class _Moved:
    """A feature that is moved, and with it those that move along."""

    model: Model
    found: Companions
    feature: str
    ends: _Ends
    average: Array
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """The pins from which examples are taken."""

    ids: tuple[str, ...]
    designs: Codes
    pictured: frozenset[str]
    impressions: Array


def _rank(ends: _Ends) -> tuple[int, float]:
    """Return the place of an effect: how sure in three steps, then how large."""
    steps = (ends.probability >= SURE, ends.probability >= LIKELY)
    return -sum(steps), -ends.effect


def _ends(model: Model, found: Companions, feature: str) -> _Ends:
    curve = model.curves[model.names.index(feature)]
    grid = np.linspace(curve.usual[0], curve.usual[2], _GRID)
    if curve.usual[0] == curve.usual[2]:  # nearly all pins are alike
        grid = np.array([curve.low, curve.high])
    columns, _ = joint_columns(model, found, feature, grid)
    effect = columns @ model.posterior_mean
    low, high = int(effect.argmin()), int(effect.argmax())
    sd = model.difference_sd((columns[high] - columns[low])[None, :])
    step = float(effect[high] - effect[low])
    return _Ends(float(grid[low]), float(grid[high]), step, float(sd[0]))


def _effect(moved: _Moved, column: Array, shown: _Shown) -> Effect:
    model, ends = moved.model, moved.ends
    curve = model.curves[model.names.index(moved.feature)]
    known = column[np.isfinite(column)]
    grid = np.linspace(curve.low, curve.high, _GRID)
    columns, moving = joint_columns(model, moved.found, moved.feature, grid)
    average = (moved.average * moving)[None, :]
    columns = columns - with_guidelines(model, average)
    effect, sd = columns @ model.posterior_mean, model.difference_sd(columns)
    counts, _ = np.histogram(np.clip(known, curve.low, curve.high), _BARS)
    low, high = curve.usual[0], curve.usual[2]
    made = Effect(
        feature=moved.feature,
        probability=ends.probability,
        effect=ends.effect,
        sd=ends.sd,
        worst=ends.worst,
        best=ends.best,
        points=tuple(
            (float(x), float(y), float(s))
            for x, y, s in zip(grid, effect, sd, strict=True)
        ),
        usual=curve.usual,
        counts=tuple(int(each) for each in counts),
        low=_examples(column, min(low, ends.worst, ends.best), shown),
        high=_examples(column, max(high, ends.worst, ends.best), shown),
        together=moved.others,
    )
    if not made.has_optimum:
        return made
    return replace(made, best_pins=_examples(column, ends.best, shown))


def _examples(column: Array, value: float, shown: _Shown) -> tuple[str, ...]:
    """Return pins near a value: pictured first, then near, then often seen."""
    sd = float(np.nanstd(column)) or 1.0
    distance = np.abs(column - value) / sd
    pictured = np.array([each in shown.pictured for each in shown.ids])
    far = np.where(np.isfinite(distance), np.round(2 * distance), np.inf)
    order = np.lexsort((-shown.impressions, far, ~pictured))
    chosen: list[str] = []
    designs: set[int] = set()
    for row in order.tolist():
        if not far[row] <= 2 or len(chosen) == _SHOWN:
            break
        if int(shown.designs[row]) not in designs:
            designs.add(int(shown.designs[row]))
            chosen.append(shown.ids[row])
    return tuple(chosen)


def main_effects(found: Sequence[Effect], most: int) -> tuple[Effect, ...]:
    """Return the effects that are likely, at most so many."""
    return tuple(each for each in found if each.probability >= LIKELY)[:most]
