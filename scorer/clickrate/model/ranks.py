"""Rank correlation, ties shared, without scipy."""

from __future__ import annotations

import numpy as np

from scorer.clickrate.arrays import Array


def spearman(a: Array, b: Array) -> float:
    """Return Spearman's rank correlation of two (n,); 0 where one does not vary.

    Example:
        >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 15.0]))
        0.5
    """
    first, second = _ranks(a), _ranks(b)
    if len(a) < 2 or first.std() == 0 or second.std() == 0:
        return 0.0
    return round(float(np.corrcoef(first, second)[0, 1]), 12)


def _ranks(values: Array) -> Array:
    """Return mean ranks, (n,)."""
    _, code, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[code.ravel()], dtype=np.float64)


def share_below(values: Array, quantiles: Array) -> Array:
    """Return the share that lies below each value, half of what equals it counted.

    Args:
        values: (n,).
        quantiles: Of what is compared with, at even shares from 0 to 1, rising.
    """
    shares = np.linspace(0, 1, len(quantiles))
    most = np.interp(values, quantiles, shares)
    least = 1 - np.interp(-values, -quantiles[::-1], shares)
    return np.asarray((most + least) / 2)
