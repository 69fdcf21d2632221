"""What to change first, and what it would be worth."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Outcome
from scorer.core.report import Gain, GuidelineResult, Suggestion
from scorer.scoring.score import is_weighed

_MOST = 5


def suggest(results: Sequence[GuidelineResult]) -> tuple[Suggestion, ...]:
    """Return the changes worth most guideline points, best first.

    Args:
        results: Verdicts with their costs.
    """
    suggestions = [
        Suggestion(
            change=each.findings[0].advice,
            gain=Gain(each.cost),
            guideline=each.id,
        )
        for each in results
        if each.outcome is Outcome.FAIL and is_weighed(each)
    ]
    ranked = sorted(suggestions, key=lambda each: -each.gain.guidelines)
    return tuple(ranked[:_MOST])
