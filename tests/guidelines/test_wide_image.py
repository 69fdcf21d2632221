"""Wide pins."""

import dataclasses

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.features.geometry import Geometry
from scorer.guidelines.wide_image import GUIDELINE


def picture(width, height):
    values = {"width_px": width, "height_px": height, "aspect_ratio": width / height}
    fields = [values.get(field.name, 0) for field in dataclasses.fields(Geometry)]
    return Features({Geometry: Geometry(*fields)})


@pytest.mark.parametrize(
    ("width", "height", "outcome", "score"),
    [
        (1000, 1500, Outcome.PASS, 1.0),
        (700, 1000, Outcome.PASS, 1.0),
        (1000, 1000, Outcome.FAIL, 0.5),
        (1500, 1000, Outcome.FAIL, 0.0),
    ],
)
def test_outcome(width, height, outcome, score):
    verdict = GUIDELINE.check(picture(width, height), GUIDELINE.limits)

    assert (verdict.outcome, verdict.score) == (outcome, pytest.approx(score))


def test_advice_names_the_size():
    verdict = GUIDELINE.check(picture(1000, 1000), GUIDELINE.limits)

    assert "1000 x 1500 px" in verdict.findings[0].advice
