"""How alike two designs are in what the curves miss: a squared exponential kernel."""

from __future__ import annotations

import numpy as np

from scorer.clickrate.arrays import Array

# Of the exponent at the distance of two random designs.
_DECAY = 3.0


def similarity(features: Array, others: Array) -> Array:
    """Return the correlation of what curves miss, 0..1, (n, m): 1 for the same design.

    Args:
        features: Standardized features, (n, p).
        others: The same of other designs, (m, p).
    """
    squares = (features**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)
    return squared_exponential(
        np.maximum(squares - 2 * features @ others.T, 0), features.shape[1]
    )


def squared_exponential(squares: Array, n_features: int) -> Array:
    """Return similarity by squared distance over standardized features, (n,)."""
    # Two random designs are 2 * n_features apart in the square.
    return np.asarray(np.exp(-_DECAY * squares / (2 * max(n_features, 1))))
