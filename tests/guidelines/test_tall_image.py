"""The guideline tall-image, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.features.geometry import Geometry
from tests.support.guideline_features import codes_of, features, judged


def shape(width, height):
    ratio = width / height
    return features(Geometry, width_px=width, height_px=height, aspect_ratio=ratio)


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (shape(1000, 1500), Outcome.PASS, 1.0, ()),
        (shape(1080, 1920), Outcome.PASS, 1.0, ()),
        (shape(516, 1000), Outcome.FAIL, 0.5, ("too-tall",)),
        (shape(475, 1000), Outcome.FAIL, 0.0, ("cut-off",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("tall-image", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
