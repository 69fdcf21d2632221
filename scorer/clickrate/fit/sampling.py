"""Coefficients averaged over all spreads that the data allow, not the likeliest alone.

A Gibbs sampler over the spreads, given the weights that the solver settled on. One
likeliest spread is too sure of itself, most of all with few pins and sparse effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.fit.cholesky import drawn, inverse, mirrored, root, solved

Array = NDArray[np.float64]
Codes = NDArray[np.int64]

_SWEEPS, _FIRST, _EVERY = 200, 40, 4
# A feature's own factor on its block's variance: Student's prior on a grid. Few active
# features among many idle ones want heavy tails, few degrees of freedom; but with few
# rows there is nothing to tell features apart by, and heavy tails only add noise.
_FREEDOM, _FREEDOM_ROWS = 3.0, 300.0
_GRID = np.exp(np.linspace(-6, 4, 21))


@dataclass(frozen=True, slots=True)
class System:
    """A Gaussian system whose prior variances are not known.

    Attributes:
        left: X' V^-1 X, (P, P).
        right: X' V^-1 z, (P,).
        center: Prior means, (P,).
        fixed: Prior variances of columns that belong to no block, (P,).
        block: Block of each column, (P,).
        feature: Feature of each column, -1 for none, (P,).
        weak: By block: variance guessed, and how many observations that is worth.
        rows: Rows behind the system.
    """

    left: Array
    right: Array
    center: Array
    fixed: Array
    block: Codes
    feature: Codes
    weak: Mapping[int, tuple[float, float]]
    rows: int


def averaged(system: System, spreads: Mapping[int, float]) -> tuple[Array, Array]:
    """Return mean (P,) and covariance (P, P) of the coefficients, spreads unknown.

    Args:
        system: The system.
        spreads: Variance by block to begin with.

    Source:
        Gibbs sampling with a scale mixture for the coefficients: Carlin and Polson
        1991, doi:10.2307/3315430; averages of conditional moments: Gelfand and Smith
        1990, doi:10.1080/01621459.1990.10476213.
    """
    rng = np.random.default_rng(0)
    blocks = dict(spreads)
    mine, known = system.feature >= 0, np.isin(system.block, list(blocks))
    owner = system.feature[mine]
    freedom = _FREEDOM + _FREEDOM_ROWS / system.rows
    local = np.ones(len(system.block))
    means, covariance, taken = [], np.zeros_like(system.left, order="F"), 0
    common = _by_column(system, blocks)
    for sweep in range(_SWEEPS):
        prior = np.where(known, common * local, system.fixed)
        lower = root(system.left, 1 / prior)
        mean = solved(lower, system.right + system.center / prior)
        if sweep >= _FIRST:
            means.append(mean)
            if sweep % _EVERY == 0:
                covariance += inverse(lower)
                taken += 1
        energy = (mean + drawn(lower, rng.normal(size=len(mean)))) ** 2
        _draw_blocks(blocks, system, energy / local, rng)
        common = _by_column(system, blocks)
        if len(owner):
            factors = _local((owner, (energy / common)[mine]), freedom, rng)
            local[mine] = factors[owner]
    center = np.mean(means, axis=0)
    apart = np.array(means) - center
    whole = mirrored(covariance / taken) + apart.T @ apart / len(means)
    return center, np.asarray(whole, np.float64)


def _by_column(system: System, blocks: Mapping[int, float]) -> Array:
    """Return the variance of each column's block, 1 where it has none, (P,)."""
    table = np.ones(1 + max(int(system.block.max()), *blocks))
    table[list(blocks)] = list(blocks.values())
    return np.asarray(table[system.block])


def _draw_blocks(
    blocks: dict[int, float],
    system: System,
    energy: Array,
    rng: np.random.Generator,
) -> None:
    """Draw every block's variance given its columns: scaled inverse chi squared."""
    for block, (guess, worth) in system.weak.items():
        here = system.block == block
        total = worth * guess + energy[here].sum()
        blocks[block] = float(total / rng.chisquare(worth + here.sum()))


def _local(
    columns: tuple[Codes, Array], freedom: float, rng: np.random.Generator
) -> Array:
    """Draw every feature's own factor given its columns, (features,)."""
    owner, energy = columns
    size = np.bincount(owner)[:, None]
    total = np.bincount(owner, energy)[:, None]
    height = -((freedom + size) * np.log(_GRID) + (freedom + total) / _GRID) / 2
    share = np.exp(height - height.max(axis=1, keepdims=True)).cumsum(axis=1)
    at = rng.random((len(size), 1)) * share[:, -1:]
    return np.asarray(_GRID[(share < at).sum(axis=1)])
