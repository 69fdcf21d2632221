"""A fitted model: what it stores, and what it says of new designs. numpy only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from scorer.clickrate.arrays import Array, Codes, Index, Mask
from scorer.clickrate.model.basis import Curve
from scorer.clickrate.model.columns import StackedCurves, stack_curves
from scorer.clickrate.model.kernel import squared_exponential
from scorer.clickrate.model.ranks import share_below
from scorer.core.report import Contribution, Estimate

GUIDELINES = "guidelines"
INTERVAL_LEVEL = 0.80
_Z80 = 1.2815515655446004
# The variances of pins and designs are uncertain themselves; widens their intervals to
# their level on simulated accounts.
_INTERVAL_FACTOR = 1.08
NOT_YET = (
    "not enough evidence in your data yet; estimates mostly follow the guideline score"
)


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
class LearningTest:
    """Whether the learned part holds out of fold, and the words that may be used.

    Attributes:
        p: Of the permutation test.
        level: ``learned``, ``early`` or ``not-yet``.
        words: What may be said of it.
    """

    p: float = 1.0
    level: str = "not-yet"
    words: str = NOT_YET


@dataclass(frozen=True, slots=True)
class Predictions:
    """Estimates of many pins, each (n,): rates 0..1, relative to the average design."""

    rate: Array
    low: Array
    high: Array
    relative: Array
    percentile: Array


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
        dropped: Features that hardly vary in the account.
        versions: Of feature families and the program.
        learning_test: Whether the learned part holds.
        simulated: Whether the account is made up.
    """

    metric: str
    curves: tuple[Curve, ...]
    guideline_mean: float
    guideline_sd: float
    coefficients: tuple[float, ...]
    covariance: tuple[float, ...]
    center: tuple[float, ...]
    baseline: float
    baseline_sd: float
    variances: Mapping[str, float]
    ranks: tuple[float, ...]
    span: Span
    dropped: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    learning_test: LearningTest = field(default_factory=LearningTest)
    simulated: bool = False

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
        """Return the curve of each column, (k,): 0 the guidelines, j + 1 curve j."""
        widths = [len(curve.kinds) for curve in self.curves]
        return np.asarray(np.repeat(np.arange(len(widths) + 1), [1, *widths]))

    @cached_property
    def _center(self) -> Array:
        return np.array(self.center)

    @cached_property
    def _stacked(self) -> StackedCurves:
        return stack_curves(self.curves)

    @property
    def residual_sd(self) -> float:
        """Return the sd of a new pin's log rate that no feature explains."""
        parts = ("pin", "design", "topic", "level")
        return float(np.sqrt(sum(self.variances.get(part, 0.0) for part in parts)))

    def centered_columns(self, values: Array, guidelines: Array) -> Array:
        """Return columns against the average design, (n, k).

        Args:
            values: Features in the order of ``names``, (n, len(names)), NaN allowed.
            guidelines: Guideline scores, (n,), NaN allowed.
        """
        known = np.isfinite(guidelines)
        standardized = (guidelines - self.guideline_mean) / self.guideline_sd
        parts = (np.where(known, standardized, 0.0), self._stacked.basis(values))
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

    def effects_by_feature(self, columns: Array) -> tuple[Array, Array]:
        """Return what each feature alone adds, and the sd of that, (n, p).

        Args:
            columns: Of one design less those of another, (n, k).
        """
        curve = self.curve_of_column
        own = self.covariance_matrix * (curve[:, None] == curve)
        effect = np.add.reduceat(columns * self.posterior_mean, self._first, axis=1)
        explained = np.add.reduceat((columns @ own) * columns, self._first, axis=1)
        squares = columns[:, self._is_line] ** 2
        variance = explained[:, 1:] + self._unlike(squares)
        return effect[:, 1:], np.sqrt(np.maximum(variance, 0))

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
        return np.array([False, *(kind == "line" for kind in kinds)])

    def _variance(self, columns: Array) -> Array:
        variance = np.einsum("ij,ij->i", columns @ self.covariance_matrix, columns)
        return np.asarray(np.maximum(variance, 0))

    def predictions(self, values: Array, guidelines: Array) -> Predictions:
        """Return rate, interval and rank of many pins."""
        return self._predicted(self.centered_columns(values, guidelines))

    def _predicted(self, columns: Array) -> Predictions:
        effect = columns @ self.posterior_mean
        sd = np.sqrt(
            self._variance(columns) + self.baseline_sd**2 + self.residual_sd**2
        )
        half_width = _Z80 * _INTERVAL_FACTOR * sd
        log_median = self.baseline + effect
        return Predictions(
            rate=np.minimum(np.exp(log_median + self.log_mean_over_median), 1.0),
            low=np.minimum(np.exp(log_median - half_width), 1.0),
            high=np.minimum(np.exp(log_median + half_width), 1.0),
            relative=np.exp(effect),
            percentile=share_below(effect, np.array(self.ranks)),
        )

    @property
    def log_mean_over_median(self) -> float:
        """Return log(mean / median) of the rates of pins of one design."""
        return (self.variances["pin"] + self.variances["design"]) / 2

    def feature_row(self, features: Mapping[str, float | None]) -> Array:
        """Return one pin's features in the model's order, (1, len(names))."""
        values = [features.get(name) for name in self.names]
        return np.array([[np.nan if v is None else float(v) for v in values]])

    def estimate(
        self,
        features: Mapping[str, float | None],
        guidelines: float | None,
        label: Callable[[str], str] = str,
    ) -> Estimate:
        """Return what the model expects of one pin.

        Args:
            features: Numbers by full feature name; None where not measurable.
            guidelines: Guideline score, 0..100, or None.
            label: What a feature is called in the notices.
        """
        score = np.array([np.nan if guidelines is None else guidelines], dtype=float)
        return next(self.estimates(self.feature_row(features), score, label))

    def estimates(
        self, values: Array, guidelines: Array, label: Callable[[str], str] = str
    ) -> Iterator[Estimate]:
        """Yield what the model expects of many pins: none is kept, they are large.

        Args:
            values: Features in the order of ``names``, (n, len(names)), NaN allowed.
            guidelines: Guideline scores, (n,), NaN allowed.
            label: What a feature is called in the notices.
        """
        columns = self.centered_columns(values, guidelines)
        predicted = self._predicted(columns)
        parts = np.add.reduceat(columns * self.posterior_mean, self._first, axis=1)
        names = (GUIDELINES, *self.names)
        baseline = min(float(np.exp(self.baseline + self.log_mean_over_median)), 1.0)
        numbers = (
            predicted.rate, predicted.low, predicted.high, predicted.percentile
        )  # fmt: skip
        rows = zip(
            parts.tolist(),
            self._notices(values, label),
            *(each.tolist() for each in numbers),
            strict=True,
        )
        for effects, unusual, rate, low, high, percentile in rows:
            yield Estimate(
                metric=self.metric,
                rate=rate,
                low=low,
                high=high,
                level=INTERVAL_LEVEL,
                baseline=baseline,
                percentile=percentile,
                contributions=tuple(map(Contribution, names, effects)),
                notices=(self.learning_test.words, *unusual),
            )

    @cached_property
    def _first(self) -> Index:
        """Where the columns of the guidelines and of each curve begin."""
        return np.array([0, *(self._stacked.line + 1)], dtype=np.intp)

    def _notices(
        self, values: Array, label: Callable[[str], str]
    ) -> list[tuple[str, ...]]:
        """Return notices about values that training did not see, for each row."""
        low, high = self._stacked.clip
        slack = 0.05 * (high - low)
        known = np.isfinite(values)
        outside = known & ((values < low - slack) | (values > high + slack))
        absent = ~known & ~np.isin(np.arange(len(low)), self._stacked.with_missing)
        notices: list[tuple[str, ...]] = [()] * len(values)
        for row in np.flatnonzero((outside | absent).any(axis=1)):
            notices[row] = (
                *self._notice("outside what your pins cover", outside[row], label),
                *self._notice("not measured, taken as average", absent[row], label),
            )
        return notices

    def _notice(
        self, what: str, features: Mask, label: Callable[[str], str]
    ) -> tuple[str, ...]:
        names = [label(self.curves[j].name) for j in np.flatnonzero(features)]
        return (f"{what}: {_first_three(names)}",) if names else ()


def _first_three(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return "; ".join(names[:3]) + more
