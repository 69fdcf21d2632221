"""A model compared with an account's figures: calibration, lift, effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.ranks import spearman

_BINS, _GRID = 10, 25


@dataclass(frozen=True, slots=True)
class Effect:
    """What one feature does, other things being equal.

    Attributes:
        feature: Full name.
        sd: Standard deviation of its effect over the account's pins, log rate.
        points: Value of the feature and effect against the median, log rate.
    """

    feature: str
    sd: float
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """How a model's numbers and an account's figures agree.

    Attributes:
        calibration: Expected and counted rate per bin of the expected rate.
        lift: Rate of each fifth by expected rate, over the account's rate.
        spearman: Rank correlation of expected and shrunken counted rates.
        rows: Pins behind it.
    """

    calibration: tuple[tuple[float, float], ...]
    lift: tuple[float, ...]
    spearman: float
    rows: int


def check(model: Model, table: Table) -> Check:
    """Return how a model's expectations agree with figures.

    Args:
        model: The model.
        table: Rows for which the model's metric is known.
    """
    metric = Metric(model.metric)
    rows = table.with_known(metric)
    expected = model.predictions(rows.in_order(model.names), rows.guidelines).rate
    clicks, impressions = rows.counts[metric], rows.impressions
    order = np.argsort(expected, kind="stable")
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    fifths = [part for part in np.array_split(order, 5) if len(part)]
    level = max(float(clicks.sum() / impressions.sum()), 1e-12)
    # Rates are shrunk to the account's by as many impressions.
    prior = float(np.median(impressions))
    shrunk = (clicks + prior * level) / (impressions + prior)
    return Check(
        tuple(
            (float(np.mean(expected[part])), float(np.mean(shrunk[part])))
            for part in bins
        ),
        tuple(float(np.mean(shrunk[part])) / level for part in fifths),
        spearman(expected, shrunk),
        len(rows),
    )


def effects(model: Model, table: Table, *, most: int = 8) -> tuple[Effect, ...]:
    """Return the features that move the expected rate most, with their curves.

    Args:
        model: The model.
        table: The account's pins; curves run from their 2nd to 98th percentile.
        most: How many to return.
    """
    values = table.in_order(model.names)
    known = np.where(np.isnan(values), _medians(values), values)
    median = np.median(known, axis=0)
    found = [
        effect
        for index in range(len(model.names))
        if (effect := _effect(model, known[:, index], index, median)) is not None
    ]
    return tuple(sorted(found, key=lambda each: -each.sd)[:most])


def _medians(values: Array) -> Array:
    """Median of each column, 0 where nothing was measured."""
    return np.array(
        [np.median(c[~np.isnan(c)]) if (~np.isnan(c)).any() else 0.0 for c in values.T]
    )


def _effect(model: Model, column: Array, index: int, median: Array) -> Effect | None:
    low, high = np.percentile(column, (2, 98))
    if not low < high:
        return None
    grid = np.linspace(low, high, _GRID)
    curve = _effect_curve(model, median, index, grid)
    over_pins = np.interp(column, grid, curve)
    points = tuple((float(x), float(y)) for x, y in zip(grid, curve, strict=True))
    return Effect(model.names[index], float(np.std(over_pins)), points)


def _effect_curve(
    model: Model, row: Array, index: int, grid: Sequence[float] | Array
) -> Array:
    """The effect of one feature's values, the others at their medians."""
    rows = np.tile(row, (len(grid) + 1, 1))
    rows[:-1, index] = grid
    effect = model.creative(rows, np.full(len(rows), np.nan))
    return np.asarray(effect[:-1] - effect[-1], np.float64)
