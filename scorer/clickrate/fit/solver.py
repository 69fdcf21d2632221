"""The estimator: Poisson counts, additive log rate, variances learnt from the data.

Every column belongs to a block with its own spread; features may depart from their
block's spread (Student prior), all columns of one feature together. Pin effects are
integrated out, design effects absorbed, spreads found by fixed point (MacKay 1992,
doi:10.1162/neco.1992.4.3.415) with weak priors; then the coefficients are averaged over
the spreads, and what the curves miss is measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.fit.cholesky import (
    inverse,
    inverse_diagonal,
    mirrored,
    root,
    solved,
)
from scorer.clickrate.fit.grouping import (
    Equations,
    Groups,
    Rough,
    design_effects,
    equations,
    grouped,
    noise,
)
from scorer.clickrate.fit.lack_of_fit import misfit
from scorer.clickrate.fit.pin_effects import luck
from scorer.clickrate.fit.problem import Problem
from scorer.clickrate.fit.sampling import System, averaged
from scorer.clickrate.fit.variances import (
    Spreads,
    first_spreads,
    leap,
    step,
    update_design,
    update_local,
    update_pin,
)

Array = NDArray[np.float64]

_ROUNDS, _FEW_ROUNDS, _SPREAD_STEPS = 12, 4, 4
_SETTLED = 0.01
_PATIENCE = 2  # rounds before the first leap


@dataclass(frozen=True, slots=True)
class Solution:
    """The posterior.

    Attributes:
        mean: Of the coefficients, (P,).
        covariance: Of the coefficients, (P, P).
        prior: Prior variances that were settled on, (P,).
        spreads: Block to variance; also ``pin`` and ``design``.
        residual: Working response less the fit, (n,).
        weight: Information of each row on its log rate, (n,).
    """

    mean: Array
    covariance: Array
    prior: Array
    spreads: Mapping[str, float]
    residual: Array
    weight: Array


@dataclass(frozen=True, slots=True)
class _State:
    """Where the search is: log rates by columns and by designs, pins' modes, (n,)."""

    line: Array
    effect: Array
    mode: Array
    spreads: Spreads


@dataclass(frozen=True, slots=True)
class _Round:
    """What one round found: mean, root of the precision, and where that leads."""

    rows: Equations
    weight: Array
    mean: Array
    lower: Array
    state: _State


def solve(problem: Problem, *, like: Mapping[str, float] | None = None) -> Solution:
    """Return the posterior of all coefficients and spreads.

    Args:
        problem: What is solved.
        like: Spreads of a solution for more rows, to begin with. Then few rounds are
            made and the likeliest spreads are taken for the only ones: nearly the same
            means for a tenth of the time, but too sure of themselves.
    """
    found = _search(problem, like)
    spreads, mean = found.state.spreads, found.mean
    prior = spreads.prior(problem)
    named = spreads.named
    if like is None:
        named["misfit"] = misfit(
            found.rows,
            problem.lines,
            problem.center(spreads.luck),
            prior,
            problem.beliefs(spreads.luck).misfit,
        )
        mean, covariance = _averaged(problem, found.rows, prior, spreads)
    else:
        covariance = mirrored(inverse(found.lower))
    return Solution(
        mean=mean,
        covariance=covariance,
        prior=prior,
        spreads=MappingProxyType(named),
        residual=found.rows.response - problem.matrix @ mean,
        weight=found.weight,
    )


def _search(problem: Problem, like: Mapping[str, float] | None) -> _Round:
    """Return the last round: the one after which pin and design spreads stay.

    What the others find is only where the next begins: single precision will do.
    """
    groups = grouped(problem.designs)
    rough = problem.matrix.astype(np.float32)
    nothing = np.zeros(len(problem.clicks))
    spreads = first_spreads(problem, like or {})
    mean = problem.center(spreads.luck)
    mean[0] = _first_level(problem)
    state = _State(problem.matrix @ mean, nothing, nothing, spreads)
    way: Array | None = None
    for number in range((_ROUNDS if like is None else _FEW_ROUNDS) - 1):
        after = _round(problem, groups, state, rough).state
        before, way = way, step(state.spreads, after.spreads)
        if np.abs(way).sum() < _SETTLED:
            break
        if before is not None and number >= _PATIENCE:
            leap(after.spreads, before, way)
            way = None
        state = after
    return _round(problem, groups, state, problem.matrix)


def _round(
    problem: Problem, groups: Groups, state: _State, matrix: Array | Rough
) -> _Round:
    exposure, spreads = np.log(problem.impressions), state.spreads.copy()
    fitted = state.line + state.effect
    pins = luck(problem.clicks, exposure + fitted, spreads.pin, state.mode)
    weight = pins.weight(spreads.pin)
    response = fitted + pins.mean / spreads.pin / weight
    around = noise(weight, groups, spreads.design)
    rows = equations(matrix, response, around)
    mean, lower, used = _settle(problem, rows, spreads)
    line = np.asarray(matrix @ mean.astype(matrix.dtype), np.float64)
    free = max(1 - used / len(line), 0.2)
    found, doubt = design_effects(response - line, weight, groups, spreads.design)
    update_design(spreads, found, doubt, problem.priors.design, free)
    effect = found[groups.code]
    update_pin(problem, spreads, line + effect, doubt[groups.code], free)
    return _Round(rows, weight, mean, lower, _State(line, effect, pins.mode, spreads))


def _averaged(
    problem: Problem, rows: Equations, prior: Array, spreads: Spreads
) -> tuple[Array, Array]:
    weak = problem.beliefs(spreads.luck).blocks
    return averaged(
        System(
            rows.left,
            rows.right,
            problem.center(spreads.luck),
            prior,
            problem.block,
            problem.feature,
            {block: (each.sd**2, each.worth) for block, each in weak.items()},
            len(problem.clicks),
        ),
        spreads.blocks,
    )


def _first_level(problem: Problem) -> float:
    """Return a log rate to start from, with weights that saturate."""
    pooled = (problem.clicks.sum() + 0.5) / problem.impressions.sum()
    rough = np.log((problem.clicks + 1) / (problem.impressions + 1 / pooled))
    weight = 1 / (1 / (problem.impressions * pooled + 0.3) + 0.3)
    return float(np.average(rough, weights=weight))


def _settle(
    problem: Problem, rows: Equations, spreads: Spreads
) -> tuple[Array, Array, float]:
    """Return mean, precision's root, degrees of freedom; spreads are brought up."""
    blocks, center = problem.beliefs(spreads.luck).blocks, problem.center(spreads.luck)
    for _ in range(_SPREAD_STEPS):
        prior = spreads.prior(problem)
        lower = root(rows.left, 1 / prior)
        mean = solved(lower, rows.right + center / prior)
        doubt = inverse_diagonal(lower)
        used = np.clip(1 - doubt / prior, 1e-6, 1)
        for block, weak in blocks.items():
            here = problem.block == block
            energy = (mean[here] ** 2 / spreads.local[here]).sum()
            spreads.blocks[block] = float(
                (energy + weak.worth * weak.sd**2) / (used[here].sum() + weak.worth)
            )
        update_local(problem, spreads, mean**2 + doubt)
    return mean, lower, float(used.sum())
