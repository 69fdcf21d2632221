"""A permutation test of a score against what a model without features leaves.

Bounded in what one design counts for, and made again without the designs that speak for
it most: a handful of rows cannot carry it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Codes, Index
from scorer.clickrate.data.table import Table
from scorer.clickrate.fit.posterior import Posterior

_SHUFFLES = 1000
# Standard deviations beyond which a design's residual or score counts no more.
_MOST_DEVIATIONS = 2.0
# Share of the designs that speak for the score most, left out of the second test.
_TRIMMED = 0.05
# Weighted squares of what is left, a pin: about 1 where clicks are counted. Where there
# is next to nothing, all rates are the same, and what is left is rounding.
_LEAST_LEFT = 0.01
# Shares of the designs that are older than those called newest.
_BEFORE_NEWEST, _FEWEST = (0.6, 0.7, 0.8, 0.85, 0.9, 0.95), 40


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is compared, by design; each (d,).

    Attributes:
        residual: What boards, days and guideline leave of the rates, shrunk by how
            little is known of it, bounded; 0 where all rates are the same.
        score: The score without what boards, days and guideline say, bounded.
        stratum: Within which scores are shuffled.
        board: Board of the design's first row.
        day: Of its newest row; -inf where none is known.
    """

    residual: Array
    score: Array
    stratum: Codes
    board: Codes
    day: Array

    def __len__(self) -> int:
        return len(self.score)

    def take(self, which: Index) -> Pairs:
        """Return some of the designs, by their numbers (m,)."""
        return Pairs(
            self.residual[which],
            self.score[which],
            self.stratum[which],
            self.board[which],
            self.day[which],
        )

    @property
    def products(self) -> Array:
        """Return what each design says for the score, (d,)."""
        return np.asarray(self.residual * self.score)


def pairs(
    plain: Posterior, table: Table, score: Array, rows: Index, stratum: Codes
) -> Pairs:
    """Return residuals and scores by design.

    Args:
        plain: Posterior of the table without features.
        table: All rows.
        score: Of some of them, (r,).
        rows: Which ones, (r,).
        stratum: Where they may be shuffled among themselves, (r,).
    """
    weight = plain.solution.weight[rows]
    own_level = (stratum[:, None] == np.unique(stratum)).astype(np.float64)
    controls = np.column_stack([plain.layout.matrix[rows], own_level])
    both = np.column_stack([plain.solution.residual[rows], score])
    root = np.sqrt(weight)[:, None]
    slopes = np.linalg.lstsq(controls * root, both * root, rcond=1e-8)[0]
    both = both - controls @ slopes
    if np.mean(weight * both[:, 0] ** 2) < _LEAST_LEFT:
        both[:, 0] = 0.0
    groups = np.column_stack([stratum, table.designs[rows]])
    _, first, code = np.unique(groups, axis=0, return_index=True, return_inverse=True)
    code = code.ravel()
    total = np.bincount(code, weight)
    # A design's effect is shared by its rows: shrink, or few designs with many rows
    # dominate.
    shrinkage = 1 + plain.solution.variances["design"] * total
    residual = np.bincount(code, weight * both[:, 0]) / shrinkage
    mean_score = np.bincount(code, weight * both[:, 1]) / total
    where, day = stratum[first], np.full(len(first), -np.inf)
    known = np.isfinite(table.days[rows])
    np.maximum.at(day, code[known], table.days[rows][known])
    return Pairs(
        _bounded(residual, where),
        _bounded(mean_score, where),
        where,
        table.topics[rows][first],
        day,
    )


def _bounded(values: Array, stratum: Codes) -> Array:
    """Return deviations from each stratum's mean, none beyond two of its sds."""
    bounded = np.zeros(len(values))
    for each in np.unique(stratum):
        here = stratum == each
        away = values[here] - values[here].mean()
        limit = _MOST_DEVIATIONS * away.std()
        bounded[here] = np.clip(away, -limit, limit)
    return bounded


def weakening(compared: Pairs) -> float:
    """Return how much less the score holds in the newest designs, in standard errors.

    The most of several shares that are called newest: when it changed is not known.
    """
    order = np.argsort(compared.day, kind="stable")
    score, residual = compared.score[order], compared.residual[order]
    if len(order) < _FEWEST or not (score.any() and residual.any()):
        return 0.0
    products, squares = np.cumsum(residual * score), np.cumsum(score**2)
    away = residual - products[-1] / squares[-1] * score
    before = (np.array(_BEFORE_NEWEST) * len(order)).astype(int) - 1
    after = squares[-1] - squares[before]
    known = (squares[before] > 0) & (after > 0)
    first, second = squares[before][known], after[known]
    slopes = products[before][known] / first
    slopes -= (products[-1] - products[before][known]) / second
    apart = slopes / (away.std() * np.sqrt(1 / first + 1 / second))
    return float(apart.max(initial=0.0))


@dataclass(frozen=True, slots=True)
class Chances:
    """Shares of the shuffles that do as well, one-sided.

    Attributes:
        all: Of all designs.
        trimmed: Without the twentieth that speaks for the score most, of the
            shuffles too.
    """

    all: float
    trimmed: float


def chances(compared: Pairs, seed: int, widen: float = 1.0) -> Chances:
    """Return how often chance does as well as the score.

    Args:
        compared: What is compared.
        seed: Of the shuffles.
        widen: How much wider than the shuffles' chance is.
    """
    if len(compared) < 2 or not compared.products.any():
        return Chances(1.0, 1.0)
    rng, strata = np.random.default_rng(seed), _strata(compared.stratum)
    found = _statistics(compared.products)
    null = np.array(
        [
            _statistics(compared.residual * compared.score[_shuffled(strata, rng)])
            for _ in range(_SHUFFLES)
        ]
    )
    widened = null.mean(axis=0) + widen * (null - null.mean(axis=0))
    as_well = (1 + (widened >= found).sum(axis=0)) / (1 + _SHUFFLES)
    return Chances(float(as_well[0]), float(as_well[1]))


def _statistics(products: Array) -> tuple[float, float]:
    """Return the sum, and the sum without the largest."""
    total = float(products.sum())
    few = max(1, int(_TRIMMED * len(products)))
    largest = np.partition(products, len(products) - few)[-few:]
    return total, total - float(largest.sum())


def _strata(stratum: Codes) -> list[Index]:
    """Return the designs of each stratum."""
    return [np.flatnonzero(stratum == each) for each in np.unique(stratum)]


def _shuffled(strata: Sequence[Index], rng: np.random.Generator) -> Index:
    """Return an order that keeps every design within its stratum."""
    drawn = rng.random(sum(map(len, strata)))
    order = np.empty(len(drawn), dtype=np.intp)
    for here in strata:
        order[here] = here[np.argsort(drawn[here])]
    return order
