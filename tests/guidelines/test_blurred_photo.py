"""The guideline blurred-photo, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, judged, photo_pin


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(), Outcome.PASS, 1.0, ()),
        (photo_pin(detail_width_px=403.0), Outcome.PASS, 1.0, ()),
        (photo_pin(detail_width_px=380.0), Outcome.REVIEW, None, ("blurred",)),
        (photo_pin(detail_width_px=274.5), Outcome.FAIL, 0.5, ("blurred",)),
        (photo_pin(detail_width_px=100.0), Outcome.FAIL, 0.0, ("blurred",)),
        (photo_pin(detail_width_px=None), Outcome.NOT_APPLICABLE, None, ()),
        (photo_pin(lettering_width_px=700.0), Outcome.PASS, 1.0, ()),
        (photo_pin(lettering_width_px=650.0), Outcome.REVIEW, None, ("soft-letters",)),
        (photo_pin(lettering_width_px=450.0), Outcome.FAIL, 0.5, ("soft-letters",)),
        (photo_pin(pixelation_share=0.6), Outcome.FAIL, 0.5, ("pixelated",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("blurred-photo", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
