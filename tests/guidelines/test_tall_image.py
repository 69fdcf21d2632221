"""The guideline tall-image, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.features.clutter import Clutter
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from tests.support.guideline_features import codes_of, features, judged, together


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


def test_a_pin_full_from_top_to_foot_is_cropped_to_the_nearest_shape():
    full = features(Clutter, map=((1.0,) * 24,) * 36)
    given = together(shape(1000, 2000), features(FocalPoint), full)
    (finding,) = judged("tall-image", given).findings

    assert finding.advice.startswith("crop it to 9:16, 1000 × 1778 px: 2:3 would cut")
    assert finding.fix.box.height == 1778
