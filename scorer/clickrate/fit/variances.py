"""The variances of blocks, pins and designs, updated in each iteration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorer.clickrate.arrays import Array, Codes
from scorer.clickrate.fit.pin_effects import pin_effects
from scorer.clickrate.fit.problem import (
    BEND,
    GUIDELINE,
    LEVEL,
    LINE,
    TOPIC,
    WORDS,
    Problem,
    ScaledInvChi2Prior,
)

_NAMES = {LINE: "line", BEND: "bend", TOPIC: "topic", LEVEL: "level", WORDS: "words"}
_UNBLOCKED = 100.0  # prior variance of columns that belong to no block
# Steps are extrapolated as if each were 0.92 of the one before, and by a factor of two
# at most.
_MAX_RATIO, _MAX_LOG_STEP = 0.92, 0.7


@dataclass(slots=True)
class Variances:
    """Variances while they are being estimated.

    Attributes:
        blocks: Of the coefficients in each block.
        local: Factor of each column on its block's, (P,).
        pin: Of the pin effects.
        design: Of the design effects.
    """

    blocks: dict[int, float]
    local: Array
    pin: float
    design: float

    @property
    def by_name(self) -> dict[str, float]:
        """Return the variances by name."""
        blocks = {_NAMES[block]: value for block, value in self.blocks.items()}
        return blocks | {"pin": self.pin, "design": self.design}

    @property
    def residual(self) -> float:
        """Return the residual variance: of pin and design effects together."""
        return self.pin + self.design

    def prior_variance(self, problem: Problem) -> Array:
        """Return the prior variance of each column, (P,)."""
        variance = self.common(problem.block)
        variance[problem.block == GUIDELINE] = (
            problem.scaled_priors(self.residual).guideline_sd ** 2
        )
        return np.asarray(variance * self.local)

    def common(self, block: Codes) -> Array:
        """Return the variance of the block of each column, (P,), given their blocks."""
        table = np.full(1 + max(int(block.max()), *self.blocks), _UNBLOCKED)
        table[list(self.blocks)] = list(self.blocks.values())
        return np.asarray(table[block])

    def copy(self) -> Variances:
        """Return the same variances, to be changed."""
        return replace(self, blocks=dict(self.blocks), local=self.local.copy())


def named(variances: Mapping[int, float], blocks: Sequence[int]) -> dict[str, float]:
    """Return the variances of some blocks by name."""
    return {_NAMES[block]: variances[block] for block in blocks}


def initial_variances(problem: Problem, start: Mapping[str, float]) -> Variances:
    """Return where to begin: at the priors, or at the named variances."""
    pin = start.get("pin", problem.priors.pin.sd**2)
    design = start.get("design", problem.priors.design.sd**2)
    priors = problem.scaled_priors(pin + design).blocks
    return Variances(
        blocks={b: start.get(_NAMES[b], prior.sd**2) for b, prior in priors.items()},
        local=np.ones(len(problem.block)),
        pin=pin,
        design=design,
    )


def update_local(problem: Problem, variances: Variances, squares: Array) -> None:
    """Let single features depart from the common variance, as far as rows can tell.

    The Student prior's degrees of freedom fall with the number of rows: with few there
    is nothing to tell features apart by, and heavy tails only add noise.

    Args:
        problem: What is solved.
        variances: What is updated.
        squares: Expected square of each coefficient, (P,).
    """
    mine = problem.feature >= 0
    owner = problem.feature[mine]
    df = 1 + 300 / len(problem.clicks)
    common = variances.common(problem.block)[mine]
    size = np.bincount(owner)
    total = np.bincount(owner, squares[mine] / common)
    variances.local[mine] = ((df + total) / (df + size))[owner]


def update_design(
    variances: Variances,
    mean: Array,
    variance: Array,
    prior: ScaledInvChi2Prior,
    dof_fraction: float,
) -> None:
    """Update the designs' variance from their effects.

    Args:
        variances: What is updated.
        mean: Posterior means of the design effects, (designs,).
        variance: Their posterior variances, (designs,).
        prior: On their variance.
        dof_fraction: Share of the rows that no coefficient uses up.
    """
    dof = (1 - variance / variances.design).sum() * dof_fraction
    sum_of_squares = (mean**2).sum()
    variances.design = float(
        (sum_of_squares + prior.df * prior.sd**2) / (dof + prior.df)
    )


def update_pin(
    problem: Problem,
    variances: Variances,
    fitted: Array,
    variance: Array,
    dof_fraction: float,
) -> None:
    """Update the pins' variance from what their counts say given the fit, (n,).

    Args:
        problem: What is solved.
        variances: What is updated.
        fitted: Log rates without the pin effects, (n,).
        variance: Posterior variance of the design effects in them, (n,).
        dof_fraction: Share of the rows that no coefficient uses up.
    """
    exposure = np.log(problem.impressions)
    start = np.zeros(len(fitted))
    pins = pin_effects(problem.clicks, exposure + fitted, variances.pin, start)
    weight = pins.weight(variances.pin)
    kept = 1 - np.minimum(weight * variance, 0.95)
    dof = (variances.pin * weight * kept).sum() * dof_fraction
    prior = problem.priors.pin
    sum_of_squares = (pins.mean**2).sum()
    variances.pin = float((sum_of_squares + prior.df * prior.sd**2) / (dof + prior.df))


def log_step(before: Variances, after: Variances) -> Array:
    """Return how far pin and design variance went, as logarithms, (2,)."""
    return np.log([after.pin / before.pin, after.design / before.design])


def extrapolate(variances: Variances, before: Array, last: Array) -> None:
    """Jump to where two steps of a slow search, each (2,), would end.

    Source:
        Vector extrapolation of fixed points: Varadhan and Roland 2008,
        doi:10.1111/j.1467-9469.2007.00585.x.
    """
    ratio = float(np.clip(last @ before / (before @ before), 0, _MAX_RATIO))
    reach = last * ratio / (1 - ratio)
    factor = np.exp(np.clip(reach, -_MAX_LOG_STEP, _MAX_LOG_STEP))
    variances.pin *= float(factor[0])
    variances.design *= float(factor[1])
