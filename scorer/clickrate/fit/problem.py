"""What the solver is given: columns in blocks, counts, and beliefs about spreads."""

from __future__ import annotations

import math
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

    def times(self, factor: float) -> Weak:
        """Return the prior on a spread that is so many times as wide."""
        return Weak(self.sd * factor, self.worth)


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed of the columns where luck's spread is known, on the log rate.

    Attributes:
        guideline_mean: Slope of the guideline score, for each of its sds.
        guideline_sd: Doubt about it.
        blocks: Spread of each block that has one, for each sd of a feature.
        misfit: Variance of what curves miss.
    """

    guideline_mean: float
    guideline_sd: float
    blocks: Mapping[int, Weak]
    misfit: float


@dataclass(frozen=True, slots=True)
class Priors:
    """What is believed before the data.

    Sds of the creative (guideline, line, bend, misfit) are in sds of luck, which is
    what pins and designs have of their own: accounts differ in how widely rates
    spread, less in the share of it that is the creative. Lines and bends are those
    of all features together, however many are measured. The others are sds on the
    log rate. Chosen on two kinds of simulated accounts (benchmarks).

    Source:
        Priors on the share that is explained, spread over the columns: Zhang et al.
        2022, doi:10.1080/01621459.2020.1825449.
    """

    guideline_mean: float = 0.21
    guideline_sd: float = 0.105
    line: Weak = Weak(0.29, 12.0)
    bend: Weak = Weak(0.13, 12.0)
    misfit: float = 0.3
    topic: Weak = Weak(0.2, 3.0)
    level: Weak = Weak(0.1, 3.0)
    pin: Weak = Weak(0.45, 10.0)
    design: Weak = Weak(0.15, 10.0)

    def beside(self, luck: float, lines: int) -> Beliefs:
        """Return what is believed where luck's variance is known.

        Args:
            luck: Variance of pins and designs, on the log rate.
            lines: Number of columns among which the creative is divided.
        """
        sd = math.sqrt(luck)
        each = sd / math.sqrt(max(lines, 1))
        blocks = {
            LINE: self.line.times(each),
            BEND: self.bend.times(each),
            TOPIC: self.topic,
            LEVEL: self.level,
        }
        return Beliefs(
            guideline_mean=self.guideline_mean * sd,
            guideline_sd=self.guideline_sd * sd,
            blocks=MappingProxyType(blocks),
            misfit=self.misfit**2 * luck,
        )


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

    def beliefs(self, luck: float) -> Beliefs:
        """Return what is believed where pins and designs have that variance."""
        return self.priors.beside(luck, int((self.block == LINE).sum()))

    @property
    def lines(self) -> Array:
        """Return the standardised features without bends and marks, (n, p)."""
        begins = np.diff(self.feature, prepend=-1) != 0
        return self.matrix[:, begins & (self.feature >= 0)]

    def center(self, luck: float) -> Array:
        """Return the prior means of the columns beside that luck, (P,)."""
        mean = self.beliefs(luck).guideline_mean
        return np.where(self.block == GUIDELINE, mean, 0.0)
