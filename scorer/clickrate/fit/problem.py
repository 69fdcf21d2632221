"""What the solver is given: columns in blocks, counts, and priors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from scorer.clickrate.arrays import Array, Codes, SinglePrecision

_FEWEST = 40
# Lines of all families together: where fewer are measured beside words, what is left of
# a design is not said by the few.
_LINES_OF_ALL = 112
# Where titles alone are measured, their words say nearly all that their numbers do:
# numbers have so much less of the variance.
_TITLES_ALONE = 16
INTERCEPT, GUIDELINE, LINE, BEND, TOPIC, LEVEL, WORDS = range(7)


@dataclass(frozen=True, slots=True)
class ScaledInvChi2Prior:
    """A prior on a variance: scaled inverse chi squared, of scale sd**2 and df."""

    sd: float
    df: float

    def scaled(self, factor: float) -> ScaledInvChi2Prior:
        """Return the prior on a variance whose sd is that many times as large."""
        return ScaledInvChi2Prior(self.sd * factor, self.df)


@dataclass(frozen=True, slots=True)
class ScaledPriors:
    """Priors of the columns given the residual variance, on the log rate.

    Attributes:
        guideline_mean: Prior mean of the guideline score's slope, per sd of the score.
        guideline_sd: Prior sd of the slope.
        blocks: Of the coefficients' variance in each block that has one, per sd of a
            feature.
        lack_of_fit: Variance of what the curves miss.
    """

    guideline_mean: float
    guideline_sd: float
    blocks: Mapping[int, ScaledInvChi2Prior]
    lack_of_fit: float


@dataclass(frozen=True, slots=True)
class Priors:
    """Priors before the data.

    Sds of the creative (guideline, line, bend, lack of fit) are in residual sds, that
    is the sd of pin and design effects together: accounts differ in how widely rates
    vary, less in the share of it that is the creative. Lines and bends are those of
    all features together, however many are measured. The others are sds on the log
    rate. Chosen on two kinds of simulated accounts (benchmarks). With few pins the
    score is leaned on more: what is learned from them is as often worse as better.

    Source:
        Priors on the explained share of the variance, divided among the columns:
        Zhang et al. 2022, doi:10.1080/01621459.2020.1825449.
    """

    guideline_mean: float = 0.21
    guideline_mean_few: float = 2.0  # a pin; divided by their number
    guideline_sd: float = 0.105
    line: ScaledInvChi2Prior = ScaledInvChi2Prior(0.29, 12.0)
    bend: ScaledInvChi2Prior = ScaledInvChi2Prior(0.13, 12.0)
    words: ScaledInvChi2Prior = ScaledInvChi2Prior(0.4, 6.0)
    lack_of_fit: float = 0.3
    topic: ScaledInvChi2Prior = ScaledInvChi2Prior(0.2, 3.0)
    level: ScaledInvChi2Prior = ScaledInvChi2Prior(0.1, 3.0)
    pin: ScaledInvChi2Prior = ScaledInvChi2Prior(0.45, 10.0)
    design: ScaledInvChi2Prior = ScaledInvChi2Prior(0.15, 10.0)

    def scaled(
        self, residual_variance: float, n_columns: int, pins: int
    ) -> ScaledPriors:
        """Return the priors given the residual variance.

        Args:
            residual_variance: Variance of pin and design effects, on the log rate.
            n_columns: Number of columns among which the creative is divided.
            pins: Number of rows.
        """
        sd = math.sqrt(residual_variance)
        each = sd / math.sqrt(max(n_columns, 1))
        few = self.guideline_mean_few / max(pins, _FEWEST)
        blocks = {
            LINE: self.line.scaled(each),
            BEND: self.bend.scaled(each),
            TOPIC: self.topic,
            LEVEL: self.level,
            WORDS: self.words.scaled(sd),
        }
        return ScaledPriors(
            guideline_mean=(self.guideline_mean + few) * sd,
            guideline_sd=self.guideline_sd * sd,
            blocks=MappingProxyType(blocks),
            lack_of_fit=self.lack_of_fit**2 * residual_variance,
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
        priors: Of slope, variances and lack of fit.
        titles_only: Whether nothing but titles was measured.
    """

    matrix: Array | SinglePrecision
    block: Codes
    feature: Codes
    clicks: Array
    impressions: Array
    designs: Codes
    priors: Priors = field(default_factory=Priors)
    titles_only: bool = False

    def scaled_priors(self, residual_variance: float) -> ScaledPriors:
        """Return the priors where pins and designs have that variance."""
        n_columns = int((self.block == LINE).sum())
        if (self.block == WORDS).any():
            n_columns = max(n_columns, _LINES_OF_ALL)
            n_columns *= _TITLES_ALONE if self.titles_only else 1
        scaled = self.priors.scaled(residual_variance, n_columns, len(self.clicks))
        there = {*self.block.tolist(), LINE, BEND, TOPIC, LEVEL}
        blocks = {b: prior for b, prior in scaled.blocks.items() if b in there}
        return replace(scaled, blocks=MappingProxyType(blocks))

    @property
    def standardized_features(self) -> Array:
        """Return the standardized features without bends and marks, (n, p)."""
        return lines_of(self.matrix, self.feature)

    def prior_mean(self, residual_variance: float) -> Array:
        """Return the prior means of the coefficients, (P,)."""
        mean = self.scaled_priors(residual_variance).guideline_mean
        return np.where(self.block == GUIDELINE, mean, 0.0)


def lines_of(matrix: Array | SinglePrecision, feature: Codes) -> Array:
    """Return the standardized features among columns, (n, p).

    Args:
        matrix: Columns, (n, P).
        feature: Feature of each column, -1 for none, (P,).
    """
    begins = np.diff(feature, prepend=-1) != 0
    return np.asarray(matrix[:, begins & (feature >= 0)], np.float64)
