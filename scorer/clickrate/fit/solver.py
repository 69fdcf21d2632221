"""The estimator of the model in ``scorer.clickrate``: empirical Bayes, then averaged.

Every column belongs to a block with its own variance; features may depart from their
block's variance (Student prior), all columns of one feature together. Pin effects are
integrated out, design effects absorbed, variances estimated by fixed point (MacKay
1992, doi:10.1162/neco.1992.4.3.415) with weak priors; then the coefficients are
averaged over the variances, and the lack of fit is estimated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from scorer.clickrate.arrays import Array, SinglePrecision, combined
from scorer.clickrate.fit.cholesky import solved
from scorer.clickrate.fit.feature_pairs import feature_pairs
from scorer.clickrate.fit.grouping import (
    Equations,
    Groups,
    design_effects,
    equations,
    group_rows,
    noise,
)
from scorer.clickrate.fit.lack_of_fit import lack_of_fit_variance
from scorer.clickrate.fit.pin_effects import pin_effects
from scorer.clickrate.fit.problem import LEVEL, TOPIC, Problem
from scorer.clickrate.fit.sampling import Averaged, System, average_over_variances
from scorer.clickrate.fit.variances import (
    Variances,
    extrapolate,
    initial_variances,
    log_step,
    named,
    update_design,
    update_local,
    update_pin,
)
from scorer.clickrate.model.terms.feature_pairs import FeaturePairs

_ITERATIONS, _FEW_ITERATIONS, _BLOCK_STEPS = 12, 4, 4
_CONVERGED = 0.01
_FIRST_EXTRAPOLATION = 2  # iterations before it


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The posterior's means where the likeliest variances are taken as known.

    Attributes:
        mean: Of the coefficients, (P,).
        variances: By name of the block; also ``pin`` and ``design``.
        residual: Working response less the fit, (n,).
        weight: Information of each row on its log rate, (n,).
        pairs: What features do together; None where nothing was found.
    """

    mean: Array
    variances: Mapping[str, float]
    residual: Array
    weight: Array
    pairs: FeaturePairs | None


@dataclass(frozen=True, slots=True)
class Solution(Likeliest):
    """The posterior, averaged over the variances; one of these is ``lack_of_fit``.

    Attributes:
        covariance: Of the coefficients, (P, P).
    """

    covariance: Array


@dataclass(frozen=True, slots=True)
class _State:
    """Where the search is: log rates by columns and by designs, pins' modes, (n,)."""

    line: Array
    effect: Array
    mode: Array
    variances: Variances


@dataclass(frozen=True, slots=True)
class _Iteration:
    """One iteration: posterior mean, and the next state."""

    rows: Equations
    weight: Array
    mean: Array
    state: _State


def solve(problem: Problem) -> Solution:
    """Return the posterior of all coefficients and variances."""
    last = _search(problem, None)
    variances = last.state.variances
    prior_variance = variances.prior_variance(problem)
    missed = lack_of_fit_variance(
        last.rows,
        problem.standardized_features,
        problem.prior_mean(variances.residual),
        prior_variance,
        problem.scaled_priors(variances.residual).lack_of_fit,
    )
    averaged = _averaged(problem, last.rows, prior_variance, variances)
    # Of a board or a time to come, the likeliest variance says too little.
    later = named(averaged.variances, (TOPIC, LEVEL))
    mean, pairs, residual = _with_pairs(problem, last, averaged.mean)
    return Solution(
        mean=mean,
        variances=MappingProxyType(variances.by_name | {"lack_of_fit": missed} | later),
        residual=residual,
        weight=last.weight,
        pairs=pairs,
        covariance=averaged.covariance,
    )


def solve_again(problem: Problem, start: Mapping[str, float]) -> Likeliest:
    """Return the means in few iterations: nearly those of ``solve``, in a tenth of it.

    Args:
        problem: What is solved.
        start: Variances of a solution for more rows, to begin with.
    """
    last = _search(problem, start)
    mean, pairs, residual = _with_pairs(problem, last, last.mean)
    return Likeliest(
        mean=mean,
        variances=MappingProxyType(last.state.variances.by_name),
        residual=residual,
        weight=last.weight,
        pairs=pairs,
    )


