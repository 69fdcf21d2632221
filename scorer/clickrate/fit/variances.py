"""The spreads of blocks, pins and designs, brought up round by round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.fit.pin_effects import luck
from scorer.clickrate.fit.problem import (
    BEND,
    GUIDELINE,
    LEVEL,
    LINE,
    TOPIC,
    Problem,
    Weak,
)

Array = NDArray[np.float64]

_NAMES = {LINE: "line", BEND: "bend", TOPIC: "topic", LEVEL: "level"}
# A leap goes as far as steps lead that shrink to 0.92 each time, and no farther than
# a factor of two.
_SLOWEST, _FARTHEST = 0.92, 0.7


@dataclass(slots=True)
class Spreads:
    """Variances while they are being found.

    Attributes:
        blocks: Of the columns of each block.
        local: Factor of each column on its block's, (P,).
        pin: Of the pins' own effects.
        design: Of the designs' effects.
    """

    blocks: dict[int, float]
    local: Array
    pin: float
    design: float

    @property
    def named(self) -> dict[str, float]:
        """Return the variances by name."""
        blocks = {_NAMES[block]: value for block, value in self.blocks.items()}
        return blocks | {"pin": self.pin, "design": self.design}

    @property
    def luck(self) -> float:
        """Return the variance of what pins and designs have of their own."""
        return self.pin + self.design

    def prior(self, problem: Problem) -> Array:
        """Return the prior variance of each column, (P,)."""
        variance = np.array([self.blocks.get(int(b), 100.0) for b in problem.block])
        variance[problem.block == GUIDELINE] = (
            problem.beliefs(self.luck).guideline_sd ** 2
        )
        return np.asarray(variance * self.local)

    def copy(self) -> Spreads:
        """Return the same variances, to be changed."""
        return replace(self, blocks=dict(self.blocks), local=self.local.copy())


def first_spreads(problem: Problem, like: Mapping[str, float]) -> Spreads:
    """Return where to begin: at the guesses, or like the named variances."""
    pin = like.get("pin", problem.priors.pin.sd**2)
    design = like.get("design", problem.priors.design.sd**2)
    guesses = problem.beliefs(pin + design).blocks
    return Spreads(
        blocks={b: like.get(_NAMES[b], weak.sd**2) for b, weak in guesses.items()},
        local=np.ones(len(problem.block)),
        pin=pin,
        design=design,
    )


def update_local(problem: Problem, spreads: Spreads, energy: Array) -> None:
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


def update_design(
    spreads: Spreads, found: Array, doubt: Array, weak: Weak, free: float
) -> None:
    """Bring the designs' variance up to their effects, (designs,), and the doubt."""
    known = (1 - doubt / spreads.design).sum() * free
    energy = (found**2).sum()
    spreads.design = float((energy + weak.worth * weak.sd**2) / (known + weak.worth))


def update_pin(
    problem: Problem,
    spreads: Spreads,
    fitted: Array,
    doubt: Array,
    free: float,
) -> None:
    """Bring the pins' variance up to what their counts say beside the fit, (n,).

    Args:
        problem: What is solved.
        spreads: What is brought up.
        fitted: Log rates without the pins' own effects, (n,).
        doubt: Variance of the designs' effects in them, (n,).
        free: Share of the rows that no coefficient uses up.
    """
    exposure = np.log(problem.impressions)
    start = np.zeros(len(fitted))
    pins = luck(problem.clicks, exposure + fitted, spreads.pin, start)
    weight = pins.weight(spreads.pin)
    kept = 1 - np.minimum(weight * doubt, 0.95)
    known = (spreads.pin * weight * kept).sum() * free
    weak = problem.priors.pin
    energy = (pins.mean**2).sum()
    spreads.pin = float((energy + weak.worth * weak.sd**2) / (known + weak.worth))


def step(before: Spreads, after: Spreads) -> Array:
    """Return how far pin and design spread went, as logarithms, (2,)."""
    return np.log([after.pin / before.pin, after.design / before.design])


def leap(spreads: Spreads, before: Array, last: Array) -> None:
    """Go where two steps of a slow search, each (2,), lead to.

    Source:
        Vector extrapolation of fixed points: Varadhan and Roland 2008,
        doi:10.1111/j.1467-9469.2007.00585.x.
    """
    pace = float(np.clip(last @ before / (before @ before), 0, _SLOWEST))
    factor = np.exp(np.clip(last * pace / (1 - pace), -_FARTHEST, _FARTHEST))
    spreads.pin *= float(factor[0])
    spreads.design *= float(factor[1])
