"""Features that change together: their effects belong together, too.

A model spreads what a headline's size does over its height, its area and its lines. One
of them alone is a small part of it; all of them, moved as they move on the account's
pins, are what a designer sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Index, Mask
from scorer.clickrate.model.model import Model

# What moves together is one finding: from this correlation among the pins on.
ALIKE = 0.75
# From this one on they may stand for each other, where no pin tells them apart.
RELATED = 0.55


@dataclass(frozen=True, slots=True)
class Companions:
    """How an account's features move with each other.

    Attributes:
        names: Features, p of them.
        means: Over the pins, (p,).
        sds: Over the pins, (p,); 0 where a feature does not vary.
        correlation: Of each pair, (p, p); 0 where one does not vary.
    """

    names: tuple[str, ...]
    means: Array
    sds: Array
    correlation: Array

    def of(self, feature: str, alike: float = ALIKE) -> Index:
        """Return the features that move with one, itself first, by number, (m,).

        Args:
            feature: The one.
            alike: Their least correlation with it.
        """
        lead = self.names.index(feature)
        strength = np.abs(self.correlation[lead])
        strength[lead] = 2.0
        found = np.flatnonzero(strength >= alike)
        return np.asarray(found[np.argsort(-strength[found], kind="stable")])

    def values(self, feature: str, other: int, grid: Array) -> Array:
        """Return what another feature usually is at values of one, (n,)."""
        lead = self.names.index(feature)
        if lead == other:
            return grid
        slope = self.correlation[lead, other] * self.sds[other] / self.sds[lead]
        return np.asarray(self.means[other] + slope * (grid - self.means[lead]))


def companions(names: Sequence[str], values: Array) -> Companions:
    """Return how features move with each other.

    Args:
        names: Features, p of them.
        values: (n, p), NaN where there is nothing to measure.
    """
    known = np.isfinite(values)
    count = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, values, 0.0).sum(axis=0) / count
    centered = np.where(known, values - means, 0.0)
    sds = np.sqrt((centered**2).sum(axis=0) / count)
    norm = np.sqrt((centered**2).sum(axis=0))
    scaled = centered / np.where(norm > 0, norm, 1.0)
    return Companions(tuple(names), means, sds, scaled.T @ scaled)


def joint_columns(
    model: Model, found: Companions, members: Sequence[str], grid: Array
) -> tuple[Array, Mask]:
    """Return a model's columns while features move together.

    Args:
        model: The model.
        found: How the features move.
        members: Those that move; the first leads.
        grid: Its values, (n,).

    Returns:
        Columns (n, k), 0 but for those that move and the guideline score that follows
        them; and which do, (k,).
    """
    where = {name: number for number, name in enumerate(model.names)}
    rows = np.full((len(grid), len(model.names)), np.nan)
    moving = np.zeros(len(model.posterior_mean), np.bool_)
    for name in members:
        number = where.get(name)
        if number is not None:
            other = found.names.index(name)
            rows[:, number] = found.values(members[0], other, grid)
            moving |= model.curve_of_column == number + 1
    columns = model.centered_columns(rows, np.full(len(grid), np.nan))
    return with_guidelines(model, columns * moving), moving


def with_guidelines(model: Model, columns: Array) -> Array:
    """Return columns in which the guideline score follows the features, (n, k)."""
    followed = columns.copy()
    if model.guideline_slopes:
        followed[:, 0] = columns[:, 1:] @ np.array(model.guideline_slopes)
    return followed


def joint_effect(
    model: Model, found: Companions, members: Sequence[str], start: float, end: float
) -> tuple[float, float]:
    """Return what goes with features that move together, from one value to another.

    Args:
        model: The model.
        found: How the features move.
        members: Those that move; the first leads.
        start: A value of the first.
        end: Another one.

    Returns:
        Log rate and its sd; both 0 where the model knows none of them.
    """
    columns, _ = joint_columns(model, found, members, np.array([start, end]))
    step = (columns[1] - columns[0])[None, :]
    effect = float((step @ model.posterior_mean)[0])
    return effect, float(model.difference_sd(step)[0])