def _with_pairs(
    problem: Problem, last: _Iteration, mean: Array
) -> tuple[Array, FeaturePairs | None, Array]:
    """Return the coefficients beside pairs of features, the pairs, what is left."""
    lines = problem.standardized_features
    prior_variance = last.state.variances.prior_variance(problem)
    found = feature_pairs(
        last.rows, lines, mean, prior_variance, last.state.variances.residual
    )
    if found is None:
        return mean, None, last.rows.response - combined(problem.matrix, mean)
    fitted = combined(problem.matrix, found.mean) + found.pairs.effect(lines)
    return found.mean, found.pairs, last.rows.response - fitted


def _search(problem: Problem, start: Mapping[str, float] | None) -> _Iteration:
    """Return the last iteration: pin and design variances no longer change.

    What the others give is only where the next begins: single precision will do, and
    for parts of the rows the last has it too.
    """
    groups = group_rows(problem.designs)
    single_precision = problem.matrix.astype(np.float32, copy=False)
    nothing = np.zeros(len(problem.clicks))
    variances = initial_variances(problem, start or {})
    mean = problem.prior_mean(variances.residual)
    mean[0] = _first_level(problem)
    state = _State(combined(problem.matrix, mean), nothing, nothing, variances)
    step: Array | None = None
    for number in range((_ITERATIONS if start is None else _FEW_ITERATIONS) - 1):
        after = _iterate(problem, groups, state, single_precision).state
        before, step = step, log_step(state.variances, after.variances)
        if np.abs(step).sum() < _CONVERGED:
            break
        if before is not None and number >= _FIRST_EXTRAPOLATION:
            extrapolate(after.variances, before, step)
            step = None
        state = after
    last = problem.matrix if start is None else single_precision
    return _iterate(problem, groups, state, last)


def _iterate(
    problem: Problem, groups: Groups, state: _State, matrix: Array | SinglePrecision
) -> _Iteration:
    exposure, variances = np.log(problem.impressions), state.variances.copy()
    fitted = state.line + state.effect
    pins = pin_effects(problem.clicks, exposure + fitted, variances.pin, state.mode)
    weight = pins.weight(variances.pin)
    response = fitted + pins.mean / variances.pin / weight
    rows = equations(matrix, response, noise(weight, groups, variances.design))
    mean, effective_dof = _update_blocks(problem, rows, variances)
    line = combined(matrix, mean)
    dof_fraction = max(1 - effective_dof / len(line), 0.2)
    by_design, variance = design_effects(
        response - line, weight, groups, variances.design
    )
    prior = problem.priors.design
    update_design(variances, by_design, variance, prior, dof_fraction)
    effect = by_design[groups.code]
    update_pin(problem, variances, line + effect, variance[groups.code], dof_fraction)
    after = _State(line, effect, pins.mode, variances)
    return _Iteration(rows, weight, mean, after)


def _averaged(
    problem: Problem, rows: Equations, prior_variance: Array, variances: Variances
) -> Averaged:
    return average_over_variances(
        System(
            rows.left,
            rows.right,
            problem.prior_mean(variances.residual),
            prior_variance,
            problem.block,
            problem.feature,
            problem.scaled_priors(variances.residual).blocks,
            len(problem.clicks),
        ),
        variances.blocks,
    )


def _first_level(problem: Problem) -> float:
    """Return a log rate to start from, with weights that saturate."""
    pooled = (problem.clicks.sum() + 0.5) / problem.impressions.sum()
    smoothed = np.log((problem.clicks + 1) / (problem.impressions + 1 / pooled))
    weight = 1 / (1 / (problem.impressions * pooled + 0.3) + 0.3)
    return float(np.average(smoothed, weights=weight))


def _update_blocks(
    problem: Problem, rows: Equations, variances: Variances
) -> tuple[Array, float]:
    """Update the blocks' variances; return mean and effective degrees of freedom."""
    priors = problem.scaled_priors(variances.residual).blocks
    prior_mean = problem.prior_mean(variances.residual)
    single_precision = rows.matrix.dtype == np.float32
    left = rows.left.astype(np.float32) if single_precision else rows.left
    for _ in range(_BLOCK_STEPS):
        prior_variance = variances.prior_variance(problem)
        right = rows.right + prior_mean / prior_variance
        mean, variance = solved(left, 1 / prior_variance, right)
        effective_dof = np.clip(1 - variance / prior_variance, 1e-6, 1)
        for block, prior in priors.items():
            here = problem.block == block
            sum_of_squares = (mean[here] ** 2 / variances.local[here]).sum()
            dof = effective_dof[here].sum()
            variances.blocks[block] = float(
                (sum_of_squares + prior.df * prior.sd**2) / (dof + prior.df)
            )
        update_local(problem, variances, mean**2 + variance)
    return mean, float(effective_dof.sum())
