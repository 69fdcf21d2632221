"""Fit a model to a table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import Posterior, posterior
from scorer.clickrate.fit.problem import LEVEL, TOPIC
from scorer.clickrate.model.model import Model, Span
from scorer.clickrate.model.placement import BoardEffect


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
    return build_model(posterior(table, metric), table, metric, versions or {})


def build_model(
    whole: Posterior, table: Table, metric: Metric, versions: Mapping[str, str]
) -> Model:
    """Return the model that a table's posterior gives; arguments as of ``fit``."""
    rows = table.with_known(metric)
    layout, solution = whole.layout, whole.solution
    mine = slice(1, 1 + layout.creative)
    _, first = np.unique(rows.designs, return_index=True)
    designs = layout.matrix[first]
    average = designs.mean(axis=0)
    average[layout.block == LEVEL] = 0.0
    mean = solution.mean[mine]
    covariance = solution.covariance[mine, mine]
    effects = (designs[:, mine] - average[mine]) @ mean
    days = rows.days[np.isfinite(rows.days)]
    return Model(
        metric=str(metric),
        curves=whole.shapes,
        guideline_mean=whole.guideline_scale[0],
        guideline_sd=whole.guideline_scale[1],
        coefficients=_floats(mean),
        covariance=_floats(covariance[np.tril_indices(len(mean))]),
        center=_floats(average[mine]),
        baseline=float(average @ solution.mean),
        baseline_sd=float(np.sqrt(average @ solution.covariance @ average)),
        variances=dict(solution.variances),
        ranks=_floats(np.percentile(effects, np.arange(101))),
        span=Span(
            pins=len(rows),
            designs=len(first),
            clicks=float(rows.counts[metric].sum()),
            impressions=float(rows.impressions.sum()),
            first_day=float(days.min()) if len(days) else 0.0,
            last_day=float(days.max()) if len(days) else 0.0,
        ),
        boards=_boards(whole, rows, average),
        level_step_days=whole.level_step_days,
        dropped=tuple(n for j, n in enumerate(rows.names) if j not in whole.curves),
        versions=dict(versions),
    )


def _boards(whole: Posterior, rows: Table, average: Array) -> dict[str, BoardEffect]:
    """Return what each named board adds, given the columns of the average design."""
    topics, solution = whole.layout.block == TOPIC, whole.solution
    found = {}
    for place, code in enumerate(np.unique(rows.topics)):
        row = average.copy()
        row[topics] = np.arange(topics.sum()) == place
        effect = float((row - average) @ solution.mean)
        sd = float(np.sqrt(row @ solution.covariance @ row))
        found[rows.topic_names[code]] = BoardEffect(*_floats(np.array([effect, sd])))
    return {name: each for name, each in found.items() if name}


def _floats(values: Array) -> tuple[float, ...]:
    """Return numbers to eight digits: a model is also read by people."""
    size = np.abs(values)
    exponent = np.floor(np.log10(size, out=np.zeros(len(size)), where=size > 0))
    # Powers up to 22 are exact, so that a whole number over one is the nearest float.
    power = np.clip(7 - exponent, 0, 22)
    return tuple((np.round(values * 10**power) / 10**power).tolist())
