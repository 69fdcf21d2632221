"""What one feature's change would be worth, where the account can tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.model.compare import normal
from scorer.clickrate.model.model import Model

Array = NDArray[np.float64]

SURE = 0.8
_STEPS = 9


@dataclass(frozen=True, slots=True)
class Move:
    """One feature moved within what the account's pins cover.

    Attributes:
        feature: Full feature name.
        unit: Its unit.
        now: Its value.
        then: The value to move to, between the account's 10th and 90th percentile.
        effect: What that adds to the log rate.
        cautious: Half of it: hidden causes halve what such a move is worth.
        probability: That it is an improvement.
    """

    feature: str
    unit: str
    now: float
    then: float
    effect: float
    cautious: float
    probability: float


def moves(
    model: Model,
    features: Mapping[str, float | None],
    changeable: Collection[str] | None = None,
) -> tuple[Move, ...]:
    """Return the moves that are improvements with a probability above 0.8, best first.

    Args:
        model: The model.
        features: The pin's numbers by full name.
        changeable: Features that a designer can change; None is all.
    """
    if not model.curves:
        return ()
    now = model.row(features)
    then = _targets(model)
    rows = np.vstack([now, then])
    columns = model.columns(rows, np.full(len(rows), np.nan))
    effect, sd = model.by_curve(columns[1:] - columns[0])
    z = np.divide(effect, sd, out=np.zeros_like(sd), where=sd > 1e-12)
    best = np.argmax(np.where(z > 0, effect, -np.inf), axis=0)
    found = [
        _move(model, j, (now[0, j], then[row, j]), (effect[row, j], z[row, j]))
        for j, row in enumerate(best)
        if effect[row, j] > 0
        and np.isfinite(now[0, j])
        and (changeable is None or model.names[j] in changeable)
    ]
    sure = [move for move in found if move.probability > SURE]
    return tuple(sorted(sure, key=lambda move: -move.effect))


def _targets(model: Model) -> Array:
    """Return the values that each feature may be moved to, (_STEPS, p)."""
    usual = np.array([curve.usual for curve in model.curves])
    steps = np.linspace(usual[:, 0], usual[:, 2], _STEPS)
    # Of a line one of the ends is best.
    straight = np.array([not curve.bend for curve in model.curves])
    steps[1:-1, straight] = usual[straight, 0]
    return steps


def _move(
    model: Model, j: int, way: tuple[float, float], worth: tuple[float, float]
) -> Move:
    effect, z = worth
    return Move(
        feature=model.curves[j].name,
        unit=model.curves[j].unit,
        now=float(way[0]),
        then=float(way[1]),
        effect=float(effect),
        cautious=float(effect) / 2,
        probability=normal(float(z)),
    )
