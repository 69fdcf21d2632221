"""The guideline compressed-photo, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, judged, photo_pin


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(blockiness=0.34), Outcome.PASS, 1.0, ()),
        (photo_pin(blockiness=0.37), Outcome.REVIEW, None, ("blocks",)),
        (photo_pin(blockiness=0.69), Outcome.FAIL, 0.5, ("blocks",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("compressed-photo", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
