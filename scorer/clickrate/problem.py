"""What the solver is given: columns in blocks, counts, and beliefs about spreads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

INTERCEPT, GUIDELINE, LINE, BEND, TOPIC, LEVEL = range(6)


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

    @property
    def blocks(self) -> Mapping[int, Weak]:
        """Return what is believed of the spread of each block that has one."""
        found = {LINE: self.line, BEND: self.bend}
        return MappingProxyType(found | {TOPIC: self.topic, LEVEL: self.level})


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
