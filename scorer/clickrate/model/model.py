"""A fitted model: what it stores, and what it says of new designs. numpy only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.model.basis import Curve
from scorer.clickrate.model.columns import Columns, columns
from scorer.clickrate.model.kernel import faded
from scorer.clickrate.model.ranks import share_below
from scorer.core.report import Contribution, Estimate

Array = NDArray[np.float64]

GUIDELINES = "guidelines"
LEVEL = 0.80
_Z80 = 1.2815515655446004
# The spreads of pins and designs are themselves unsure (CLICKRATE section 4).
_RATE_FACTOR = 1.08
NOT_YET = (
    "your data does not show it yet: the guideline score with a light personal tilt"
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
class Learnt:
    """Whether the learned part holds out of fold, and the words that may be used."""

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
        baseline: Log of the rate of the average design, now, luck left out.
        baseline_sd: Its posterior sd.
        spreads: Variances of the blocks, of ``pin`` and of ``design``.
        ranks: Creative effect of the account's designs at 101 quantiles.
        span: What it was fitted to.
        dropped: Features that hardly vary in the account.
        versions: Of feature families and the program.
        learnt: What the learning test said.
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
    spreads: Mapping[str, float]
    ranks: tuple[float, ...]
    span: Span
    dropped: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    learnt: Learnt = field(default_factory=Learnt)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the features that enter, in order."""
        return tuple(curve.name for curve in self.curves)

    @cached_property
    def weights(self) -> Array:
        """Return the coefficients, (k,)."""
        return np.array(self.coefficients)

    @cached_property
    def doubt(self) -> Array:
        """Return the posterior covariance of the coefficients, (k, k)."""
        size = len(self.coefficients)
        matrix = np.zeros((size, size))
        matrix[np.tril_indices(size)] = self.covariance
        full: Array = matrix + np.tril(matrix, -1).T
        return full

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """Return whose each column is, (k,): 0 the guidelines, j + 1 curve j."""
        widths = [len(curve.kinds) for curve in self.curves]
        return np.asarray(np.repeat(np.arange(len(widths) + 1), [1, *widths]))

    @cached_property
    def _middle(self) -> Array:
        return np.array(self.center)

    @cached_property
    def _ready(self) -> Columns:
        return columns(self.curves)

    @property
    def luck_sd(self) -> float:
        """Return the sd of a new pin's log rate that no feature explains."""
        parts = ("pin", "design", "topic", "level")
        return float(np.sqrt(sum(self.spreads.get(part, 0.0) for part in parts)))

    def columns(self, values: Array, guidelines: Array) -> Array:
        """Return columns against the average design, (n, k).

        Args:
            values: Features in the order of ``names``, (n, len(names)), NaN allowed.
            guidelines: Guideline scores, (n,), NaN allowed.
        """
        known = np.isfinite(guidelines)
        standard = (guidelines - self.guideline_mean) / self.guideline_sd
        parts = (np.where(known, standard, 0.0), self._ready.of(values))
        return np.asarray(np.column_stack(parts) - self._middle)

    def creative(self, values: Array, guidelines: Array) -> Array:
        """Return the log effect of each design against the average one, (n,)."""
        return np.asarray(self.columns(values, guidelines) @ self.weights)

    def effect_sd(self, columns: Array) -> Array:
        """Return the sd of the effects of designs against the average one, (n,)."""
        return np.asarray(np.sqrt(self._variance(columns) + self._misfit))

    def apart_sd(self, columns: Array) -> Array:
        """Return the sd of the differences between pairs of designs, (n,).

        Args:
            columns: Of the one less those of the other, (n, k).
        """
        squares = (columns[:, self._lines] ** 2).sum(axis=1)
        apart = 1 - faded(squares, len(self.curves))
        return np.asarray(np.sqrt(self._variance(columns) + 2 * self._misfit * apart))

    def by_curve(self, columns: Array) -> tuple[Array, Array]:
        """Return what each curve alone adds, and the sd of that, (n, p).

        Args:
            columns: Of one design less those of another, (n, k).
        """
        own = self.doubt * (self.owners[:, None] == self.owners)
        effect = np.add.reduceat(columns * self.weights, self._first, axis=1)
        known = np.add.reduceat((columns @ own) * columns, self._first, axis=1)
        apart = 1 - faded(columns[:, self._lines] ** 2, len(self.curves))
        variance = known[:, 1:] + 2 * self._misfit * apart
        return effect[:, 1:], np.sqrt(np.maximum(variance, 0))

    @property
    def _misfit(self) -> float:
        return self.spreads.get("misfit", 0.0)

    @cached_property
    def _lines(self) -> NDArray[np.bool_]:
        """Which columns are the standardised features, (k,)."""
        kinds = [kind for curve in self.curves for kind in curve.kinds]
        return np.array([False, *(kind == "line" for kind in kinds)])

    def _variance(self, columns: Array) -> Array:
        variance = np.einsum("ij,ij->i", columns @ self.doubt, columns)
        return np.asarray(np.maximum(variance, 0))

    def predictions(self, values: Array, guidelines: Array) -> Predictions:
        """Return rate, interval and rank of many pins."""
        return self._predicted(self.columns(values, guidelines))

    def _predicted(self, columns: Array) -> Predictions:
        effect = columns @ self.weights
        spread = np.sqrt(
            self._variance(columns) + self.baseline_sd**2 + self.luck_sd**2
        )
        reach = _Z80 * _RATE_FACTOR * spread
        middle = self.baseline + effect
        return Predictions(
            rate=np.minimum(np.exp(middle + self.lift), 1.0),
            low=np.minimum(np.exp(middle - reach), 1.0),
            high=np.minimum(np.exp(middle + reach), 1.0),
            relative=np.exp(effect),
            percentile=share_below(effect, np.array(self.ranks)),
        )

    @property
    def lift(self) -> float:
        """Return log(mean / median) of the rates of pins of one design."""
        return (self.spreads["pin"] + self.spreads["design"]) / 2

    def row(self, features: Mapping[str, float | None]) -> Array:
        """Return one pin's features in the model's order, (1, len(names))."""
        found = [features.get(name) for name in self.names]
        return np.array([[np.nan if v is None else float(v) for v in found]])

    def estimate(
        self, features: Mapping[str, float | None], guidelines: float | None
    ) -> Estimate:
        """Return what the model expects of one pin.

        Args:
            features: Numbers by full feature name; None where not measurable.
            guidelines: Guideline score, 0..100, or None.
        """
        score = np.array([np.nan if guidelines is None else guidelines], dtype=float)
        return next(self.estimates(self.row(features), score))

    def estimates(self, values: Array, guidelines: Array) -> Iterator[Estimate]:
        """Yield what the model expects of many pins: none is kept, they are large.

        Args:
            values: Features in the order of ``names``, (n, len(names)), NaN allowed.
            guidelines: Guideline scores, (n,), NaN allowed.
        """
        columns = self.columns(values, guidelines)
        said = self._predicted(columns)
        parts = np.add.reduceat(columns * self.weights, self._first, axis=1)
        names = (GUIDELINES, *self.names)
        baseline = min(float(np.exp(self.baseline + self.lift)), 1.0)
        numbers = (said.rate, said.low, said.high, said.percentile)
        rows = zip(
            parts.tolist(),
            self._strange(values),
            *(each.tolist() for each in numbers),
            strict=True,
        )
        for effects, strange, rate, low, high, percentile in rows:
            yield Estimate(
                metric=self.metric,
                rate=rate,
                low=low,
                high=high,
                level=LEVEL,
                baseline=baseline,
                percentile=percentile,
                contributions=tuple(map(Contribution, names, effects)),
                notices=(self.learnt.words, *strange),
            )

    @cached_property
    def _first(self) -> NDArray[np.intp]:
        """Where the columns of the guidelines and of each curve begin."""
        return np.array([0, *(self._ready.line + 1)], dtype=np.intp)

    def _strange(self, values: Array) -> list[tuple[str, ...]]:
        """Return notices about values that training did not see, for each row."""
        low, high = self._ready.clip
        slack = 0.05 * (high - low)
        known = np.isfinite(values)
        outside = known & ((values < low - slack) | (values > high + slack))
        absent = ~known & ~np.isin(np.arange(len(low)), self._ready.marked)
        told: list[tuple[str, ...]] = [()] * len(values)
        for row in np.flatnonzero((outside | absent).any(axis=1)):
            told[row] = (
                *self._told("outside what your pins cover", outside[row]),
                *self._told("not measured, taken as average", absent[row]),
            )
        return told

    def _told(self, what: str, features: NDArray[np.bool_]) -> tuple[str, ...]:
        from scorer.features import label

        names = [label(self.curves[j].name) for j in np.flatnonzero(features)]
        return (f"{what}: {_few(names)}",) if names else ()


def _few(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return "; ".join(names[:3]) + more
