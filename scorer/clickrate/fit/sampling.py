"""Coefficients averaged over the posterior of their variances.

A Gibbs sampler over the variances, given the weights at which the solver converged. The
likeliest variances alone give intervals that are too narrow, most of all with few pins
and sparse effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Codes
from scorer.clickrate.fit.cholesky import (
    draw_normal,
    factor,
    inverse,
    solve_factored,
    symmetric,
)
from scorer.clickrate.fit.problem import ScaledInvChi2Prior

# From so many columns and rows on a sweep is dear, and fewer know as much.
_WIDE, _MANY_ROWS = 300, 2000
# A feature's own factor on its block's variance: Student's prior on a grid. Few active
# features among many idle ones want heavy tails, few degrees of freedom; but with few
# rows there is nothing to tell features apart by, and heavy tails only add noise.
_DF, _DF_ROWS = 3.0, 300.0
_GRID = np.exp(np.linspace(-6, 4, 21))


@dataclass(frozen=True, slots=True)
class System:
    """A Gaussian system whose prior variances are not known.

    Attributes:
        left: X' V^-1 X, (P, P).
        right: X' V^-1 z, (P,).
        prior_mean: (P,).
        fixed_variance: Prior variances of columns that belong to no block, (P,).
        block: Block of each column, (P,).
        feature: Feature of each column, -1 for none, (P,).
        priors: On the variance of each block.
        rows: Rows behind the system.
    """

    left: Array
    right: Array
    prior_mean: Array
    fixed_variance: Array
    block: Codes
    feature: Codes
    priors: Mapping[int, ScaledInvChi2Prior]
    rows: int


@dataclass(frozen=True, slots=True)
class Averaged:
    """A posterior averaged over the variances.

    Attributes:
        mean: Of the coefficients, (P,).
        covariance: Of the coefficients, (P, P).
        variances: Posterior mean of each block's variance.
    """

    mean: Array
    covariance: Array
    variances: Mapping[int, float]


def average_over_variances(system: System, start: Mapping[int, float]) -> Averaged:
    """Return the posterior of the coefficients, variances unknown.

    Args:
        system: The system.
        start: Variance by block to begin with.

    Source:
        Gibbs sampling with a scale mixture for the coefficients: Carlin and Polson
        1991, doi:10.2307/3315430; averages of conditional moments: Gelfand and Smith
        1990, doi:10.1080/01621459.1990.10476213.
    """
    rng = np.random.default_rng(0)
    blocks = dict(start)
    mine, known = system.feature >= 0, np.isin(system.block, list(blocks))
    owner = system.feature[mine]
    df = _DF + _DF_ROWS / system.rows
    local = np.ones(len(system.block))
    means, covariance, drawn = [], np.zeros_like(system.left, order="F"), []
    common, schedule = _by_column(system, blocks), _schedule(system)
    for sweep in range(schedule.sweeps):
        prior = np.where(known, common * local, system.fixed_variance)
        lower = factor(system.left, 1 / prior)
        mean = solve_factored(lower, system.right + system.prior_mean / prior)
        if schedule.keeps_covariance(sweep):
            covariance += inverse(lower) / schedule.covariances
        squares = (mean + draw_normal(lower, rng.normal(size=len(mean)))) ** 2
        expected = _draw_blocks(blocks, system, squares / local, rng)
        if sweep >= schedule.burn_in:
            means.append(mean)
            drawn.append(expected)
        common = _by_column(system, blocks)
        if len(owner):
            factors = _draw_local(owner, (squares / common)[mine], df, rng)
            local[mine] = factors[owner]
    center = np.mean(means, axis=0)
    deviations = np.array(means) - center
    whole = symmetric(covariance) + deviations.T @ deviations / len(means)
    average = {b: sum(each[b] for each in drawn) / len(drawn) for b in blocks}
    return Averaged(center, np.asarray(whole, np.float64), average)


@dataclass(frozen=True, slots=True)
class _Schedule:
    """Sweeps, those before the first that counts, and between covariances."""

    sweeps: int = 200
    burn_in: int = 40
    thin: int = 4

    def keeps_covariance(self, sweep: int) -> bool:
        """Return whether a sweep's covariance is kept; inverses are dear."""
        return sweep >= self.burn_in and sweep % self.thin == 0

    @property
    def covariances(self) -> int:
        """Return how many are kept."""
        return sum(map(self.keeps_covariance, range(self.sweeps)))


def _schedule(system: System) -> _Schedule:
    is_wide = len(system.block) > _WIDE and system.rows > _MANY_ROWS
    return _Schedule(60, 12) if is_wide else _Schedule()


def _by_column(system: System, blocks: Mapping[int, float]) -> Array:
    """Return the variance of each column's block, 1 where it has none, (P,)."""
    table = np.ones(1 + max(int(system.block.max()), *blocks))
    table[list(blocks)] = list(blocks.values())
    return np.asarray(table[system.block])


def _draw_blocks(
    blocks: dict[int, float],
    system: System,
    squares: Array,
    rng: np.random.Generator,
) -> dict[int, float]:
    """Draw every block's variance given its columns; return its mean given them.

    It is scaled inverse chi squared.
    """
    expected = {}
    for block, prior in system.priors.items():
        here = system.block == block
        total = prior.df * prior.sd**2 + squares[here].sum()
        df = prior.df + here.sum()
        blocks[block] = float(total / rng.chisquare(df))
        expected[block] = float(total / (df - 2))
    return expected


def _draw_local(
    owner: Codes, squares: Array, df: float, rng: np.random.Generator
) -> Array:
    """Draw every feature's own factor given its columns, (features,)."""
    size = np.bincount(owner)[:, None]
    total = np.bincount(owner, squares)[:, None]
    log_density = -((df + size) * np.log(_GRID) + (df + total) / _GRID) / 2
    top = log_density.max(axis=1, keepdims=True)
    share = np.exp(log_density - top).cumsum(axis=1)
    at = rng.random((len(size), 1)) * share[:, -1:]
    return np.asarray(_GRID[(share < at).sum(axis=1)])
