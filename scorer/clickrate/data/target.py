"""Which rate a model is for, and which count stands for it."""

from __future__ import annotations

from enum import StrEnum

from scorer.exports import Count, PinStats


class Metric(StrEnum):
    """A rate: a count over impressions."""

    PIN_CLICK_RATE = "pin_click_rate"
    OUTBOUND_CLICK_RATE = "outbound_click_rate"
    SAVE_RATE = "save_rate"


_COUNTS = {
    Metric.PIN_CLICK_RATE: Count.PIN_CLICKS,
    Metric.OUTBOUND_CLICK_RATE: Count.OUTBOUND_CLICKS,
    Metric.SAVE_RATE: Count.SAVES,
}
_CLICKS = {
    Metric.PIN_CLICK_RATE.value: "clicks",
    Metric.OUTBOUND_CLICK_RATE.value: "outbound clicks",
    Metric.SAVE_RATE.value: "saves",
}


def clicks_of(metric: str) -> str:
    """Return what a metric counts, as sentences name it.

    Example:
        >>> clicks_of("save_rate"), clicks_of(Metric.PIN_CLICK_RATE)
        ('saves', 'clicks')
    """
    return _CLICKS.get(metric, "clicks")


def count_of(metric: Metric) -> Count:
    """Return the count behind a metric, as exports state it."""
    return _COUNTS[metric]


def count(row: PinStats, metric: Metric) -> float:
    """Return the count behind a metric; NaN where the export did not say."""
    value: int | None = getattr(row, count_of(metric).value)
    return float("nan") if value is None else float(value)
