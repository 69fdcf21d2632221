"""Verdicts to one score: means weighted by impact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorer.core.guideline import Part
from scorer.core.report import Estimate, GuidelineResult, Score


def score(
    results: Sequence[GuidelineResult], estimate: Estimate | None = None
) -> Score:
    """Return the score of one pin.

    Args:
        results: Verdicts; those without a score and those in preview weigh nothing.
        estimate: What a click-rate model expects; shown beside, never mixed in.

    Returns:
        Guideline score and parts, 0..100, one decimal; a part nobody judged is absent.
    """
    parts = {
        part.value: value
        for part in Part
        if (value := _mean(each for each in results if each.part is part)) is not None
    }
    return Score(_mean(results), parts, estimate)


def weight(result: GuidelineResult) -> int:
    """Return what a result weighs in the score: its impact, or 0."""
    return 0 if result.preview or result.score is None else int(result.impact)


def _mean(results: Iterable[GuidelineResult]) -> float | None:
    weighed = [(weight(each), each.score or 0.0) for each in results]
    total = sum(share for share, _ in weighed)
    if not total:
        return None
    return round(100 * sum(share * value for share, value in weighed) / total, 1)
