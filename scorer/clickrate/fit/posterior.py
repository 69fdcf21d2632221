"""From a table to columns and their posterior; and back to rows not seen."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import cast

import numpy as np
from threadpoolctl import ThreadpoolController

from scorer.clickrate.arrays import Array, Codes, Index, SinglePrecision, combined
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.problem import (
    BEND,
    GUIDELINE,
    INTERCEPT,
    LEVEL,
    LINE,
    TOPIC,
    WORDS,
    Priors,
    Problem,
    lines_of,
)
from scorer.clickrate.fit.solver import Likeliest, Solution, solve, solve_again
from scorer.clickrate.fit.title_words import WordColumns, word_columns
from scorer.clickrate.model.terms.basis import Curve, curve
from scorer.clickrate.model.terms.columns import stack_curves
from scorer.core.errors import ModelError
from scorer.core.units import counted

MIN_PINS = 20
_KNOT_DAYS, _MOST_KNOTS = 60.0, 40
_LEAST_SD = 1e-6
_ALL = slice(None)
# Scale of guideline scores for accounts that have none, or one and the same: round
# figures, so that the prior slope stays a slope per sd and not per point.
_USUAL_SCORE, _USUAL_SD = 70.0, 15.0


@dataclass(frozen=True, slots=True)
class TimeSteps:
    """When the account's level steps: the newest day, days a step, number of steps."""

    newest: float
    middle: float
    gap: float
    steps: int

    def basis(self, days: Array) -> Array:
        """Return steps of a random walk that ends now, (n, steps): 0 for the newest."""
        age = self.newest - np.where(np.isfinite(days), days, self.middle)
        return np.asarray(
            np.clip(age[:, None] / self.gap - np.arange(self.steps), 0, 1)
        )


