"""What designs do beyond curves: how much of it there is, and how far it reaches.

Curves that add up miss steps, pairs and thresholds. What they miss is alike in designs
that look alike; the more the leftovers of similar designs agree, the more is missed.
It is never predicted, it only widens what is said of a design.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.fit.cholesky import half_solved, root, solved
from scorer.clickrate.fit.grouping import Equations
from scorer.clickrate.model.kernel import likeness

Array = NDArray[np.float64]

_LANDMARKS = 250
_GRID = np.exp(np.linspace(np.log(1e-4), np.log(1.0), 40))
_LOG_SD = 1.5  # before the data the guess is good to a factor of 4.5 either way


def misfit(
    rows: Equations, lines: Array, center: Array, prior: Array, guess: float
) -> float:
    """Return the variance of what the curves miss, on the log rate.

    Args:
        rows: What was fitted.
        lines: Standardised features of the rows, (n, p).
        center: Prior means of the coefficients, (P,).
        prior: Their prior variances, (P,).
        guess: What the variance is believed to be beforehand.

    Returns:
        The geometric mean of the posterior; the guess where there are no features.

    Source:
        Marginal likelihood of a variance component by its eigenvalues: Lippert et al.
        2011, doi:10.1038/nmeth.1681; landmarks: Williams and Seeger 2001.
    """
    height = -((np.log(_GRID / guess) / _LOG_SD) ** 2) / 2
    if lines.shape[1]:
        values, pulls = _spectrum(rows, lines, center, prior)
        each = 1 + np.outer(_GRID, values)
        fit = _GRID[:, None] * pulls / each
        height = height + (fit - np.log(each)).sum(axis=1) / 2
    weight = np.exp(height - height.max())
    return float(np.exp(weight @ np.log(_GRID) / weight.sum()))


def _landmarks(lines: Array) -> tuple[Array, Array]:
    """Return likenesses to some rows (n, m), and what makes columns of them (m, r).

    The products of these columns are the likenesses of all rows, nearly.
    """
    rows = np.linspace(0, len(lines) - 1, min(len(lines), _LANDMARKS)).astype(int)
    marks = lines[rows]
    values, axes = np.linalg.eigh(likeness(marks, marks))
    keep = values > 1e-6 * values[-1]
    return likeness(lines, marks), axes[:, keep] / np.sqrt(values[keep])


def _spectrum(
    rows: Equations, lines: Array, center: Array, prior: Array
) -> tuple[Array, Array]:
    """Return eigenvalues of what is known of it, and squared pulls along them."""
    near, turn = _landmarks(lines)
    lower = root(rows.left, 1 / prior)
    seen = rows.noise.applied(near)
    known = half_solved(lower, (rows.matrix.T @ seen) @ turn)
    found = turn.T @ rows.noise.squared(near) @ turn - known.T @ known
    values, axes = np.linalg.eigh(found)
    mean = solved(lower, rows.right + center / prior)
    pull = turn.T @ (seen.T @ (rows.response - rows.matrix @ mean))
    return np.maximum(values, 0), np.asarray((axes.T @ pull) ** 2)
