"""The guideline letterboxed-image, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, judged, photo_pin


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(bars_share=0.14), Outcome.PASS, 1.0, ()),
        (photo_pin(bars_share=0.15), Outcome.REVIEW, None, ("bars",)),
        (photo_pin(bars_share=0.38), Outcome.FAIL, 0.5, ("bars",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("letterboxed-image", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
