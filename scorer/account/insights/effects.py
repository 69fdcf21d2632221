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
from scorer.clickrate.model.counterfactual import MIN_PROBABILITY
from scorer.clickrate.model.findings import Finding, findings
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.together import (
    Companions,
    companions,
    joint_columns,
    with_guidelines,
)
from scorer.core.storage.bounds import LogEffect, LogSd, Share

SURE, LIKELY = 0.9, MIN_PROBABILITY
_GRID, _BARS, _SHOWN = 25, 24, 3
# An optimum is named where it lifts the rate by this over both ends, log rate.
_CLEARLY = 0.02


@dataclass(frozen=True, slots=True)
class Effect:
    """What a feature goes together with on this account.

    Attributes:
        feature: Full name.
        probability: That its best usual value is better than its worst, as often as
            that comes true.
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
    moving = companions(model.names, values)
    average = model.centered_columns(values, table.guidelines).mean(axis=0)
    shown = _Shown(table.ids, table.designs, frozenset(pictured), table.impressions)
    made = [
        _effect(
            _Moved(model, moving, each, average),
            values[:, model.names.index(each.feature)],
            shown,
        )
        for each in findings(model, moving, changeable())
    ]
    return tuple(sorted(made, key=_rank))


@dataclass(frozen=True, slots=True)
class _Moved:
    """What was found, and what it takes to draw it."""

    model: Model
    moving: Companions
    finding: Finding
    average: Array


@dataclass(frozen=True, slots=True)
class _Shown:
    """The pins from which examples are taken."""

    ids: tuple[str, ...]
    designs: Codes
    pictured: frozenset[str]
    impressions: Array


def _rank(effect: Effect) -> tuple[int, float]:
    """Return the place of an effect: how sure in three steps, then how large."""
    steps = (effect.probability >= SURE, effect.probability >= LIKELY)
    return -sum(steps), -effect.effect


def _effect(moved: _Moved, column: Array, shown: _Shown) -> Effect:
    model, found = moved.model, moved.finding
    curve = model.curves[model.names.index(found.feature)]
    known = column[np.isfinite(column)]
    grid = np.linspace(curve.low, curve.high, _GRID)
    columns, moving = joint_columns(model, moved.moving, found.members, grid)
    average = (moved.average * moving)[None, :]
    columns = columns - with_guidelines(model, average)
    effect, sd = columns @ model.posterior_mean, model.difference_sd(columns)
    counts, _ = np.histogram(np.clip(known, curve.low, curve.high), _BARS)
    low, high = curve.usual[0], curve.usual[2]
    made = Effect(
        feature=found.feature,
        probability=found.probability,
        effect=found.effect,
        sd=found.sd,
        worst=found.worst,
        best=found.best,
        points=tuple(
            (float(x), float(y), float(s))
            for x, y, s in zip(grid, effect, sd, strict=True)
        ),
        usual=curve.usual,
        counts=tuple(int(each) for each in counts),
        low=_examples(column, min(low, found.worst, found.best), shown),
        high=_examples(column, max(high, found.worst, found.best), shown),
        together=found.together,
    )
    if not made.has_optimum:
        return made
    return replace(made, best_pins=_examples(column, found.best, shown))


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
