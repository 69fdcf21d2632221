"""What to change first, and what it would be worth: one order, wherever it is told."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Outcome
from scorer.core.report import Gain, GuidelineResult, Suggestion
from scorer.scoring.score import is_weighed

_MOST = 5
# Less than half a point is not worth the work.
_LEAST = 0.5
_PLACES = {Outcome.FAIL: 0, Outcome.REVIEW: 1, Outcome.ERROR: 2}


def most_costly_first(
    results: Sequence[GuidelineResult],
) -> tuple[GuidelineResult, ...]:
    """Return the results that a reader must see, in the order to look at them.

    Problems come first, by the points that they cost; what costs nothing, such as a
    preview, after them; then what a person should look at; then what failed.

    Args:
        results: Verdicts with their costs.
    """
    shown = [each for each in results if each.outcome in _PLACES]
    return tuple(sorted(shown, key=_place))


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


def _place(result: GuidelineResult) -> tuple[int, float, int, str]:
    return _PLACES[result.outcome], -result.cost, -result.impact, result.id
