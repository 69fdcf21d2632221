"""The estimator: Poisson counts, additive log rate, variances learnt from the data.

Every column belongs to a block with its own spread; features may depart from their
block's spread (Student prior), all columns of one feature together. Pin effects are
integrated out, design effects absorbed, spreads found by fixed point (MacKay 1992,
doi:10.1162/neco.1992.4.3.415) with weak priors; then the coefficients are averaged over
the spreads, and what the curves miss is measured.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.cholesky import inverse, inverse_diagonal, mirrored, root, solved
from scorer.clickrate.grouping import (
    Equations,
    Groups,
    Rough,
    design_effects,
    equations,
    grouped,
    noise,
)
from scorer.clickrate.misfit import misfit
from scorer.clickrate.sampling import System, averaged
from scorer.clickrate.sites import luck

Array = NDArray[np.float64]

INTERCEPT, GUIDELINE, LINE, BEND, TOPIC, LEVEL = range(6)
_ROUNDS, _FEW_ROUNDS, _SPREAD_STEPS = 12, 4, 4
_SETTLED = 0.01


@dataclass(frozen=True, slots=True)
class Weak:
    """A weak prior on a spread: its guess, and how many observations that is worth."""

    sd: float
    worth: float


@dataclass(frozen=True, slots=True)
class Priors:
    """What is believed before the data; sds are on the log rate, per sd of a feature.

    The guideline's slope is what a score gives that holds a third of the creative
    (0.11 where creatives differ by 0.3); no score is trusted more beforehand. The
    guesses were chosen on two kinds of simulated accounts (tests/benchmarks).
    """

    guideline_mean: float = 0.11
    guideline_sd: float = 0.08
    line: Weak = Weak(0.0275, 12.0)
    bend: Weak = Weak(0.01, 4.0)
    topic: Weak = Weak(0.2, 3.0)
    level: Weak = Weak(0.1, 3.0)
    pin: Weak = Weak(0.45, 10.0)
    design: Weak = Weak(0.15, 10.0)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is solved.

    Attributes:
        matrix: (n, P); the first column is the intercept.
        block: Block of each column, (P,).
        feature: Feature of each column, -1 for none, (P,).
        clicks: (n,).
        impressions: (n,).
        designs: Codes, (n,).
        priors: Beliefs.
    """

    matrix: Array
    block: NDArray[np.int64]
    feature: NDArray[np.int64]
    clicks: Array
    impressions: Array
    designs: NDArray[np.int64]
    priors: Priors = field(default_factory=Priors)

    @property
    def center(self) -> Array:
        """Return the prior means of the columns, (P,)."""
        return np.where(self.block == GUIDELINE, self.priors.guideline_mean, 0.0)


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


@dataclass(slots=True)
class _Spreads:
    """Variances while they are being found."""

    blocks: dict[int, float]
    local: Array
    pin: float
    design: float

    def prior(self, problem: Problem) -> Array:
        variance = np.array([self.blocks.get(int(b), 100.0) for b in problem.block])
        variance[problem.block == GUIDELINE] = problem.priors.guideline_sd**2
        return np.asarray(variance * self.local)

    def copy(self) -> _Spreads:
        return replace(self, blocks=dict(self.blocks), local=self.local.copy())


