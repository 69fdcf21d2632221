"""Whether a retrained model may take the old one's place.

A test of superiority would pass a challenger whose pictures were joined to the wrong
rows, for its test pins are broken too; so the gate is on data and agreement. Agreement
is asked only of what the old model had learned, against its own noise: two models that
learned nothing agree on nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.data.table import Table
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.ranks import spearman

# Agreement of healthy retrainings is >= .55 at 300 pins and >= .96 at 1,500; a shuffled
# join stays <= .54 and <= .29 (simulated accounts). No more than that is asked.
_FEW_PINS, _LIMIT_FEW, _LIMIT_MANY = 1000, 0.6, 0.9
# What the old model is unsure of may turn out otherwise: the limit is what one in fifty
# rightly retrained models would stay below.
_DRAWS, _BELOW, _MOST_DESIGNS = 200, 2.0, 1000
# Of null accounts one in a hundred has the first by chance.
_SURELY_LEARNED, _LOST = 0.01, 0.20
_SHIFTED, _OUTSIDE = 0.5, 0.1
# Some seventy features are looked at: three sds are reached by chance once in five.
_CHANCE_SDS, _OUTSIDE_PINS = 3.0, 3
# The same picture gives the same numbers, nearly so where it was saved again; of other
# pictures the numbers have nothing to do with those of before.
_MIN_COMMON, _SAME_PICTURES, _MIN_DIFFERENT = 10, 0.3, 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a challenger may take the champion's place.

    Attributes:
        spearman: Rank correlation of the learned parts on the same designs.
        limit: What it has to reach; None where the champion had learned nothing that
            could be agreed on.
        promote: Whether it may.
        reasons: Why not; empty if it may.
    """

    spearman: float
    limit: float | None
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
    before = learned(champion, designs)
    correlation = spearman(before, learned(challenger, designs))
    limit = _limit(champion, designs)
    reasons = []
    if limit is not None and correlation < limit:
        reasons.append(
            "the new model says nearly the opposite of what the old one had learned "
            f"(they agree to {correlation:.2f}; by chance alone it would be at least "
            f"{limit:.2f}): are the pictures joined to the right pins?"
        )
    test = champion.learning_test
    if test.p <= _SURELY_LEARNED and challenger.learning_test.p > _LOST:
        reasons.append(
            "what the old model had surely learned is gone: are the pictures joined "
            f"to the right pins? (p was {test.p:.3f}, is "
            f"{challenger.learning_test.p:.3f})"
        )
    return Agreement(correlation, limit, not reasons, tuple(reasons))


def _limit(champion: Model, designs: Table) -> float | None:
    """Return the agreement that rightly retrained models reach, but for the oddest."""
    if not champion.learning_test.has_evidence or len(designs) < _MIN_COMMON:
        return None
    every = np.linspace(0, len(designs) - 1, min(len(designs), _MOST_DESIGNS))
    rows = designs.take(every.astype(np.int64))
    columns = _learned_columns(champion, rows)
    before = columns @ champion.posterior_mean[1:]
    size, axes = np.linalg.eigh(champion.covariance_matrix[1:, 1:])
    noise = np.random.default_rng(0).normal(size=(len(size), _DRAWS))
    moved = columns @ (axes @ (np.sqrt(np.maximum(size, 0))[:, None] * noise))
    reached = [spearman(before, before + each) for each in moved.T]
    few = champion.span.pins < _FEW_PINS
    usual = _LIMIT_FEW if few else _LIMIT_MANY
    return min(float(np.percentile(reached, _BELOW)), usual)


def similarity_of_pictures(old: Table, new: Table) -> tuple[int, float]:
    """Return how many pins both tables hold, and how alike their numbers are.

    Args:
        old: The rows of the last training.
        new: The new ones, of the same features.

    Returns:
        Number of pins; lower quartile over the features of the rank correlation of old
        and new values, 1 where too few pins or values can tell.
    """
    where = {pin: row for row, pin in enumerate(old.ids)}
    pairs = [(where[pin], row) for row, pin in enumerate(new.ids) if pin in where]
    if len(pairs) < _MIN_COMMON:
        return len(pairs), 1.0
    rows = np.array(pairs)
    before, after = old.values[rows[:, 0]], new.in_order(old.names)[rows[:, 1]]
    found = [_similarity(*pair) for pair in zip(before.T, after.T, strict=True)]
    known = [each for each in found if each is not None]
    return len(pairs), float(np.percentile(known, 25)) if known else 1.0


def _similarity(before: Array, after: Array) -> float | None:
    """Return the rank correlation of one feature; None where it hardly varies."""
    known = np.isfinite(before) & np.isfinite(after)
    before, after = before[known], after[known]
    for each in (before, after):
        _, counts = np.unique(each, return_counts=True)
        if len(each) - max(counts, default=0) < _MIN_DIFFERENT:
            return None
    return spearman(before, after)


def other_pictures(old: Table, new: Table) -> tuple[str, ...]:
    """Return why the new pictures cannot be those of the same pins, if they cannot."""
    pins, alike = similarity_of_pictures(old, new)
    if alike >= _SAME_PICTURES:
        return ()
    return (
        f"{pins} pins were measured before, and their pictures are others now: one of "
        "the two times, pictures were joined to the wrong pins. If it was the last "
        "time, train a new model with --out",
    )


def learned(model: Model, rows: Table) -> Array:
    """Return the learned part of the score, the guideline's left out, (n,)."""
    return np.asarray(_learned_columns(model, rows) @ model.posterior_mean[1:])


def _learned_columns(model: Model, rows: Table) -> Array:
    columns = model.centered_columns(rows.as_seen_by(model), rows.guidelines)
    return columns[:, 1:]


def drift(champion: Model, table: Table) -> tuple[Drift, ...]:
    """Return the features whose values moved beyond chance, the furthest first.

    What is not known of any of the rows has not moved.

    Args:
        champion: The model in place.
        table: Rows newer than it.
    """
    values = table.as_seen_by(champion)
    found = []
    for j, curve in enumerate(champion.curves):
        known = values[np.isfinite(values[:, j]), j]
        if not len(known):
            continue
        middle = np.clip(known, curve.low, curve.high).mean()
        outside = float(np.mean((known < curve.low) | (known > curve.high)))
        found.append(Drift(curve.name, float(middle - curve.mean) / curve.sd, outside))
    # The means of as many pins each of one kind differ by no more than this.
    chance = _CHANCE_SDS * np.sqrt(1 / max(len(table), 1) + 1 / champion.span.pins)
    least = max(_OUTSIDE * len(table), _OUTSIDE_PINS)
    moved = (
        each
        for each in found
        if abs(each.shift) > max(_SHIFTED, chance) or each.outside * len(table) > least
    )
    return tuple(sorted(moved, key=lambda each: -abs(each.shift)))
