"""Lack of fit: the variance of what additive curves miss.

Curves that add up miss steps, interactions and thresholds. What they miss is alike in
designs that look alike: a Gaussian process over the standardized features. The more the
residuals of similar designs agree, the more is missed. It is never predicted, it only
widens the intervals of a design.
"""

from __future__ import annotations

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.fit.cholesky import factor, half_solve, solve_factored
from scorer.clickrate.fit.grouping import Equations
from scorer.clickrate.model.terms.kernel import similarity

_LANDMARKS = 250
_GRID = np.exp(np.linspace(np.log(1e-4), np.log(1.0), 40))
_LOG_SD = 1.5  # of the prior: a factor of 4.5 either way


def lack_of_fit_variance(
    rows: Equations,
    features: Array,
    prior_mean: Array,
    prior_variance: Array,
    prior_median: float,
) -> float:
    """Return the variance of what the curves miss, on the log rate.

    Args:
        rows: What was fitted.
        features: Standardized features of the rows, (n, p).
        prior_mean: Prior means of the coefficients, (P,).
        prior_variance: Their prior variances, (P,).
        prior_median: Of the variance.

    Returns:
        Geometric mean of the posterior; without features the prior median.

    Source:
        Marginal likelihood of a variance component by its eigenvalues: Lippert et al.
        2011, doi:10.1038/nmeth.1681; landmarks: Williams and Seeger 2001.
    """
    log_density = -((np.log(_GRID / prior_median) / _LOG_SD) ** 2) / 2
    if features.shape[1]:
        values, scores = _spectrum(rows, features, prior_mean, prior_variance)
        each = 1 + np.outer(_GRID, values)
        fit = _GRID[:, None] * scores / each
        log_density = log_density + (fit - np.log(each)).sum(axis=1) / 2
    weight = np.exp(log_density - log_density.max())
    return float(np.exp(weight @ np.log(_GRID) / weight.sum()))


def _landmarks(features: Array) -> tuple[Array, Array]:
    """Return similarities to some rows (n, m), and what makes columns of them (m, r).

    The products of these columns are the similarities of all rows, nearly.
    """
    rows = np.linspace(0, len(features) - 1, min(len(features), _LANDMARKS)).astype(int)
    landmarks = features[rows]
    values, axes = np.linalg.eigh(similarity(landmarks, landmarks))
    keep = values > 1e-6 * values[-1]
    return similarity(features, landmarks), axes[:, keep] / np.sqrt(values[keep])


def _spectrum(
    rows: Equations, features: Array, prior_mean: Array, prior_variance: Array
) -> tuple[Array, Array]:
    """Return eigenvalues of its information, and squared scores along them."""
    near, turn = _landmarks(features)
    lower = factor(rows.left, 1 / prior_variance)
    weighted = rows.noise.apply_inverse(near)
    explained = half_solve(lower, (rows.matrix.T @ weighted) @ turn)
    information = (
        turn.T @ rows.noise.quadratic_form(near) @ turn - explained.T @ explained
    )
    values, axes = np.linalg.eigh(information)
    mean = solve_factored(lower, rows.right + prior_mean / prior_variance)
    score = turn.T @ (weighted.T @ (rows.response - rows.matrix @ mean))
    return np.maximum(values, 0), np.asarray((axes.T @ score) ** 2)
