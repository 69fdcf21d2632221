"""What to change first, and what it would be worth: one order, wherever it is told."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Outcome
from scorer.core.report import Gain, GuidelineResult, Suggestion
from scorer.core.units import Box
from scorer.scoring.score import is_weighed

_MOST = 5
# Less than half a point is not worth the work.
_LEAST = 0.5
_PLACES = {Outcome.FAIL: 0, Outcome.REVIEW: 1, Outcome.ERROR: 2}
# A name or a place that stands where a headline is missing is not mended first.
_CAUSE = "missing-headline"
# What a headline that is added says of itself.
_SAID_BY_IT = "weak-message"


def most_costly_first(
    results: Sequence[GuidelineResult],
) -> tuple[GuidelineResult, ...]:
    """Return the results that a reader must see, in the order to look at them.

    Problems come first, by the points that they cost; what costs nothing, such as a
    preview, after them; then what a person should look at; then what failed. What is
    wrong with the few words of a pin that has no headline comes behind that.

    Args:
        results: Verdicts with their costs.
    """
    shown = [each for each in results if each.outcome in _PLACES]
    cause = next((each for each in shown if _is_cause(each)), None)
    return tuple(sorted(shown, key=lambda each: _place(each, cause)))


def suggest(results: Sequence[GuidelineResult]) -> tuple[Suggestion, ...]:
    """Return the changes worth most guideline points, best first.

    Args:
        results: Verdicts with their costs.
    """
    suggestions = [
        Suggestion(
            change=_change(each),
            gain=Gain(each.cost),
            guideline=each.id,
        )
        for each in most_costly_first(results)
        if each.outcome is Outcome.FAIL and is_weighed(each) and each.cost >= _LEAST
    ]
    return tuple(suggestions[:_MOST])


def _change(result: GuidelineResult) -> str:
    """What the worst finding asks for, and how many others the points are for, too."""
    first, *others = result.findings
    more = len({each.advice for each in others} - {first.advice})
    return f"{first.advice} (and {more} more)" if more else first.advice


def _place(
    result: GuidelineResult, cause: GuidelineResult | None
) -> tuple[int, float, bool, float, int, str]:
    cost, is_behind = result.cost, cause is not None and _is_behind(result, cause)
    if cause is not None and is_behind:
        cost = min(cost, cause.cost)
    place = _PLACES[result.outcome]
    return place, -cost, is_behind, -result.cost, -result.impact, result.id


def _is_cause(result: GuidelineResult) -> bool:
    return (
        result.id == _CAUSE
        and result.outcome is Outcome.FAIL
        and any(each.region for each in result.findings)
    )


def _is_behind(result: GuidelineResult, cause: GuidelineResult) -> bool:
    """Whether all that was found lies where a headline is missing."""
    if result is cause or not result.findings:
        return False
    if result.id == _SAID_BY_IT:
        return True
    places = [each.region for each in cause.findings if each.region]
    return all(
        each.region is not None
        and any(Box.around([each.region, place]) == place for place in places)
        for each in result.findings
    )