@dataclass(frozen=True)
class Layout:
    """Columns of a fit: intercept, guideline, curves, topics, level.

    Attributes:
        matrix: (n, P).
        block: Of each column.
        feature: Curve of each column, -1 for none.
        creative: Number of columns after the intercept that describe the design.
        words: Number of these, the last, that are of the title's words.
    """

    matrix: Array | SinglePrecision
    block: Codes
    feature: Codes
    creative: int
    words: int = 0

    @property
    def own(self) -> slice:
        """Return the columns of the guideline and of curves."""
        return slice(1, 1 + self.creative - self.words)

    def take(self, rows: Index) -> Layout:
        """Return the columns of some rows, by their numbers (m,)."""
        return replace(self, matrix=self.matrix[rows])

    @cached_property
    def single_precision(self) -> Layout:
        """Return the same columns in single precision, for fits to parts."""
        return replace(self, matrix=self.matrix.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients, and the columns of the rows that they were fitted to."""

    layout: Layout
    solution: Likeliest

    def creative(self, layout: Layout, *, guideline: bool = True) -> Array:
        """Return the design's part of the log rate, (n,), up to a constant."""
        first = 1 if guideline else 2
        mine = slice(first, 1 + layout.creative)
        alone = combined(layout.matrix[:, mine], self.solution.mean[mine])
        return alone + self.together(layout)

    def log_rate(self, layout: Layout) -> Array:
        """Return the expected log rate with board and day, (n,)."""
        return combined(layout.matrix, self.solution.mean) + self.together(layout)

    def together(self, layout: Layout) -> Array:
        """Return what pairs of features do beyond what each does alone, (n,)."""
        pairs = self.solution.pairs
        if pairs is None:
            return np.zeros(len(layout.matrix))
        return pairs.effect(lines_of(layout.matrix, layout.feature))


@dataclass(frozen=True, slots=True)
class Posterior(Fit):
    """A fit with everything that it takes to apply it to other rows of the table.

    Attributes:
        solution: Posterior of coefficients and variances.
        curves: By column of the table.
        guideline_scale: Mean and sd of the guideline scores.
        title_words: Titles as columns; None where they do not enter.
        level_step_days: Days over which the level takes one step.
    """

    solution: Solution
    curves: Mapping[int, Curve]
    guideline_scale: tuple[float, float]
    title_words: WordColumns | None = None
    level_step_days: float = _KNOT_DAYS

    @property
    def shapes(self) -> tuple[Curve, ...]:
        """Return the curves in the order of their columns."""
        return tuple(self.curves.values())


def posterior(
    table: Table,
    metric: Metric,
    *,
    features: bool = True,
    priors: Priors | None = None,
) -> Posterior:
    """Return the posterior of a table's rows.

    Args:
        table: One row per pin.
        metric: Which rate; rows that do not know its count are left out.
        features: Whether features enter, or the guideline, boards and days only.
        priors: What is expected before the data; None for what usually is.

    Raises:
        ModelError: Fewer than 20 pins, or no clicks at all.
    """
    rows = table.with_known(metric)
    _refuse_too_little(rows.counts[metric], metric)
    curves = _curves(rows) if features else {}
    scale = guideline_scale(rows.guidelines)
    words = _words(rows) if features else None
    layout = _layout(rows, curves, scale, words)
    problem = _problem(layout, rows, metric)
    if priors is not None:
        problem = replace(problem, priors=priors)
    with _one_thread():
        gap = _time_steps(rows.days).gap
        return Posterior(layout, solve(problem), curves, scale, words, gap)


def refit_on(whole: Posterior, table: Table, metric: Metric, keep: Index) -> Fit:
    """Return the fit to some of the rows, for folds.

    Columns (curves, boards, days) stay those of all rows: no click is in them.

    Args:
        whole: Posterior of all rows.
        table: All rows; the metric's count is known in each.
        metric: Which rate.
        keep: Index to fit.

    Raises:
        ModelError: Fewer than 20 pins, or no clicks at all.
    """
    layout = whole.layout.single_precision.take(keep)
    _refuse_too_little(table.counts[metric][keep], metric)
    problem = _problem(layout, table, metric, keep)
    with _one_thread():
        return Fit(layout, solve_again(problem, whole.solution.variances))


def _problem(
    layout: Layout, table: Table, metric: Metric, rows: Index | slice = _ALL
) -> Problem:
    """Return what is solved: the columns of some rows, and their counts."""
    return Problem(
        matrix=layout.matrix,
        block=layout.block,
        feature=layout.feature,
        clicks=table.counts[metric][rows],
        impressions=table.impressions[rows],
        designs=table.designs[rows],
        titles_only=table.titles_only,
    )


def _one_thread() -> AbstractContextManager[object]:
    """Hold BLAS to one thread: of these small systems, several would only wait."""
    return cast("AbstractContextManager[object]", _pools().limit(limits=1))


@cache
def _pools() -> ThreadpoolController:
    """Return the pools of threads that are there; to look for them takes a while."""
    return ThreadpoolController().select(user_api="blas")


def guideline_scale(scores: Array) -> tuple[float, float]:
    """Return mean and sd of guideline scores (n,), NaN allowed; the usual of none."""
    known = scores[np.isfinite(scores)]
    if not len(known):
        return _USUAL_SCORE, _USUAL_SD
    sd = float(known.std())
    return float(known.mean()), sd if sd > _LEAST_SD else _USUAL_SD


def _refuse_too_little(clicks: Array, metric: Metric) -> None:
    if len(clicks) < MIN_PINS:
        raise ModelError(
            f"{counted(len(clicks), 'pin')} with {_counts_of(metric)} "
            f"{'is' if len(clicks) == 1 else 'are'} too few to learn from",
            hint=f"at least {MIN_PINS}; about 300 to see what the creative does",
        )
    if clicks.sum() <= 0:
        raise ModelError(
            f"none of {counted(len(clicks), 'pin')} has a single "
            f"{_counts_of(metric)[:-1]}: there is nothing to learn from yet",
            hint="give exports in which some have, or choose another --metric",
        )


def _counts_of(metric: Metric) -> str:
    """Return what a rate counts: "pin clicks"."""
    return f"{metric.value.removesuffix('_rate').replace('_', ' ')}s"


def _words(rows: Table) -> WordColumns | None:
    """Return titles as columns where the account learns from its titles."""
    is_worded = rows.has_title_features and bool(rows.titles)
    return word_columns(rows.titles) if is_worded else None


def _curves(rows: Table) -> dict[int, Curve]:
    named = enumerate(zip(rows.names, rows.units, strict=True))
    curves = {j: curve(n, unit, rows.values[:, j]) for j, (n, unit) in named}
    return {j: shape for j, shape in curves.items() if shape is not None}


def _time_steps(days: Array) -> TimeSteps:
    known = days[np.isfinite(days)]
    if not len(known):
        return TimeSteps(0.0, 0.0, _KNOT_DAYS, 0)
    newest, span = float(known.max()), float(known.max() - known.min())
    gap = max(_KNOT_DAYS, span / _MOST_KNOTS)
    return TimeSteps(newest, float(np.median(known)), gap, int(span // gap) + 1)


def _layout(
    rows: Table,
    curves: Mapping[int, Curve],
    scale: tuple[float, float],
    words: WordColumns | None,
) -> Layout:
    shapes = list(curves.values())
    features = stack_curves(shapes).basis(rows.values[:, list(curves)])
    guideline = (rows.guidelines - scale[0]) / scale[1]
    topics = (rows.topics[:, None] == np.unique(rows.topics)).astype(np.float64)
    level = _time_steps(rows.days).basis(rows.days)
    titles = np.zeros((len(rows), 0)) if words is None else words.columns
    parts = (
        np.ones((len(rows), 1)),
        np.where(np.isfinite(guideline), guideline, 0.0)[:, None],
        features,
        titles,
        topics,
        level,
    )
    kinds = [kind for shape in shapes for kind in shape.kinds]
    after = [WORDS] * titles.shape[1]
    after += [TOPIC] * topics.shape[1] + [LEVEL] * level.shape[1]
    middle = [BEND if kind == "bend" else LINE for kind in kinds]
    owner = [j for j, shape in enumerate(shapes) for _ in shape.kinds]
    return Layout(
        matrix=np.column_stack(parts),
        block=np.array([INTERCEPT, GUIDELINE, *middle, *after], dtype=np.int64),
        feature=np.array([-1, -1, *owner, *[-1] * len(after)], dtype=np.int64),
        creative=1 + features.shape[1] + titles.shape[1],
        words=titles.shape[1],
    )
