"""What to change first, and what it would be worth: one order, wherever it is told."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Outcome
from scorer.core.report import Gain, GuidelineResult, Suggestion
from scorer.core.units import Box
from scorer.guidelines import guidelines
from scorer.scoring.score import is_weighed, taken
from scorer.scoring.weights import weights

_MOST = 5
# Less than half a point is not worth the work.
_LEAST = 0.5
# A fault that would cost a pin without others so many points is advised on even where
# the end of the scale hides what it costs: several of them keep a pin at 0.
_HIDDEN = 2.0
_PLACES = {Outcome.FAIL: 0, Outcome.REVIEW: 1, Outcome.ERROR: 2}


def most_costly_first(
    results: Sequence[GuidelineResult],
) -> tuple[GuidelineResult, ...]:
    """Return the results that a reader must see, in the order to look at them.

    Problems come first, by the points that they cost; what costs nothing, such as a
    preview, after them; then what a person should look at; then what failed. What goes
    when another problem is fixed comes behind that one, and what is an estimate behind
    all problems that cost points and are sure.

    Args:
        results: Verdicts with their costs.
    """
    shown = [each for each in results if each.outcome in _PLACES]
    causes = [each for each in shown if _is_cause(each)]
    return tuple(sorted(shown, key=lambda each: _place(each, causes)))


def suggest(results: Sequence[GuidelineResult]) -> tuple[Suggestion, ...]:
    """Return the changes worth most guideline points, best first.

    At the end of the scale some are worth none before others are made.

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
        if each.outcome is Outcome.FAIL
        and is_weighed(each)
        and (each.cost >= _LEAST or is_hidden(each))
    ]
    return tuple(suggestions[:_MOST])


def is_hidden(result: GuidelineResult) -> bool:
    """Return whether the end of the scale hides what a problem costs."""
    known = weights()
    alone = known.points(known.base) - known.points(known.base - taken(result, known))
    return result.cost < _LEAST and alone >= _HIDDEN


def _change(result: GuidelineResult) -> str:
    """What the worst finding asks for, and how many others the points are for, too."""
    first, *others = result.findings
    more = len({each.advice for each in others} - {first.advice})
    return f"{first.advice} (and {more} more)" if more else first.advice


def _place(
    result: GuidelineResult, causes: Sequence[GuidelineResult]
) -> tuple[int, int, float, bool, float, int, str]:
    least = [each.cost for each in causes if _goes_with(result, each)]
    cost = min([result.cost, *least])
    place = _PLACES[result.outcome]
    return (
        place,
        _doubt(result),
        -cost,
        bool(least),
        -result.cost,
        -result.impact,
        result.id,
    )


def _doubt(result: GuidelineResult) -> int:
    """0 for a problem that is sure, 1 for an estimate, 2 for what costs nothing."""
    if result.cost < _LEAST:
        return 2
    found = guidelines().get(result.id)
    return int(bool(found and found.is_estimate))


def _is_cause(result: GuidelineResult) -> bool:
    """Whether others go when this one is fixed: their guideline, or their things."""
    return (
        result.outcome is Outcome.FAIL
        and bool(_settles(result))
        and any(each.region for each in result.findings)
    )


def _settles(result: GuidelineResult) -> tuple[str, ...]:
    found = guidelines().get(result.id)
    return found.settles if found else ()


def _goes_with(result: GuidelineResult, cause: GuidelineResult) -> bool:
    """Whether all that was found goes when the cause is fixed."""
    if result is cause or not result.findings:
        return False
    if result.id in _settles(cause):
        return True
    places = [each.region for each in cause.findings if each.region]
    return all(
        each.region is not None
        and any(Box.around([each.region, place]) == place for place in places)
        for each in result.findings
    )
