"""The guideline faded-image, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, judged, photo_pin


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        # Pale but with white, dark but with black: designs, not veils.
        (photo_pin(black_point=60.0), Outcome.PASS, 1.0, ()),
        (photo_pin(white_point=50.0), Outcome.PASS, 1.0, ()),
        (
            photo_pin(black_point=21.0, white_point=70.0),
            Outcome.REVIEW,
            None,
            ("faded",),
        ),
        (photo_pin(black_point=40.0, white_point=60.0), Outcome.FAIL, 0.0, ("faded",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("faded-image", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
