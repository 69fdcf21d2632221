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
        (800, 1000, Outcome.PASS, 1.0),
        (840, 1000, Outcome.PASS, 1.0),
        (1020, 1000, Outcome.FAIL, 0.5),
        (1200, 1000, Outcome.FAIL, 0.0),
    ],
)
def test_outcome(width, height, outcome, score):
    verdict = GUIDELINE.check(picture(width, height), GUIDELINE.limits)

    assert (verdict.outcome, verdict.score) == (outcome, pytest.approx(score))


@pytest.mark.parametrize(
    ("width", "advised"),
    [(400, "1000 x 1500"), (1000, "1000 x 1500"), (1200, "1200 x 1800")],
)
def test_advice_names_a_size_that_is_large_enough(width, advised):
    verdict = GUIDELINE.check(picture(width, width), GUIDELINE.limits)

    assert verdict.findings[0].advice == f"make it {advised} px"
