"""Counterfactuals: what changing one feature would be worth in this account."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.model.compare import normal_cdf
from scorer.clickrate.model.model import Model

MIN_PROBABILITY = 0.8
_STEPS = 9


@dataclass(frozen=True, slots=True)
class Change:
    """One feature changed within what the account's pins cover.

    Attributes:
        feature: Full feature name.
        unit: Its unit.
        current: Its value.
        proposed: The new value, between the account's 10th and 90th percentile.
        effect: What that adds to the log rate.
        cautious: Half of it: hidden causes halve what such a change is worth.
        probability: That it is an improvement.
    """

    feature: str
    unit: str
    current: float
    proposed: float
    effect: float
    cautious: float
    probability: float


def improvements(
    model: Model,
    features: Mapping[str, float | None],
    changeable: Collection[str] | None = None,
) -> tuple[Change, ...]:
    """Return changes that are improvements with a probability above 0.8, best first.

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
    effect, sd = model.effects_by_feature(columns[1:] - columns[0])
    z = np.divide(effect, sd, out=np.zeros_like(sd), where=sd > 1e-12)
    best = np.argmax(np.where(z > 0, effect, -np.inf), axis=0)
    changes = [
        Change(
            feature=model.curves[j].name,
            unit=model.curves[j].unit,
            current=float(current[0, j]),
            proposed=float(proposed[row, j]),
            effect=float(effect[row, j]),
            cautious=float(effect[row, j]) / 2,
            probability=normal_cdf(float(z[row, j])),
        )
        for j, row in enumerate(best)
        if effect[row, j] > 0
        and np.isfinite(current[0, j])
        and (changeable is None or model.names[j] in changeable)
    ]
    probable = [each for each in changes if each.probability > MIN_PROBABILITY]
    return tuple(sorted(probable, key=lambda each: -each.effect))


def _proposals(model: Model) -> Array:
    """Return the values that each feature may be changed to, (_STEPS, p)."""
    usual = np.array([curve.usual for curve in model.curves])
    steps = np.linspace(usual[:, 0], usual[:, 2], _STEPS)
    # Of a line one of the ends is best.
    straight = np.array([not curve.bend for curve in model.curves])
    steps[1:-1, straight] = usual[straight, 0]
    return steps
