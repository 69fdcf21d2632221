"""How well numbers order rated pins: what the fit and the benchmark both print."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import spearmanr

# A rank correlation of fewer pins says nothing of a maker.
_FEWEST_IN_A_MAKER = 4


class Order(NamedTuple):
    """Agreement of an order with ratings.

    Attributes:
        whole: Spearman's rank correlation with the rating, -1 to 1.
        within: The same within makers, weighed by their pins.
        pairs: Share of pairs a whole class apart that stand in the right order, 0 to 1;
            a tie counts half.
    """

    whole: float
    within: float
    pairs: float


def order(values: ArrayLike, ratings: ArrayLike, makers: ArrayLike) -> Order:
    """Return how well values order pins as their ratings do.

    Args:
        values: One number a pin, shape (pins,).
        ratings: Mean rating of each, in classes, 1 to 5.
        makers: Who made each.
    """
    given, rated = np.asarray(values, float), np.asarray(ratings, float)
    made = np.asarray(makers)
    within = [
        (_rank_correlation(given[own], rated[own]), own.sum())
        for maker in sorted(set(made.tolist()))
        if (own := made == maker).sum() >= _FEWEST_IN_A_MAKER and np.ptp(rated[own])
    ]
    rhos, counts = zip(*within, strict=True) if within else ((0.0,), (1,))
    apart = rated[:, None] - rated >= 1
    ahead = (given[:, None] - given)[apart]
    right = np.mean((ahead > 0) + 0.5 * (ahead == 0)) if ahead.size else 0.5
    return Order(
        _rank_correlation(given, rated),
        float(np.average(rhos, weights=counts)),
        float(right),
    )


def _rank_correlation(values: np.ndarray, ratings: np.ndarray) -> float:
    """Spearman's, 0 where one of both never changes."""
    if not np.ptp(values) or not np.ptp(ratings):
        return 0.0
    return float(spearmanr(values, ratings)[0])
