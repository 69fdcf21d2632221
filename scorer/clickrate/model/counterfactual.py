"""Counterfactuals: what changing one feature would be worth in this account."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.model.model import INTERVAL_Z, Model

MIN_PROBABILITY = 0.8
_STEPS = 9
# Chance that a change is an improvement, by the least of its posterior means without a
# tenth of the designs each, in posterior sds. Most features do nothing, so that it is
# below the normal distribution's: counted in simulated accounts of five kinds, where
# four in ten of the moves that looked likely were of features without any effect.
_Z = (0.0, 0.45, 0.72, 0.92, 1.15, 1.45, 2.0, 2.6, 3.0, 4.5)
_CHANCE = (0.05, 0.25, 0.38, 0.53, 0.68, 0.84, 0.90, 0.93, 0.95, 0.98)
# Intervals of effects are so much wider than the posterior's: in part they are nothing,
# else more than the mean of both.
_WIDEN = 1.35


@dataclass(frozen=True, slots=True)
class Change:
    """One feature changed within what the account's pins cover.

    Attributes:
        feature: Full feature name.
        unit: Its unit.
        current: Its value.
        proposed: The new value, between the account's 10th and 90th percentile.
        effect: What that adds to the log rate, the guideline score's part included.
        low: Lower end of the 80 % interval of the effect; that it is none is in it.
        high: Upper end.
        probability: That it is an improvement, as often as it comes true.
        score: What it does to the guideline score, points.
    """

    feature: str
    unit: str
    current: float
    proposed: float
    effect: float
    low: float
    high: float
    probability: float
    score: float


def improvements(
    model: Model,
    features: Mapping[str, float | None],
    changeable: Collection[str] | None = None,
) -> tuple[Change, ...]:
    """Return changes that are improvements with a probability of 0.8, best first.

    What dropping some tenth of the designs would remove is left out.

    Args:
        model: The model.
        features: The pin's numbers by full name.
        changeable: Features that a designer can change; None is all.
    """
    if not model.curves:
        return ()
    current, proposed = model.feature_row(features), _proposals(model)
    rows = np.vstack([current, proposed])
    columns = model.centered_columns(rows, np.full(len(rows), np.nan))
    found = model.effects_by_feature(columns[1:] - columns[0])
    is_sure = found.sd > 1e-12
    z = np.divide(found.effect, found.sd, out=np.zeros_like(found.sd), where=is_sure)
    least = np.divide(found.least, found.sd, out=np.zeros_like(z), where=is_sure)
    best = np.argmax(np.where(z > 0, found.effect, -np.inf), axis=0)
    changes = []
    for j, row in enumerate(best):
        is_wanted = changeable is None or model.names[j] in changeable
        probability = chance(float(least[row, j]))
        if is_wanted and np.isfinite(current[0, j]) and probability >= MIN_PROBABILITY:
            effect, sd = float(found.effect[row, j]), float(found.sd[row, j])
            reach = INTERVAL_Z * _WIDEN * sd
            changes.append(
                Change(
                    feature=model.curves[j].name,
                    unit=model.curves[j].unit,
                    current=float(current[0, j]),
                    proposed=float(proposed[row, j]),
                    effect=effect,
                    low=effect - effect * (1 - probability) / probability - reach,
                    high=effect / probability + reach,
                    probability=probability,
                    score=float(found.score[row, j]),
                )
            )
    return tuple(sorted(changes, key=lambda each: -each.effect))


def chance(z: float) -> float:
    """Return the chance that a change is an improvement, 0..1.

    Args:
        z: Least posterior mean of its effect over the posterior sd.

    Example:
        >>> chance(2.0), chance(-1.0)
        (0.9, 0.0)
    """
    return float(np.interp(z, _Z, _CHANCE)) if z > 0 else 0.0


def _proposals(model: Model) -> Array:
    """Return the values that each feature may be changed to, (_STEPS, p)."""
    usual = np.array([curve.usual for curve in model.curves])
    steps = np.linspace(usual[:, 0], usual[:, 2], _STEPS)
    # Of a line one of the ends is best.
    straight = np.array([not curve.bend for curve in model.curves])
    steps[1:-1, straight] = usual[straight, 0]
    return steps
