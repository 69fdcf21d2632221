"""Pairs of features that do together what they do not do alone: few, or none.

All products of two standardized features are asked at once what the residuals say of
them. Most say nothing: how many say something, and how much, is told from all their
scores together (empirical Bayes). Only those that more likely than not say something
enter, solved with the rest of the coefficients. Few pins show none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Index, combined
from scorer.clickrate.fit.cholesky import factor, solve_factored
from scorer.clickrate.fit.grouping import Equations
from scorer.clickrate.model.terms.feature_pairs import FeaturePairs, bounded

_FEWEST_ROWS, _MOST = 1000, 30
_LIKELY = 0.5
# Shares of the pairs that do something, and sds of what these do, in residual sds:
# what features do alone leaves no room for more.
_SHARES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05)
_SDS = (0.06, 0.1, 0.15)
_MOST_LOG = 300.0  # of a ratio of densities: beyond all doubt
_USUAL_MEDIAN = 0.6745  # of the size of a standard normal number


@dataclass(frozen=True, slots=True)
class PairsFit:
    """Pairs beside the coefficients of the columns.

    Attributes:
        pairs: What pairs add; their average is 0 over the rows by their information.
        mean: Posterior means of the columns' coefficients beside them, (P,).
    """

    pairs: FeaturePairs
    mean: Array


def feature_pairs(
    rows: Equations,
    features: Array,
    mean: Array,
    prior_variance: Array,
    residual_variance: float,
) -> PairsFit | None:
    """Return the pairs that do something; None where none does, or rows are few.

    Args:
        rows: What was fitted.
        features: Standardized features of the rows, (n, p).
        mean: Posterior means of the coefficients, (P,).
        prior_variance: Their prior variances, (P,).
        residual_variance: Of pin and design effects together.

    Source:
        Two groups of scores, by empirical Bayes: Efron 2008, doi:10.1214/07-STS236.
    """
    if len(features) < _FEWEST_ROWS or features.shape[1] < 2:
        return None
    lines = bounded(features)
    left_over = rows.noise.apply_inverse(rows.response - combined(rows.matrix, mean))
    weight = rows.noise.apply_inverse(np.ones(len(lines)))
    average = _every_product(lines, weight) / weight.sum()
    said = _every_product(lines, left_over) - average * left_over.sum()
    information = _every_product(lines**2, weight) - average**2 * weight.sum()
    one, other = np.tril_indices(lines.shape[1], -1)
    known = information[one, other] > 1e-6 * weight.sum()
    one, other = one[known], other[known]
    if not len(one):
        return None
    known_of = information[one, other]
    score = said[one, other] / np.sqrt(known_of)
    chosen, sd = _chosen(score, known_of * residual_variance)
    if not len(chosen):
        return None
    one, other = one[chosen], other[chosen]
    usual = average[one, other]
    products = lines[:, one] * lines[:, other] - usual
    variance = sd**2 * residual_variance
    effects, moved = _solved(rows, products, mean, prior_variance, variance)
    pairs = FeaturePairs(
        tuple(one.tolist()),
        tuple(other.tolist()),
        tuple(effects.tolist()),
        float(usual @ effects),
    )
    return PairsFit(pairs, moved)


def _every_product(lines: Array, weight: Array) -> Array:
    """Return weighted sums over the rows of all products of two columns, (p, p)."""
    single = lines.astype(np.float32)
    both = single.T @ (single * weight.astype(np.float32)[:, None])
    return np.asarray(both, np.float64)


def _chosen(score: Array, information: Array) -> tuple[Index, float]:
    """Return the pairs, by number, that are more than chance, and the sd of such.

    Args:
        score: What is left says for each pair, in standard errors, (m,).
        information: On each pair's effect in residual sds, (m,).
    """
    score = score / max(1.0, float(np.median(np.abs(score))) / _USUAL_MEDIAN)
    squares = np.minimum(score**2 / 2, _MOST_LOG)
    best, likely, sd = 0.0, np.zeros(len(score)), 1.0
    for share in _SHARES:
        for each in _SDS:
            # Densities over that of a score by chance.
            widened = 1 + each**2 * information
            ratio = share / np.sqrt(widened) * np.exp(squares * (1 - 1 / widened))
            gain = float(np.log1p(ratio - share).sum())
            gain -= np.log1p(share * len(score)) / 2
            if gain > best:
                best, likely, sd = gain, ratio / (1 - share + ratio), each
    order = np.argsort(-likely, kind="stable")[:_MOST]
    return order[likely[order] > _LIKELY], sd


def _solved(
    rows: Equations,
    products: Array,
    mean: Array,
    prior_variance: Array,
    variance: float,
) -> tuple[Array, Array]:
    """Return the posterior means of the products' effects and of the coefficients."""
    weighted = rows.noise.apply_inverse(products)
    across = rows.matrix.T @ weighted
    moved = solve_factored(factor(rows.left, 1 / prior_variance), across)
    own = products.T @ weighted - across.T @ moved
    right = weighted.T @ (rows.response - combined(rows.matrix, mean))
    penalty = np.full(len(right), 1 / variance)
    effects = solve_factored(factor(own, penalty), right)
    return effects, mean - moved @ effects