@dataclass(frozen=True, slots=True)
class _State:
    """Where the search is: log rates by columns and by designs, pins' modes, (n,)."""

    line: Array
    effect: Array
    mode: Array
    spreads: _Spreads


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
    named = {_NAMES[block]: value for block, value in spreads.blocks.items()}
    named |= {"pin": spreads.pin, "design": spreads.design}
    if like is None:
        lines = problem.matrix[:, problem.block == LINE]
        named["misfit"] = misfit(found.rows, lines, problem.center, prior)
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

    What the others find is only where the next begins: half precision, half the time.
    """
    groups = grouped(problem.designs)
    rough = problem.matrix.astype(np.float32)
    nothing = np.zeros(len(problem.clicks))
    mean = problem.center
    mean[0] = _first_level(problem)
    spreads = _first_spreads(problem, like or {})
    state = _State(problem.matrix @ mean, nothing, nothing, spreads)
    for _ in range((_ROUNDS if like is None else _FEW_ROUNDS) - 1):
        after = _round(problem, groups, state, rough).state
        if _moved(state.spreads, after.spreads) < _SETTLED:
            break
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
    _update_design(spreads, found, doubt, problem.priors.design, free)
    effect = found[groups.code]
    _update_pin(problem, spreads, line + effect, doubt[groups.code], free)
    return _Round(rows, weight, mean, lower, _State(line, effect, pins.mode, spreads))


def _first_spreads(problem: Problem, like: Mapping[str, float]) -> _Spreads:
    guesses = _weak(problem.priors)
    return _Spreads(
        blocks={b: like.get(_NAMES[b], weak.sd**2) for b, weak in guesses.items()},
        local=np.ones(len(problem.block)),
        pin=like.get("pin", problem.priors.pin.sd**2),
        design=like.get("design", problem.priors.design.sd**2),
    )


def _averaged(
    problem: Problem, rows: Equations, prior: Array, spreads: _Spreads
) -> tuple[Array, Array]:
    weak = _weak(problem.priors)
    return averaged(
        System(
            rows.left,
            rows.right,
            problem.center,
            prior,
            problem.block,
            problem.feature,
            {block: (each.sd**2, each.worth) for block, each in weak.items()},
            len(problem.clicks),
        ),
        spreads.blocks,
    )


_NAMES = {LINE: "line", BEND: "bend", TOPIC: "topic", LEVEL: "level"}


def _weak(priors: Priors) -> dict[int, Weak]:
    return {
        LINE: priors.line,
        BEND: priors.bend,
        TOPIC: priors.topic,
        LEVEL: priors.level,
    }


def _first_level(problem: Problem) -> float:
    """Return a log rate to start from, with weights that saturate."""
    pooled = (problem.clicks.sum() + 0.5) / problem.impressions.sum()
    rough = np.log((problem.clicks + 1) / (problem.impressions + 1 / pooled))
    weight = 1 / (1 / (problem.impressions * pooled + 0.3) + 0.3)
    return float(np.average(rough, weights=weight))


def _settle(
    problem: Problem, rows: Equations, spreads: _Spreads
) -> tuple[Array, Array, float]:
    """Return mean, precision's root, degrees of freedom; spreads are brought up."""
    for _ in range(_SPREAD_STEPS):
        prior = spreads.prior(problem)
        lower = root(rows.left, 1 / prior)
        mean = solved(lower, rows.right + problem.center / prior)
        doubt = inverse_diagonal(lower)
        used = np.clip(1 - doubt / prior, 1e-6, 1)
        for block, weak in _weak(problem.priors).items():
            here = problem.block == block
            energy = (mean[here] ** 2 / spreads.local[here]).sum()
            spreads.blocks[block] = float(
                (energy + weak.worth * weak.sd**2) / (used[here].sum() + weak.worth)
            )
        _update_local(problem, spreads, mean**2 + doubt)
    return mean, lower, float(used.sum())


def _update_local(problem: Problem, spreads: _Spreads, energy: Array) -> None:
    """Let single features depart from the common spread, as far as rows can tell.

    The Student prior's degrees of freedom fall with the number of rows: with few there
    is nothing to tell features apart by, and heavy tails only add noise.
    """
    mine = problem.feature >= 0
    owner = problem.feature[mine]
    freedom = 1 + 300 / len(problem.clicks)
    common = np.array([spreads.blocks[int(b)] for b in problem.block[mine]])
    size = np.bincount(owner)
    total = np.bincount(owner, energy[mine] / common)
    spreads.local[mine] = ((freedom + total) / (freedom + size))[owner]


def _update_design(
    spreads: _Spreads, found: Array, doubt: Array, weak: Weak, free: float
) -> None:
    known = (1 - doubt / spreads.design).sum() * free
    energy = (found**2).sum()
    spreads.design = float((energy + weak.worth * weak.sd**2) / (known + weak.worth))


def _update_pin(
    problem: Problem,
    spreads: _Spreads,
    fitted: Array,
    doubt: Array,
    free: float,
) -> None:
    exposure = np.log(problem.impressions)
    start = np.zeros(len(fitted))
    pins = luck(problem.clicks, exposure + fitted, spreads.pin, start)
    weight = pins.weight(spreads.pin)
    kept = 1 - np.minimum(weight * doubt, 0.95)
    known = (spreads.pin * weight * kept).sum() * free
    weak = problem.priors.pin
    energy = (pins.mean**2).sum()
    spreads.pin = float((energy + weak.worth * weak.sd**2) / (known + weak.worth))


def _moved(before: _Spreads, after: _Spreads) -> float:
    pin, design = after.pin / before.pin, after.design / before.design
    return abs(math.log(pin)) + abs(math.log(design))
