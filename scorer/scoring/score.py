"""Verdicts to one score.

Every fault takes its share of classes from what a pin without faults was given by eye,
the finish adds or takes a little, and a scale turns classes into points:

    classes = base - sum of share * severity + finish        points = scale(classes)

Severity is 0 (met) to 1 (the fault in full). The shares, the base and the scale are
fitted to rated pins: ``models/score/card.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorer.core.guideline import Part
from scorer.core.report import Estimate, GuidelineResult, Score
from scorer.scoring.weights import Weights, weights

# Raised when the same verdicts give another score: models learn from the score.
VERSION = 4


def score(
    results: Sequence[GuidelineResult],
    estimate: Estimate | None = None,
    partial: Sequence[str] = (),
    finish: float | None = None,
) -> Score:
    """Return the score of one pin.

    Args:
        results: Verdicts; those without a score and those in preview weigh nothing.
        estimate: What a click-rate model expects; shown beside, never mixed in.
        partial: Parts that could not be judged, by name.
        finish: Classes that the look of the whole pin adds; None where not known.

    Returns:
        Guideline score and parts, 0..100, one decimal; a part that could not be judged
        is None, one that does not apply is absent.
    """
    known = weights()
    parts: dict[str, float | None] = {}
    for part in Part:
        own = [each for each in results if each.part is part]
        if part.value in partial:
            parts[part.value] = None
        elif any(map(is_weighed, own)):
            parts[part.value] = _part(own, known)
    if not any(map(is_weighed, results)):
        return Score(None, parts, estimate, tuple(partial))
    finish = _counted(finish, results)
    bare = known.base - _lost(results, known)
    points = known.points(bare + (finish or 0.0))
    added = None if finish is None else round(points - known.points(bare), 1)
    return Score(round(points, 1), parts, estimate, tuple(partial), added)


def with_costs(
    results: Sequence[GuidelineResult], finish: float | None = None
) -> tuple[GuidelineResult, ...]:
    """Return the results with the points by which meeting each would raise the score.

    Args:
        results: Verdicts.
        finish: Classes that the look of the whole pin adds.
    """
    known = weights()
    classes = known.base - _lost(results, known) + (_counted(finish, results) or 0.0)
    now = known.points(classes)
    return tuple(
        _with_cost(each, known.points(classes + taken(each, known)) - now)
        for each in results
    )


def _with_cost(result: GuidelineResult, points: float) -> GuidelineResult:
    """Return a result with its cost, parted among its findings by their weights."""
    cost = round(points, 1)
    weights = [each.weight for each in result.findings]
    if not any(weights):
        weights = [1.0] * len(weights)
    parted, so_far, stated = [], 0.0, 0.0
    for each, weight in zip(result.findings, weights, strict=True):
        # Rounded sums, so that what is shown of the findings adds up to the whole.
        so_far += cost * weight / sum(weights)
        own = round(round(so_far, 1) - stated, 1)
        stated = round(so_far, 1)
        parted.append(replace(each, cost=own))
    return replace(result, cost=cost, findings=tuple(parted))


def is_weighed(result: GuidelineResult) -> bool:
    """Return whether a result moves the score."""
    return result.score is not None and not result.preview


def taken(result: GuidelineResult, by: Weights) -> float:
    """Return the classes that a result takes, 0 where it is met or weighs nothing."""
    if result.score is None or result.preview:
        return 0.0
    return by.share(result) * (1 - result.score)


def _counted(finish: float | None, results: Sequence[GuidelineResult]) -> float | None:
    """The finish, which is of the whole picture: where its focus was judged."""
    focus = any(is_weighed(each) and each.part is Part.FOCUS for each in results)
    return finish if focus else None


def _lost(results: Sequence[GuidelineResult], by: Weights) -> float:
    return sum(taken(each, by) for each in results)


def _part(results: Sequence[GuidelineResult], by: Weights) -> float:
    """What a part leaves of the score of a pin that has no other fault."""
    left = by.points(by.base - _lost(results, by))
    return round(100 * left / by.points(by.base), 1)
