"""The guideline low-resolution, around its limits."""

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
        (shape(999, 1500), Outcome.REVIEW, None, ("below-advised",)),
        (shape(549, 820), Outcome.REVIEW, None, ("below-advised",)),
        (shape(366, 549), Outcome.FAIL, 0.5, ("below-minimum",)),
        (shape(183, 275), Outcome.FAIL, 0.0, ("below-minimum",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("low-resolution", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
