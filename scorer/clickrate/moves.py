"""What one feature's change would be worth, where the account can tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.compare import normal
from scorer.clickrate.model import Model

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
    row = model.row(features)[0]
    names = model.names
    mine = [j for j, n in enumerate(names) if changeable is None or n in changeable]
    found = [_best(model, j, float(row[j])) for j in mine if np.isfinite(row[j])]
    sure = [move for move in found if move.probability > SURE and move.effect > 0]
    return tuple(sorted(sure, key=lambda move: -move.effect))


def _best(model: Model, j: int, now: float) -> Move:
    """Return the move of one feature that is likeliest to be an improvement."""
    curve = model.curves[j]
    targets = np.unique(np.linspace(curve.usual[0], curve.usual[2], _STEPS))
    if curve.knots == () and not curve.bend:
        targets = np.array([curve.usual[0], curve.usual[2]])
    apart = curve.columns(targets) - curve.columns(np.array([now]))
    own = model.columns_of(j)
    effect = apart @ model.weights[own]
    sd = model.apart_sd(apart, own)
    z = np.divide(effect, sd, out=np.zeros(len(sd)), where=sd > 1e-12)
    best = int(np.argmax(np.where(z > 0, effect, -np.inf) if (z > 0).any() else z))
    return Move(
        feature=curve.name,
        unit=curve.unit,
        now=now,
        then=float(targets[best]),
        effect=float(effect[best]),
        cautious=float(effect[best]) / 2,
        probability=normal(float(z[best])),
    )
