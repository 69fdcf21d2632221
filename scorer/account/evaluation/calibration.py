"""A model compared with an account's figures: calibration, lift, effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Mask
from scorer.clickrate.data.merge import merge
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.newer import NewerFigures
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.model.terms.placement import Placement
from scorer.clickrate.model.terms.title_words import TITLE_WORDS
from scorer.clickrate.validate.evaluate import bins, observed
from scorer.core.storage.bounds import Share

_BINS, _GRID = 10, 25
_WELL_COUNTED = 30  # expected clicks


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
        lift: Rate of each fifth by the design's effect, over the account's rate; boards
            and days removed.
        spearman: Rank correlation of the design's effect with what boards and days
            leave of the rates.
        rows: Pins behind it.
        trained_on: Pins of the exports that are not among them, as the model was
            trained on them or on their design.
        is_new: Whether the pins are new to the model; else it was trained on all of
            them, or on which ones is not known.
        held: Share of well-counted pins whose rate lies in its interval; None where
            there are none.
        well_counted: Pins behind that: those of which 30 clicks or more are expected.
    """

    calibration: tuple[tuple[float, float], ...]
    lift: tuple[float, ...]
    spearman: float
    rows: int
    trained_on: int = 0
    is_new: bool = False
    held: Share | None = None
    well_counted: int = 0

    @property
    def newer(self) -> NewerFigures | None:
        """Return how new pins lay in their intervals; None where none can tell."""
        if not self.is_new or self.held is None:
            return None
        return NewerFigures(self.well_counted, self.held)


def check(model: Model, table: Table, trained: Table | None = None) -> Check:
    """Return how a model's expectations agree with figures.

    Args:
        model: The model.
        table: Rows for which the model's metric is known.
        trained: Rows that it was trained on, which are left out; None if unknown.

    Raises:
        ModelError: Too few pins to remove boards and days.
    """
    metric = Metric(model.metric)
    given = table.with_known(metric)
    both = merge(trained, given).table.with_known(metric) if trained else given
    rows = np.flatnonzero(np.isin(both.ids, given.ids))
    new = _new_to(trained, both)[rows]
    is_new = trained is not None and bool(new.any())
    chosen = rows[new] if is_new else rows
    part = both.take(chosen)
    values = part.as_seen_by(model)
    said = model.predictions(values, part.guidelines, placement(model, part))
    truth = observed(both, metric)
    creative = model.creative(values, part.guidelines)
    expected, clicks = said.rate, part.counts[metric]
    counted = clicks / part.impressions
    well = expected * part.impressions >= _WELL_COUNTED
    inside = (counted >= said.low) & (counted <= said.high)
    return Check(
        _calibration(expected, clicks, part.impressions),
        tuple(each.observed for each in bins(creative, chosen, truth)),
        spearman(creative, truth.shrunk[chosen]),
        len(part),
        len(given) - len(part),
        is_new,
        float(inside[well].mean()) if well.any() else None,
        int(well.sum()),
    )


def placement(model: Model, table: Table) -> Placement:
    """Return where and when a table's pins were published."""
    boards = tuple(table.topic_names[code] for code in table.topics)
    return Placement(boards, np.maximum(table.days - model.span.last_day, 0.0))


def _new_to(trained: Table | None, both: Table) -> Mask:
    """Return which rows show a design that training has not seen, (n,)."""
    if trained is None:
        return np.ones(len(both), bool)
    seen = np.isin(both.ids, trained.ids)
    return np.asarray(~np.isin(both.designs, both.designs[seen]))


def _calibration(
    expected: Array, clicks: Array, impressions: Array
) -> tuple[tuple[float, float], ...]:
    """Return mean expected and counted rate by bins of the expected one."""
    order = np.argsort(expected, kind="stable")
    parts = [part for part in np.array_split(order, _BINS) if len(part)]
    level = max(float(clicks.sum() / impressions.sum()), 1e-12)
    # Rates are shrunk to the account's by as many impressions.
    prior = float(np.median(impressions))
    shrunk = (clicks + prior * level) / (impressions + prior)
    return tuple(
        (float(np.mean(expected[part])), float(np.mean(shrunk[part]))) for part in parts
    )


def effects(model: Model, table: Table, *, most: int = 8) -> tuple[Effect, ...]:
    """Return the features that move the expected rate most, with their curves.

    Args:
        model: The model.
        table: The account's pins; curves run from their 2nd to 98th percentile.
        most: How many to return.
    """
    values = table.as_seen_by(model)
    known = np.where(np.isnan(values), _medians(values), values)
    median = np.median(known, axis=0)
    found = [
        effect
        for index, name in enumerate(model.names)
        if name != TITLE_WORDS  # told word by word
        and (effect := _effect(model, known[:, index], index, median)) is not None
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
