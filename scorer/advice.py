"""What to change first, and what it would be worth."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Outcome
from scorer.core.report import Gain, GuidelineResult, Suggestion
from scorer.scoring import weight

_MOST = 5


def suggest(results: Sequence[GuidelineResult]) -> tuple[Suggestion, ...]:
    """Return the changes worth most guideline points, best first."""
    total = sum(weight(each) for each in results)
    failed = [each for each in results if each.outcome is Outcome.FAIL and weight(each)]
    suggestions = [
        Suggestion(
            change=each.findings[0].advice,
            gain=Gain(round(100 * weight(each) * (1 - (each.score or 0)) / total, 1)),
            guideline=each.id,
        )
        for each in failed
    ]
    ranked = sorted(suggestions, key=lambda each: -each.gain.guidelines)
    return tuple(ranked[:_MOST])
