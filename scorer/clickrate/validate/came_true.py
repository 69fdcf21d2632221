"""How a model's estimates came true on pins that it had not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Index
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model.metrics import Bin
from scorer.clickrate.model.model import INTERVAL_Z, Model
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.model.terms.placement import Placement
from scorer.core.storage.bounds import Share

# Groups by estimate, so that each has pins enough to tell.
_MOST_GROUPS, _PINS_A_GROUP = 5, 6


@dataclass(frozen=True, slots=True)
class CameTrue:
    """What a model expected of pins, and what came.

    Attributes:
        pins: New to the model.
        expected: Clicks that it expected of them at the impressions they got.
        counted: Clicks that came.
        inside: Share of the pins whose clicks lie in the range it gave.
        spearman: Rank correlation of expected and counted rates.
        groups: Expected and counted rate by groups of rising estimate.
    """

    pins: int
    expected: float
    counted: float
    inside: Share
    spearman: float
    groups: tuple[Bin, ...]


def came_true(model: Model, rows: Table) -> CameTrue | None:
    """Return how a model's estimates came true; None without rows.

    Args:
        model: The model, which has not seen the rows.
        rows: Pins; those whose count of the model's metric is unknown are left out.
    """
    metric = Metric(model.metric)
    known = rows.with_known(metric)
    if not len(known):
        return None
    boards = tuple(known.topic_names[code] for code in known.topics)
    ages = np.maximum(known.days - model.span.last_day, 0.0)
    said = model.predictions(
        known.as_seen_by(model), known.guidelines, Placement(boards, ages)
    )
    clicks, seen = known.counts[metric], known.impressions
    low, high = seen * said.low, seen * said.high
    inside = (clicks >= low - INTERVAL_Z * np.sqrt(low) - 0.5) & (
        clicks <= high + INTERVAL_Z * np.sqrt(high) + 0.5
    )
    order = np.argsort(said.rate, kind="stable")
    count = int(np.clip(len(known) // _PINS_A_GROUP, 1, _MOST_GROUPS))
    return CameTrue(
        pins=len(known),
        expected=float((seen * said.rate).sum()),
        counted=float(clicks.sum()),
        inside=float(inside.mean()),
        spearman=spearman(said.rate, clicks / seen),
        groups=tuple(
            _group(part, said.rate, clicks, seen)
            for part in np.array_split(order, count)
        ),
    )


def _group(part: Index, rate: Array, clicks: Array, seen: Array) -> Bin:
    """Return the rates of some pins, each at the impressions it got."""
    total = float(seen[part].sum())
    return Bin(
        expected=float((rate[part] * seen[part]).sum()) / total,
        observed=float(clicks[part].sum()) / total,
        pins=len(part),
    )
