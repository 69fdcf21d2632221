"""Fit a model to a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.basis import Curve, curve, design_matrix
from scorer.clickrate.model import Model, Span
from scorer.clickrate.solver import (
    BEND,
    GUIDELINE,
    INTERCEPT,
    LEVEL,
    LINE,
    TOPIC,
    Problem,
    Solution,
    solve,
)
from scorer.clickrate.table import Table
from scorer.clickrate.target import Metric
from scorer.core.errors import ModelError

Array = NDArray[np.float64]

MIN_PINS = 20
_KNOT_DAYS, _MOST_KNOTS = 60.0, 40
_LEAST_SD = 1e-6


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a fit: the creative's first, then topics and level.

    Attributes:
        matrix: (n, P).
        block: Of each column.
        feature: Curve of each column, -1 for none.
        creative: Number of columns after the intercept that describe the design.
    """

    matrix: Array
    block: NDArray[np.int64]
    feature: NDArray[np.int64]
    creative: int


def fit(
    table: Table, metric: Metric, *, versions: Mapping[str, str] | None = None
) -> Model:
    """Return the model of one rate.

    Args:
        table: One row per pin.
        metric: Which rate; rows that do not know its count are left out.
        versions: Of feature families and the program, kept in the model.

    Raises:
        ModelError: Fewer than 20 pins, or no clicks at all.
    """
    rows = table.has(metric)
    _refuse_too_little(rows, metric)
    curves = _curves(rows)
    mean, sd = guideline_scale(rows.guidelines)
    layout = lay_out(rows, curves, (rows.guidelines - mean) / sd)
    solution = solve(_problem(rows, metric, layout))
    return _model(rows, metric, curves, layout, solution, (mean, sd), versions or {})


def _refuse_too_little(rows: Table, metric: Metric) -> None:
    if len(rows) < MIN_PINS:
        raise ModelError(
            f"{len(rows)} pins with {metric} are too few to learn from",
            hint=f"at least {MIN_PINS}; about 300 to see what the creative does",
        )
    if rows.counts[metric].sum() <= 0:
        raise ModelError(
            f"none of the {len(rows)} pins has a single count for {metric}",
            hint="choose another metric",
        )


def _curves(rows: Table) -> dict[int, Curve]:
    columns = enumerate(zip(rows.names, rows.units, strict=True))
    found = {j: curve(n, unit, rows.values[:, j]) for j, (n, unit) in columns}
    return {j: shape for j, shape in found.items() if shape is not None}


def guideline_scale(scores: Array) -> tuple[float, float]:
    """Return mean and sd of the known guideline scores; sd 1 where they are all one."""
    known = scores[np.isfinite(scores)]
    if not len(known) or known.std() < _LEAST_SD:
        return (float(known[0]) if len(known) else 0.0), 1.0
    return float(known.mean()), float(known.std())


def lay_out(rows: Table, curves: Mapping[int, Curve], guideline: Array) -> Layout:
    """Return the columns of a fit; guideline standardised, NaN allowed."""
    shapes = list(curves.values())
    features = design_matrix(shapes, rows.values[:, list(curves)])
    kinds = [kind for shape in shapes for kind in shape.kinds]
    widths = [len(shape.kinds) for shape in shapes]
    codes = np.unique(rows.topics)
    topics = (rows.topics[:, None] == codes).astype(np.float64)
    level = level_columns(rows.days)
    parts = (
        np.ones((len(rows), 1)),
        np.where(np.isfinite(guideline), guideline, 0.0)[:, None],
        features,
        topics,
        level,
    )
    after = topics.shape[1] + level.shape[1]
    block = np.concatenate(
        [
            [INTERCEPT, GUIDELINE],
            [BEND if kind == "bend" else LINE for kind in kinds],
            np.full(topics.shape[1], TOPIC),
            np.full(level.shape[1], LEVEL),
        ]
    ).astype(np.int64)
    owner = np.repeat(np.arange(len(shapes)), widths)
    feature = np.concatenate([[-1, -1], owner, np.full(after, -1)]).astype(np.int64)
    return Layout(np.column_stack(parts), block, feature, 1 + features.shape[1])


def level_columns(days: Array) -> Array:
    """Return steps of a random walk that ends now, (n, k): all 0 for the newest pin."""
    known = np.isfinite(days)
    if not known.any():
        return np.zeros((len(days), 0))
    newest = days[known].max()
    age = np.where(known, newest - days, newest - np.median(days[known]))
    gap = max(_KNOT_DAYS, age.max() / _MOST_KNOTS)
    steps = np.arange(int(age.max() // gap) + 1)
    return np.asarray(np.clip(age[:, None] / gap - steps, 0, 1))


def _problem(rows: Table, metric: Metric, layout: Layout) -> Problem:
    return Problem(
        matrix=layout.matrix,
        block=layout.block,
        feature=layout.feature,
        clicks=rows.counts[metric],
        impressions=rows.impressions,
        designs=rows.designs,
    )


def _model(  # noqa: PLR0913, PLR0917 - the parts of one model
    rows: Table,
    metric: Metric,
    curves: Mapping[int, Curve],
    layout: Layout,
    solution: Solution,
    scale: tuple[float, float],
    versions: Mapping[str, str],
) -> Model:
    mine = slice(1, 1 + layout.creative)
    _, first = np.unique(rows.designs, return_index=True)
    designs = layout.matrix[first]
    average = designs.mean(axis=0)
    average[layout.block == LEVEL] = 0.0
    weights = solution.mean[mine]
    doubt = solution.covariance[mine, mine]
    effects = (designs[:, mine] - average[mine]) @ weights
    days = rows.days[np.isfinite(rows.days)]
    return Model(
        metric=str(metric),
        curves=tuple(curves.values()),
        guideline_mean=scale[0],
        guideline_sd=scale[1],
        coefficients=_floats(weights),
        covariance=_floats(doubt[np.tril_indices(len(weights))]),
        center=_floats(average[mine]),
        baseline=float(average @ solution.mean),
        baseline_sd=float(np.sqrt(average @ solution.covariance @ average)),
        spreads=dict(solution.spreads),
        ranks=_floats(np.percentile(effects, np.arange(101))),
        span=Span(
            pins=len(rows),
            designs=len(first),
            clicks=float(rows.counts[metric].sum()),
            impressions=float(rows.impressions.sum()),
            first_day=float(days.min()) if len(days) else 0.0,
            last_day=float(days.max()) if len(days) else 0.0,
        ),
        dropped=tuple(n for j, n in enumerate(rows.names) if j not in curves),
        versions=dict(versions),
    )


def _floats(values: Array) -> tuple[float, ...]:
    """Return numbers to eight digits: a model is also read by people."""
    return tuple(float(f"{value:.8g}") for value in values)
