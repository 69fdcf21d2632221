"""What an evaluation found: the records of metrics.json."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.clickrate.model.learning_test import LearningTest


@dataclass(frozen=True, slots=True)
class Skill:
    """How well one predictor does on pins it has not seen.

    Attributes:
        name: ``model``, ``account mean``, ``topic and time only``, ``guidelines only``.
        protocol: ``whole designs`` or ``forward, whole designs``.
        spearman: Rank correlation with what topic and time leave unexplained; None
            where the predictor says the same of every pin.
        deviance: Share explained of the account mean's squared error, weighted by
            information; at most 1.
        lift: Rate of its best fifth over the rate of all, topic and time removed.
        pins: Pins predicted.
    """

    name: str
    protocol: str
    spearman: float | None
    deviance: float
    lift: float
    pins: int


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the learning curve: pins learned from, rank correlation reached."""

    pins: int
    spearman: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Pins of one fifth of the estimates, out of fold: relative rates."""

    expected: float
    observed: float
    pins: int


@dataclass(frozen=True, slots=True)
class GuidelineSlope:
    """How far the guideline score holds on this account, per sd of the score.

    Attributes:
        mean: Change of the log rate.
        sd: Of that mean.
        probability: That better scores go with more clicks.
    """

    mean: float
    sd: float
    probability: float


@dataclass(frozen=True, slots=True)
class Metrics:
    """Everything that an evaluation found.

    Attributes:
        metric: Which rate.
        pins: Rows used.
        designs: Different designs among them.
        skills: Model and baselines by protocol.
        learning_test: Whether the learned part holds.
        creative_share: Share of the explainable log rate that the creative holds.
        enough: Pins at which the learning test would see it in 8 of 10 accounts; None
            where it has seen it, or the creative holds too little to tell.
        curve: Learning curve, forward in time.
        bins: Calibration by fifths of the estimate.
        guideline_from_figures: The guideline's slope by the account's figures alone,
            without what is expected of guidelines; None where no pin has a score.
        titles_only: Whether nothing but titles was measured.
    """

    metric: str
    pins: int
    designs: int
    skills: tuple[Skill, ...]
    learning_test: LearningTest
    creative_share: float
    enough: int | None
    curve: tuple[Point, ...] = ()
    bins: tuple[Bin, ...] = ()
    guideline_from_figures: GuidelineSlope | None = None
    titles_only: bool = False

    @property
    def subject(self) -> str:
        """Return what was measured, as sentences name it: designs, or titles."""
        return "titles" if self.titles_only else "designs"
