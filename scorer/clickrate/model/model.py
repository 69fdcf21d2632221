"""A fitted model: what it stores, and what it says of new designs. numpy only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from scorer.clickrate.arrays import Array, Codes, Index, Mask
from scorer.clickrate.model.learning_test import LearningTest
from scorer.clickrate.model.newer import NewerFigures
from scorer.clickrate.model.notices import placement_notices, value_notices
from scorer.clickrate.model.ranks import share_below
from scorer.clickrate.model.terms.basis import Curve
from scorer.clickrate.model.terms.columns import StackedCurves, stack_curves
from scorer.clickrate.model.terms.feature_pairs import FEATURE_PAIRS, FeaturePairs
from scorer.clickrate.model.terms.kernel import squared_exponential
from scorer.clickrate.model.terms.placement import BoardEffect, Placement, nowhere
from scorer.clickrate.model.terms.title_words import TITLE_WORDS, TitleWords
from scorer.core.report import Contribution, Estimate
from scorer.core.storage.bounds import (
    LogCovariance,
    LogEffect,
    LogSd,
    LogVariance,
    Positive,
)

GUIDELINES = "guidelines"
# Of all intervals that are told, and its half width in standard deviations.
INTERVAL_LEVEL, INTERVAL_Z = 0.80, 1.2815515655446004
# The variances of pins and designs are uncertain themselves; widens their intervals to
# their level on simulated accounts.
_INTERVAL_FACTOR = 1.08
_SEVERAL = 2
# What the level did in a year or two says little of what it does in ten.
_MOST_AGE_DAYS = 730.0
_LEAST_STEPS = 0.25
_MOST_TITLES = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """What the model was fitted to: counts, and the first and last day number."""

    pins: int
    designs: int
    clicks: float
    impressions: float
    first_day: float
    last_day: float


@dataclass(frozen=True, slots=True)
class Predictions:
    """Estimates of many pins, each (n,): rates 0..1, relative to the average design.

    The baseline is the rate of the average design on each pin's board.
    """

    rate: Array
    low: Array
    high: Array
    relative: Array
    percentile: Array
    baseline: Array


@dataclass(frozen=True, slots=True)
class FeatureEffects:
    """What each feature alone adds to the log rate, each (n, p).

    Attributes:
        effect: Posterior mean, with what the feature does to the guideline score.
        sd: Posterior sd.
        least: The smallest of it and of the means without a tenth of the designs each.
        score: What the feature adds to the guideline score, points.
    """

    effect: Array
    sd: Array
    least: Array
    score: Array


@dataclass(frozen=True)
class Model:
    """Everything that scoring needs.

    Attributes:
        metric: Which rate.
        curves: How each feature enters, in the order of the columns.
        guideline_mean: Of the training pins' guideline scores.
        guideline_sd: Of the same.
        coefficients: Posterior means: guideline, then every curve's columns.
        covariance: Lower triangle of their posterior covariance, row by row.
        center: Columns of the account's average design.
        baseline: Log of the median rate of the average design, now.
        baseline_sd: Its posterior sd.
        variances: Of the blocks' coefficients, of ``pin`` and ``design`` effects, and
            of the ``lack_of_fit``.
        ranks: Creative effect of the account's designs at 101 quantiles.
        span: What it was fitted to.
        guideline_slopes: What each creative column adds to the standardized guideline
            score, other columns being equal; empty where that is not known.
        leave_outs: Posterior means without a tenth of the designs each; may be empty.
        boards: What each board of the account adds, by its name.
        level_step_days: Days over which the level has the variance ``level``.
        title_words: What words of titles add, as the last of the curves; None where
            they do not enter.
        feature_pairs: What features do together, as one more column after those of the
            curves; None where nothing was found.
        dropped: Features that hardly vary in the account.
        versions: Of feature families and the program.
        learning_test: Whether the learned part holds.
        simulated: Whether the account is made up.
        newer: How newer figures lay in its intervals, as its folder says; or None.
    """

    metric: str
    curves: tuple[Curve, ...]
    guideline_mean: float
    guideline_sd: Positive
    coefficients: tuple[LogEffect, ...]
    covariance: tuple[LogCovariance, ...]
    center: tuple[float, ...]
    baseline: LogEffect
    baseline_sd: LogSd
    variances: Mapping[str, LogVariance]
    ranks: tuple[LogEffect, ...]
    span: Span
    guideline_slopes: tuple[LogEffect, ...] = ()
    leave_outs: tuple[tuple[LogEffect, ...], ...] = ()
    boards: Mapping[str, BoardEffect] = field(default_factory=dict)
    level_step_days: Positive = 60.0
    title_words: TitleWords | None = None
    feature_pairs: FeaturePairs | None = None
    dropped: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    learning_test: LearningTest = field(default_factory=LearningTest)
    simulated: bool = False
    newer: NewerFigures | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the features that enter, in order."""
        return tuple(curve.name for curve in self.curves)

    @cached_property
    def posterior_mean(self) -> Array:
        """Return the posterior means of the coefficients, (k,)."""
        return np.array(self.coefficients)

    @cached_property
    def covariance_matrix(self) -> Array:
        """Return the posterior covariance of the coefficients, (k, k)."""
        size = len(self.coefficients)
        matrix = np.zeros((size, size))
        matrix[np.tril_indices(size)] = self.covariance
        full: Array = matrix + np.tril(matrix, -1).T
        return full

    @cached_property
    def curve_of_column(self) -> Codes:
        """Return the curve of each column, (k,): 0 the guidelines, j + 1 curve j.

        Pairs of features are one more after the curves.
        """
        widths = [len(curve.kinds) for curve in self.curves]
        widths += [1] * self._has_pairs
        return np.asarray(np.repeat(np.arange(len(widths) + 1), [1, *widths]))

    @property
    def _has_pairs(self) -> bool:
        return self.feature_pairs is not None

    @cached_property
    def _center(self) -> Array:
        return np.array(self.center)

    @cached_property
    def _stacked(self) -> StackedCurves:
        return stack_curves(self.curves)

    def board_effects(self, placement: Placement) -> tuple[Array, Array]:
        """Return what pins' boards add to the log rate, and the variance of the level.

        A board of training has its own effect. One that training did not see, or none
        said, is any board: the boards' variance widens it. An account with one board,
        or none that is known, has no such variance where none is said.

        Returns:
            Log effects and variances, both (n,).
        """
        any_board = self.baseline_sd**2 + self.variances.get("topic", 0.0)
        unsaid = any_board
        if len(self.boards) < _SEVERAL:
            unsaid = next((b.sd**2 for b in self.boards.values()), self.baseline_sd**2)
        effects, variances = np.zeros(len(placement)), np.full(len(placement), unsaid)
        for row, name in enumerate(placement.boards):
            if name and self.boards:
                known = self.boards.get(name)
                effects[row] = known.effect if known else 0.0
                variances[row] = known.sd**2 if known else any_board
        return effects, variances

    def drift_variance(self, ages: Array) -> Array:
        """Return how far the account's level may have moved since training, (n,).

        Args:
            ages: Days since the newest pin of training; NaN for one step of the level.
        """
        steps = np.where(np.isfinite(ages), ages, self.level_step_days)
        steps = np.clip(steps, 0, _MOST_AGE_DAYS) / self.level_step_days
        return np.asarray(
            self.variances.get("level", 0.0) * np.maximum(steps, _LEAST_STEPS)
        )

    def centered_columns(self, values: Array, guidelines: Array) -> Array:
        """Return columns against the average design, (n, k).

        Args:
            values: Features in the order of ``names``, (n, len(names)), NaN allowed.
            guidelines: Guideline scores, (n,), NaN allowed.
        """
        known = np.isfinite(guidelines)
        standardized = (guidelines - self.guideline_mean) / self.guideline_sd
        parts = [np.where(known, standardized, 0.0), self._stacked.basis(values)]
        if self.feature_pairs is not None:
            parts.append(self.feature_pairs.effect(parts[1][:, self._stacked.line]))
        return np.asarray(np.column_stack(parts) - self._center)

    def creative(self, values: Array, guidelines: Array) -> Array:
        """Return the log effect of each design against the average one, (n,)."""
        return np.asarray(
            self.centered_columns(values, guidelines) @ self.posterior_mean
        )

    def effect_sd(self, columns: Array) -> Array:
        """Return the sd of the effects of designs against the average one, (n,)."""
        return np.asarray(np.sqrt(self._variance(columns) + self._lack_of_fit))

    def difference_sd(self, columns: Array) -> Array:
        """Return the sd of the differences between pairs of designs, (n,).

        Args:
            columns: Of the one less those of the other, (n, k).
        """
        squares = (columns[:, self._is_line] ** 2).sum(axis=1)
        return np.asarray(np.sqrt(self._variance(columns) + self._unlike(squares)))

    def effects_by_feature(self, columns: Array) -> FeatureEffects:
        """Return what each feature alone adds, also by way of the guideline score.

        What it does together with others is left out: there is little that is sure.

        Args:
            columns: Of designs less those of others, (n, k).
        """
        curve, first, each = self.curve_of_column, self._first, len(self.curves)
        columns = columns * (curve <= each)
        scores = np.zeros((len(columns), len(first) - 1))
        if self.guideline_slopes:
            slopes = columns[:, 1:] * np.array(self.guideline_slopes)
            scores = np.add.reduceat(slopes, first[1:] - 1, axis=1)
        own = self.covariance_matrix * (curve[:, None] == curve)
        alone = np.add.reduceat((columns @ own) * columns, first, axis=1)[:, 1:]
        shared = np.add.reduceat(columns * self.covariance_matrix[0], first, axis=1)
        variance = alone + 2 * scores * shared[:, 1:]
        variance += scores**2 * self.covariance_matrix[0, 0]
        variance[:, :each] += self._unlike(columns[:, self._is_line] ** 2)

        def added(coefficients: Array) -> Array:
            parts = np.add.reduceat(columns * coefficients, first, axis=1)
            return np.asarray(parts[:, 1:] + scores * coefficients[0])

        effect = added(self.posterior_mean)
        others = [added(np.array(means)) for means in self.leave_outs]
        sd = np.sqrt(np.maximum(variance, 0))
        least = np.min([effect, *others], axis=0)
        found = (effect, sd, least, scores * self.guideline_sd)
        return FeatureEffects(*(values[:, :each] for values in found))

    @property
    def _lack_of_fit(self) -> float:
        return self.variances.get("lack_of_fit", 0.0)

    def _unlike(self, squares: Array) -> Array:
        """Return the variance of what curves miss between designs so far apart."""
        dissimilarity = 1 - squared_exponential(squares, len(self.curves))
        return np.asarray(2 * self._lack_of_fit * dissimilarity)

    @cached_property
    def _is_line(self) -> Mask:
        """Which columns are the standardized features, (k,)."""
        kinds = [kind for curve in self.curves for kind in curve.kinds]
        is_line = [kind == "line" for kind in kinds]
        return np.array([False, *is_line, *[False] * self._has_pairs])

    def _variance(self, columns: Array) -> Array:
        variance = np.einsum("ij,ij->i", columns @ self.covariance_matrix, columns)
        return np.asarray(np.maximum(variance, 0))

    def predictions(
        self, values: Array, guidelines: Array, placement: Placement | None = None
    ) -> Predictions:
        """Return rate, interval and rank of many pins.

        Args:
            values: Features in the order of ``names``, (n, len(names)), NaN allowed.
            guidelines: Guideline scores, (n,), NaN allowed.
            placement: Where and when they are published, as far as it is known.
        """
        columns = self.centered_columns(values, guidelines)
        return self._predicted(columns, placement or nowhere(len(columns)))

    def _predicted(self, columns: Array, placement: Placement) -> Predictions:
        effect = columns @ self.posterior_mean
        board, level = self.board_effects(placement)
        pins = self.variances["pin"] + self.variances["design"]
        drift = self.drift_variance(placement.ages)
        sd = np.sqrt(self._variance(columns) + level + drift + pins)
        half_width = INTERVAL_Z * _INTERVAL_FACTOR * sd
        log_median = self.baseline + board + effect
        return Predictions(
            rate=np.minimum(np.exp(log_median + self.log_mean_over_median), 1.0),
            low=np.minimum(np.exp(log_median - half_width), 1.0),
            high=np.minimum(np.exp(log_median + half_width), 1.0),
            relative=np.exp(effect),
            percentile=share_below(effect, np.array(self.ranks)),
            baseline=np.minimum(
                np.exp(self.baseline + board + self.log_mean_over_median), 1.0
            ),
        )

    @property
    def log_mean_over_median(self) -> float:
        """Return log(mean / median) of the rates of pins of one design."""
        return (self.variances["pin"] + self.variances["design"]) / 2

    def words_effect(self, title: str) -> float:
        """Return what a title's words add to the log rate; 0 where none are known."""
        if self.title_words is None:
            return 0.0
        known = self._known_titles
        if title not in known:
            if len(known) >= _MOST_TITLES:
                known.clear()
            known[title] = self.title_words.effect(title)
        return known[title]

    @cached_property
    def _known_titles(self) -> dict[str, float]:
        """What titles add that were asked for: those of an account come again."""
        return {}

    def with_words(
        self, features: Mapping[str, float | None], title: str
    ) -> Mapping[str, float | None]:
        """Return a pin's features with what the words of its title add."""
        if self.title_words is None:
            return features
        return {**features, TITLE_WORDS: self.words_effect(title)}

    def feature_row(self, features: Mapping[str, float | None]) -> Array:
        """Return one pin's features in the model's order, (1, len(names))."""
        values = [features.get(name) for name in self.names]
        return np.array([[np.nan if v is None else float(v) for v in values]])

    def estimate(
        self,
        features: Mapping[str, float | None],
        guidelines: float | None,
        label: Callable[[str], str] = str,
        placement: Placement | None = None,
    ) -> Estimate:
        """Return what the model expects of one pin.

        Args:
            features: Numbers by full feature name; None where not measurable.
            guidelines: Guideline score, 0..100, or None.
            label: What a feature is called in the notices.
            placement: Where and when it is published.
        """
        score = np.array([np.nan if guidelines is None else guidelines], dtype=float)
        row = self.feature_row(features)
        return next(self.estimates(row, score, label, placement))

    def estimates(
        self,
        values: Array,
        guidelines: Array,
        label: Callable[[str], str] = str,
        placement: Placement | None = None,
    ) -> Iterator[Estimate]:
        """Yield what the model expects of many pins: none is kept, they are large.

        Args:
            values: Features in the order of ``names``, (n, len(names)), NaN allowed.
            guidelines: Guideline scores, (n,), NaN allowed.
            label: What a feature is called in the notices.
            placement: Where and when they are published, as far as it is known.
        """
        columns = self.centered_columns(values, guidelines)
        placed = placement or nowhere(len(columns))
        predicted = self._predicted(columns, placed)
        parts = np.add.reduceat(columns * self.posterior_mean, self._first, axis=1)
        names = (GUIDELINES, *self.names, *[FEATURE_PAIRS] * self._has_pairs)
        numbers = (
            predicted.rate, predicted.low, predicted.high, predicted.baseline,
            predicted.percentile,
        )  # fmt: skip
        rows = zip(
            parts.tolist(),
            value_notices(values, self._stacked, self.names, label),
            placement_notices(placed, self.boards),
            *(each.tolist() for each in numbers),
            strict=True,
        )
        moved = self.newer.notices if self.newer else ()
        for effects, unusual, placed_as, rate, low, high, baseline, percentile in rows:
            yield Estimate(
                metric=self.metric,
                rate=rate,
                low=low,
                high=high,
                level=INTERVAL_LEVEL,
                baseline=baseline,
                percentile=percentile,
                contributions=tuple(map(Contribution, names, effects)),
                notices=(self.learning_test.words, *moved, *placed_as, *unusual),
            )

    @cached_property
    def _first(self) -> Index:
        """Where the columns of the guidelines, of each curve and of pairs begin."""
        last = [len(self.coefficients) - 1] * self._has_pairs
        return np.array([0, *(self._stacked.line + 1), *last], dtype=np.intp)
