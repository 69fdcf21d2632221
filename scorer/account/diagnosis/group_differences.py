"""Features in which some pins differ from the others: a rank-sum test of each."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Mask
from scorer.clickrate.model.together import companions

# Two-sided 1 % for one feature; many are looked at, so it says "differs", not "causes".
_MIN_Z = 2.6
_MIN_PINS = 5


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """A feature in which some pins differ from the others.

    Attributes:
        feature: Full name.
        these: Median among these pins; of a yes or no the share of yes.
        others: The same among the others.
        z: Rank-sum statistic, positive where these have more of it.
    """

    feature: str
    these: float
    others: float
    z: float


def group_differences(
    names: tuple[str, ...],
    values: Array,
    these: Mask,
    *,
    most: int = 5,
) -> tuple[GroupDifference, ...]:
    """Return the features in which some pins differ, the clearest first.

    Args:
        names: Feature names, (p,).
        values: Features, (n, p), NaN where there is nothing to measure.
        these: The pins in question, (n,).
        most: How many to return.
    """
    found = [
        difference
        for index, name in enumerate(names)
        if (difference := _difference(name, values[:, index], these)) is not None
    ]
    alike = companions(names, values)
    chosen: list[GroupDifference] = []
    taken: set[str] = set()
    for each in sorted(found, key=lambda each: -abs(each.z)):
        if each.feature not in taken:  # what moves together is said once
            taken |= {names[number] for number in alike.of(each.feature)}
            chosen.append(each)
    return tuple(chosen[:most])


def _difference(name: str, column: Array, these: Mask) -> GroupDifference | None:
    there = np.isfinite(column)
    first, second = column[there & these], column[there & ~these]
    if min(len(first), len(second)) < _MIN_PINS:
        return None
    z = _rank_sum(first, second)
    if abs(z) < _MIN_Z:
        return None
    is_claim = bool(np.isin(column[there], (0.0, 1.0)).all())
    middle = np.mean if is_claim else np.median
    return GroupDifference(name, float(middle(first)), float(middle(second)), z)


def _rank_sum(first: Array, second: Array) -> float:
    """Wilcoxon's rank-sum statistic, normal approximation with ties."""
    both = np.concatenate([first, second])
    _, code, count = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[code]
    n, m = len(first), len(second)
    ties = float((count**3 - count).sum()) / ((n + m) * (n + m - 1))
    variance = n * m / 12 * (n + m + 1 - ties)
    if variance <= 0:
        return 0.0
    expected = n * (n + m + 1) / 2
    return float((ranks[:n].sum() - expected) / math.sqrt(variance))
