"""The guideline dark-image, around its limits."""

import dataclasses

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.features.color import Color
from tests.support.guideline_features import codes_of, judged, photo_pin


def deep(**values):
    """The same in strong, pure colors."""
    names = [field.name for field in dataclasses.fields(Color)]
    record = Color(**{name: 0.7 if name == "saturation" else 0 for name in names})
    return Features({**photo_pin(**values).records, Color: record})


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(photo_lightness=34.0), Outcome.PASS, 1.0, ()),
        (photo_pin(photo_lightness=33.5), Outcome.REVIEW, None, ("too-dark",)),
        (photo_pin(photo_lightness=24.0), Outcome.FAIL, 0.5, ("too-dark",)),
        # A text card of dark ground is no dark photo, and a small photo is half of one.
        (photo_pin(photo_lightness=10.0, picture_share=0.29), Outcome.PASS, 1.0, ()),
        (
            photo_pin(photo_lightness=10.0, picture_share=0.4),
            Outcome.FAIL,
            0.5,
            ("too-dark",),
        ),
        # A red car on red, a forest at night: dark for its colors.
        (deep(photo_lightness=24.0), Outcome.REVIEW, None, ("too-dark",)),
        (deep(photo_lightness=14.0), Outcome.FAIL, 0.0, ("too-dark",)),
        (deep(photo_lightness=60.0), Outcome.PASS, 1.0, ()),
        (photo_pin(white_point=32.0), Outcome.FAIL, 0.0, ("no-lights",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("dark-image", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
