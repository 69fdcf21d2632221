"""What designs do beyond curves: how much of it there is, and how far it reaches.

Curves that add up miss steps, pairs and thresholds. What they miss is alike in designs
that look alike; the more the leftovers of similar designs agree, the more is missed.
It is never predicted, it only widens what is said of a design.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.grouping import Groups, normal_equations

Array = NDArray[np.float64]

_LANDMARKS = 250
_NEAR = 3.0
_GRID = np.exp(np.linspace(np.log(1e-4), np.log(1.0), 40))
# Before the data: a variance of 0.02 on the log rate, a factor of 4.5 either way.
_GUESS, _LOG_SD = 0.02, 1.5


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


def misfit(
    matrix: Array,
    lines: Array,
    noise: tuple[Array, Groups, float],
    belief: tuple[Array, Array, Array],
) -> float:
    """Return the variance of what the curves miss, on the log rate.

    Args:
        matrix: Columns of the fit, (n, P).
        lines: Standardised features of the rows, (n, p).
        noise: Weight of each row, (n,), the rows by design, the designs' variance.
        belief: Working response (n,), prior means (P,) and prior variances (P,).

    Returns:
        The geometric mean of the posterior; the guess where there are no features.

    Source:
        Marginal likelihood of a variance component by its eigenvalues: Lippert et al.
        2011, doi:10.1038/nmeth.1681; landmarks: Williams and Seeger 2001.
    """
    height = -((np.log(_GRID / _GUESS) / _LOG_SD) ** 2) / 2
    if lines.shape[1]:
        values, pulls = _spectrum(matrix, _features(lines), noise, belief)
        each = 1 + np.outer(_GRID, values)
        fit = _GRID[:, None] * pulls / each
        height = height + (fit - np.log(each)).sum(axis=1) / 2
    weight = np.exp(height - height.max())
    return float(np.exp(weight @ np.log(_GRID) / weight.sum()))


def _features(lines: Array) -> Array:
    """Return columns whose products are the likenesses, (n, m)."""
    rows = np.linspace(0, len(lines) - 1, min(len(lines), _LANDMARKS)).astype(int)
    marks = lines[rows]
    values, axes = np.linalg.eigh(likeness(marks, marks))
    keep = values > 1e-6 * values[-1]
    root = axes[:, keep] / np.sqrt(values[keep])
    return np.asarray(likeness(lines, marks) @ root)


def _spectrum(
    matrix: Array,
    features: Array,
    noise: tuple[Array, Groups, float],
    belief: tuple[Array, Array, Array],
) -> tuple[Array, Array]:
    """Return eigenvalues of the features' information, and squared pulls along them."""
    weight, groups, spread = noise
    response, center, prior = belief
    both = np.column_stack([matrix, features])
    left, right = normal_equations(both, weight, response, groups, spread)
    size = matrix.shape[1]
    inner, cross = left[:size, :size] + np.diag(1 / prior), left[:size, size:]
    solved = np.linalg.solve(
        inner, np.column_stack([cross, right[:size] + center / prior])
    )
    information = left[size:, size:] - cross.T @ solved[:, :-1]
    pull = right[size:] - cross.T @ solved[:, -1]
    values, axes = np.linalg.eigh(information)
    return np.maximum(values, 0), np.asarray((axes.T @ pull) ** 2)
