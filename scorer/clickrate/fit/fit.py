"""Fit a model to a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from scorer.clickrate.arrays import Array, Index
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.cholesky import factor, solve_factored
from scorer.clickrate.fit.posterior import Layout, Posterior, posterior
from scorer.clickrate.fit.problem import GUIDELINE, LEVEL, TOPIC
from scorer.clickrate.model.model import Model, Span
from scorer.clickrate.model.terms.basis import Curve
from scorer.clickrate.model.terms.feature_pairs import FeaturePairs
from scorer.clickrate.model.terms.placement import BoardEffect
from scorer.clickrate.model.terms.title_words import TITLE_WORDS, TitleWords

_LEAST_SD = 1e-6
_MOST_DESIGNS = 1000  # are enough to tell how the score follows the features


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
    mine, own = slice(1, 1 + layout.creative), layout.own
    _, first = np.unique(rows.designs, return_index=True)
    designs = np.asarray(layout.matrix[first], np.float64)
    average = designs.mean(axis=0)
    average[layout.block == LEVEL] = 0.0
    together = whole.together(layout.take(first))
    effects = (designs[:, mine] - average[mine]) @ solution.mean[mine]
    effects += together - together.mean()
    days = rows.days[np.isfinite(rows.days)]
    model = Model(
        metric=str(metric),
        curves=whole.shapes,
        guideline_mean=whole.guideline_scale[0],
        guideline_sd=whole.guideline_scale[1],
        coefficients=as_floats(solution.mean[own]),
        covariance=_lower_triangle(solution.covariance[own, own]),
        center=as_floats(average[own]),
        baseline=float(average @ solution.mean + together.mean()),
        baseline_sd=float(np.sqrt(average @ solution.covariance @ average)),
        variances=dict(solution.variances),
        ranks=as_floats(np.percentile(effects, np.arange(101))),
        span=Span(
            pins=len(rows),
            designs=len(first),
            clicks=float(rows.counts[metric].sum()),
            impressions=float(rows.impressions.sum()),
            first_day=float(days.min()) if len(days) else 0.0,
            last_day=float(days.max()) if len(days) else 0.0,
        ),
        guideline_slopes=_guideline_slopes(designs, layout),
        boards=_boards(whole, rows, average),
        level_step_days=whole.level_step_days,
        dropped=tuple(n for j, n in enumerate(rows.names) if j not in whole.curves),
        versions=dict(versions),
    )
    worded = _with_words(model, whole, first) if layout.words else model
    return _with_pairs(worded, solution.pairs, float(together.mean()))


def _with_words(model: Model, whole: Posterior, first: Index) -> Model:
    """Return a model that also reads the words of titles: one more curve, a line.

    What is not known of words widens the intervals as what curves miss does.
    """
    known, layout, solution = whole.title_words, whole.layout, whole.solution
    if known is None:
        return model
    mine = slice(1 + layout.creative - layout.words, 1 + layout.creative)
    each = known.axes @ solution.mean[mine]
    added = zip(known.rarity.items(), as_floats(each), strict=True)
    pieces = {piece: (rarity, effect) for (piece, rarity), effect in added}
    words = TitleWords(pieces, float(known.mean @ each))
    effects = layout.matrix[first][:, mine] @ solution.mean[mine]
    sd = float(effects.std())
    if sd < _LEAST_SD:
        return model
    size = len(model.coefficients)
    covariance = np.zeros((size + 1, size + 1))
    covariance[:size, :size] = model.covariance_matrix
    columns = layout.matrix[:, mine]
    left = (columns @ solution.covariance[mine, mine] * columns).sum(axis=1).mean()
    variance = solution.variances["words"]
    unknown = (float(left) + variance) / 2  # new titles lie outside in part
    low, high = float(effects.min()), float(effects.max())
    usual = tuple(float(q) for q in np.quantile(effects, (0.1, 0.5, 0.9)))
    mean = float(effects.mean())
    line = Curve(TITLE_WORDS, "", low, high, (usual[0], usual[1], usual[2]), mean, sd)
    fit_misses = model.variances.get("lack_of_fit", 0.0)
    return replace(
        model,
        curves=(*model.curves, line),
        coefficients=(*model.coefficients, *as_floats(np.array([sd]))),
        covariance=_lower_triangle(covariance),
        center=(*model.center, 0.0),
        guideline_slopes=(*model.guideline_slopes, 0.0) * bool(model.guideline_slopes),
        variances={**model.variances, "lack_of_fit": fit_misses + unknown},
        title_words=words,
    )


def _with_pairs(model: Model, pairs: FeaturePairs | None, average: float) -> Model:
    """Return a model that also knows what features do together: one more column.

    What is not known of them is in the lack of fit, which was found without them.

    Args:
        model: The model.
        pairs: What was found.
        average: What they do on average over the designs.
    """
    if pairs is None:
        return model
    size = len(model.coefficients)
    covariance = np.zeros((size + 1, size + 1))
    covariance[:size, :size] = model.covariance_matrix
    return replace(
        model,
        coefficients=(*model.coefficients, 1.0),
        covariance=_lower_triangle(covariance),
        center=(*model.center, 0.0),
        guideline_slopes=(*model.guideline_slopes, 0.0) * bool(model.guideline_slopes),
        feature_pairs=replace(
            pairs,
            effects=as_floats(np.array(pairs.effects)),
            average=pairs.average + average,
        ),
    )


def _lower_triangle(matrix: Array) -> tuple[float, ...]:
    return as_floats(matrix[np.tril_indices(len(matrix))])


def _guideline_slopes(designs: Array, layout: Layout) -> tuple[float, ...]:
    """Return what each creative column adds to the standardized guideline score.

    A ridge of which the prior says that half of the score's variance is explained.
    """
    some = designs[:: max(1, len(designs) // _MOST_DESIGNS)]
    score = some[:, layout.block == GUIDELINE].ravel()
    columns = some[:, layout.own][:, 1:]
    width = columns.shape[1]
    if not width:
        return ()
    centered = columns - columns.mean(axis=0)
    penalty = np.full(width, width / 2)
    lower = factor(centered.T @ centered, penalty)
    return as_floats(solve_factored(lower, centered.T @ (score - score.mean())))


def _boards(whole: Posterior, rows: Table, average: Array) -> dict[str, BoardEffect]:
    """Return what each named board adds, given the columns of the average design."""
    topics, solution = whole.layout.block == TOPIC, whole.solution
    found = {}
    for place, code in enumerate(np.unique(rows.topics)):
        row = average.copy()
        row[topics] = np.arange(topics.sum()) == place
        effect = float((row - average) @ solution.mean)
        sd = float(np.sqrt(row @ solution.covariance @ row))
        found[rows.topic_names[code]] = BoardEffect(*as_floats(np.array([effect, sd])))
    return {name: each for name, each in found.items() if name}


def as_floats(values: Array) -> tuple[float, ...]:
    """Return numbers (n,) to eight digits: a model is also read by people."""
    size = np.abs(values)
    exponent = np.floor(np.log10(size, out=np.zeros(len(size)), where=size > 0))
    # Powers up to 22 are exact, so that a whole number over one is the nearest float.
    power = np.clip(7 - exponent, 0, 22)
    return tuple((np.round(values * 10**power) / 10**power).tolist())
