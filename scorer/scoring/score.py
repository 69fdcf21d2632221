"""Verdicts to one score: each failure takes its share of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from scorer.core.guideline import Part
from scorer.core.report import Estimate, GuidelineResult, Score

# A guideline wholly missed costs 4 % (minor), 12 % (moderate), 28 % (serious) or
# 40 % (critical) of the score: two serious failures leave 52, below the gate's 70.
_COST_OF_A_UNIT = 0.04
# Raised when the same verdicts give another score: models learn from the score.
VERSION = 2


def score(
    results: Sequence[GuidelineResult],
    estimate: Estimate | None = None,
    partial: Sequence[str] = (),
) -> Score:
    """Return the score of one pin.

    Args:
        results: Verdicts; those without a score and those in preview weigh nothing.
        estimate: What a click-rate model expects; shown beside, never mixed in.
        partial: Parts that could not be judged, by name.

    Returns:
        Guideline score and parts, 0..100, one decimal; a part that could not be judged
        is None, one that does not apply is absent.
    """
    parts: dict[str, float | None] = {}
    for part in Part:
        value = _left([each for each in results if each.part is part])
        if part.value in partial:
            parts[part.value] = None
        elif value is not None:
            parts[part.value] = value
    return Score(_left(results), parts, estimate, tuple(partial))


def is_weighed(result: GuidelineResult) -> bool:
    """Return whether a result moves the score."""
    return result.score is not None and not result.preview


def share_left(result: GuidelineResult) -> float:
    """Return what a result leaves of the score, 0.6 to 1."""
    if result.score is None or result.preview:
        return 1.0
    return 1 - _COST_OF_A_UNIT * int(result.impact) * (1 - result.score)


def _left(results: Sequence[GuidelineResult]) -> float | None:
    if not any(map(is_weighed, results)):
        return None
    return round(100 * prod(map(share_left, results)), 1)
