"""The guideline empty-space, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.guidelines import guideline
from tests.support.guideline_features import codes_of, judged, photo_pin

VOID = Box(0, 500, 400, 300)


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(void_share=0.1), Outcome.PASS, 1.0, ()),
        (photo_pin(void_share=0.12, void=VOID), Outcome.REVIEW, None, ("void",)),
        (photo_pin(void_share=0.35, void=VOID), Outcome.FAIL, 0.0, ("void",)),
        (photo_pin(words=False, void_share=0.9), Outcome.PASS, 1.0, ()),
        (photo_pin(border_share=0.575), Outcome.FAIL, 0.5, ("margin",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("empty-space", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


def test_empty_place_is_drawn_in_the_report():
    target = guideline("empty-space")

    verdict = target.check(photo_pin(void_share=0.3, void=VOID), target.limits)

    assert verdict.findings[0].region == VOID
