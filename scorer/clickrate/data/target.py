"""Which rate a model is for, and which count stands for it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Protocol


class Metric(StrEnum):
    """A rate: a count over impressions."""

    PIN_CLICK_RATE = "pin_click_rate"
    OUTBOUND_CLICK_RATE = "outbound_click_rate"
    SAVE_RATE = "save_rate"


class PinRow(Protocol):
    """One pin's statistics, as an export gives them; None is unknown."""

    @property
    def id(self) -> str: ...  # noqa: D102 - the name says it
    @property
    def impressions(self) -> int: ...  # noqa: D102
    @property
    def pin_clicks(self) -> int | None: ...  # noqa: D102
    @property
    def outbound_clicks(self) -> int | None: ...  # noqa: D102
    @property
    def saves(self) -> int | None: ...  # noqa: D102
    @property
    def created_at(self) -> dt.date | None: ...  # noqa: D102
    @property
    def board(self) -> str: ...  # noqa: D102
    @property
    def group(self) -> str: ...  # noqa: D102


def count(row: PinRow, metric: Metric) -> float:
    """Return the count behind a metric; NaN where the export did not say."""
    counts = {
        Metric.PIN_CLICK_RATE: row.pin_clicks,
        Metric.OUTBOUND_CLICK_RATE: row.outbound_clicks,
        Metric.SAVE_RATE: row.saves,
    }
    value = counts[metric]
    return float("nan") if value is None else float(value)
