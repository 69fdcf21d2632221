"""The guideline noisy-photo, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, judged, photo_pin


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(noise=2.2), Outcome.PASS, 1.0, ()),
        (photo_pin(noise=2.4), Outcome.REVIEW, None, ("noisy",)),
        (photo_pin(noise=3.75), Outcome.FAIL, 0.5, ("noisy",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("noisy-photo", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
