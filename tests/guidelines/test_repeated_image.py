"""The guideline repeated-image, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, judged, photo_pin


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(echo=0.19, repetition=0.43), Outcome.PASS, 1.0, ()),
        (photo_pin(echo=0.21), Outcome.REVIEW, None, ("printed-twice",)),
        (photo_pin(echo=0.4), Outcome.FAIL, 0.0, ("printed-twice",)),
        (photo_pin(repetition=0.675), Outcome.FAIL, 0.5, ("tiled",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("repeated-image", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
