"""How alike what the curves miss is in two designs. numpy only: scoring needs it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_NEAR = 3.0


def likeness(lines: Array, others: Array) -> Array:
    """Return how alike what curves miss is, 0..1, (n, m): 1 for the same design.

    Args:
        lines: Standardised features, (n, p).
        others: The same of other designs, (m, p).
    """
    squares = (lines**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)
    return faded(np.maximum(squares - 2 * lines @ others.T, 0), lines.shape[1])


def faded(squares: Array, features: int) -> Array:
    """Return likeness by squared distance over so many standardised features."""
    # Two random designs are 2 * features apart in the square.
    return np.asarray(np.exp(-_NEAR * squares / (2 * max(features, 1))))
