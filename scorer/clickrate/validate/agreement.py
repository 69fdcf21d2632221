"""Whether a retrained model may take the old one's place: two models must agree.

A test of superiority would pass a challenger whose pictures were joined to the wrong
rows, for its test pins are broken too; so the gate is on data and agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.data.table import Table
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.ranks import spearman

# Agreement of healthy retrainings is >= .55 at 300 pins and >= .96 at 1,500; a shuffled
# join stays <= .54 and <= .29 (simulated accounts).
_FEW_PINS, _LIMIT_FEW, _LIMIT_MANY = 1000, 0.6, 0.9
_LEARNED, _LOST = 0.05, 0.20
_SHIFTED, _OUTSIDE = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a challenger may take the champion's place.

    Attributes:
        spearman: Rank correlation of the learned parts on the same designs.
        limit: What it has to reach.
        promote: Whether it may.
        reasons: Why not; empty if it may.
    """

    spearman: float
    limit: float
    promote: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """A feature whose new values differ from those the model was fitted to.

    Attributes:
        feature: Full name.
        shift: How far the mean moved, in the champion's sds.
        outside: Share of the new values outside the champion's support.
    """

    feature: str
    shift: float
    outside: float


def agreement(champion: Model, challenger: Model, table: Table) -> Agreement:
    """Return whether two models agree on what an account's designs do.

    Args:
        champion: The model in place.
        challenger: The one trained on newer figures.
        table: Rows whose designs are compared, one per design.
    """
    _, first = np.unique(table.designs, return_index=True)
    designs = table.take(first)
    correlation = spearman(learned(champion, designs), learned(challenger, designs))
    few = champion.span.pins < _FEW_PINS
    limit = _LIMIT_FEW if few else _LIMIT_MANY
    reasons = []
    if correlation < limit:
        reasons.append(
            f"old and new model agree on these designs to {correlation:.2f}, "
            f"expected at least {limit:.2f}: are the pictures joined to the right pins?"
        )
    if champion.learning_test.p <= _LEARNED and challenger.learning_test.p > _LOST:
        reasons.append(
            f"the learned effect is gone: p was {champion.learning_test.p:.3f}, "
            f"is {challenger.learning_test.p:.3f}"
        )
    return Agreement(correlation, limit, not reasons, tuple(reasons))


def learned(model: Model, rows: Table) -> Array:
    """Return the learned part of the score, the guideline's left out, (n,)."""
    columns = model.centered_columns(rows.as_seen_by(model), rows.guidelines)
    return np.asarray(columns[:, 1:] @ model.posterior_mean[1:])


def drift(champion: Model, table: Table) -> tuple[Drift, ...]:
    """Return the features whose values moved, the furthest first.

    Args:
        champion: The model in place.
        table: Rows newer than it.
    """
    values = table.as_seen_by(champion)
    found = []
    for j, curve in enumerate(champion.curves):
        known = values[np.isfinite(values[:, j]), j]
        if not len(known):
            found.append(Drift(curve.name, 0.0, 1.0))
            continue
        middle = np.clip(known, curve.low, curve.high).mean()
        outside = float(np.mean((known < curve.low) | (known > curve.high)))
        found.append(Drift(curve.name, float(middle - curve.mean) / curve.sd, outside))
    moved = (d for d in found if abs(d.shift) > _SHIFTED or d.outside > _OUTSIDE)
    return tuple(sorted(moved, key=lambda each: -abs(each.shift)))
