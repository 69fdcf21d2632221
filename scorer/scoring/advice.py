"""What to change first, and what it would be worth."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Outcome
from scorer.core.report import Gain, GuidelineResult, Suggestion
from scorer.scoring.score import is_weighed, score, share_left

_MOST = 5


def suggest(results: Sequence[GuidelineResult]) -> tuple[Suggestion, ...]:
    """Return the changes worth most guideline points, best first."""
    now = score(results).guidelines or 0.0
    suggestions = [
        Suggestion(
            change=each.findings[0].advice,
            gain=Gain(round(now / share_left(each) - now, 1)),
            guideline=each.id,
        )
        for each in results
        if each.outcome is Outcome.FAIL and is_weighed(each)
    ]
    ranked = sorted(suggestions, key=lambda each: -each.gain.guidelines)
    return tuple(ranked[:_MOST])
