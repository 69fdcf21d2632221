"""The guideline scattered-focus, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.clutter import Clutter
from scorer.features.color import Color
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.layout import Layout
from scorer.guidelines import guideline
from tests.support.guideline_features import (
    codes_of,
    features,
    judged,
    line,
    overlay,
    together,
)


def looks(share=0.5, **values):
    """A focal point in a pin with that share of plain ground."""
    picture = features(Geometry, width_px=1000, height_px=1500)
    color = features(Color, background_share=share)
    return together(
        features(FocalPoint, **values),
        color,
        picture,
        overlay(),
        features(Clutter, map=()),
        features(Layout),
    )


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (looks(held_share=0.0, share=0.91), Outcome.NOT_APPLICABLE, None, ()),
        (looks(held_share=0.5), Outcome.PASS, 1.0, ()),
        (looks(face_count=1), Outcome.FAIL, 0.0, ("no-focal-point",)),
        (
            looks(held_share=0.0, share=0.9),
            Outcome.FAIL,
            0.0,
            ("no-focal-point",),
        ),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("scattered-focus", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


@pytest.mark.parametrize("field", ["held_share"])
def test_on_the_limit_passes(field):
    bound = getattr(guideline("scattered-focus").limits, field)

    def found(value):
        return judged("scattered-focus", looks(**{field: value}))

    assert found(bound).outcome is Outcome.PASS
    assert found(bound * 0.99) != found(bound * 1.01)


FACE = Box(400, 300, 200, 200)


def test_what_may_be_a_face_waives_nothing():
    seen = looks(held_share=0.1, focal_box=Box(350, 250, 300, 300), faces=(FACE,))
    bare = looks(held_share=0.1, focal_box=Box(350, 250, 300, 300))

    assert (
        judged("scattered-focus", seen).score == judged("scattered-focus", bare).score
    )
    assert judged("scattered-focus", seen).outcome is Outcome.FAIL


def test_a_crop_that_cuts_nothing_but_ground_is_advised_and_drawn():
    subject = Box(600, 900, 200, 200)
    (finding,) = judged(
        "scattered-focus", looks(held_share=0.1, subject_box=subject)
    ).findings

    assert "crop closer" in finding.advice
    assert finding.fix.box == Box(500, 700, 400, 600)
    assert (finding.fix.width_px, finding.fix.height_px) == (1000, 1500)


def test_a_crop_that_would_cut_into_other_things_is_not_advised():
    full = tuple((1.0,) * 24 for _ in range(36))
    seen = looks(held_share=0.1, subject_box=Box(600, 900, 200, 200))
    (finding,) = judged(
        "scattered-focus", together(seen, features(Clutter, map=full))
    ).findings

    assert finding.fix is None
    assert "crop" not in finding.advice


def test_of_a_collage_one_picture_is_made_larger():
    full = features(Clutter, map=((1.0,) * 24,) * 36)
    given = together(looks(held_share=0.1), features(Layout, is_collage=True), full)
    (finding,) = judged("scattered-focus", given).findings

    assert finding.advice == "make one picture clearly larger than the others"


def test_a_pin_full_of_words_is_told_to_show_one_picture():
    given = together(
        looks(held_share=0.1),
        overlay(line("word " * 50, box=Box(20, 20, 960, 1400))),
    )
    (finding,) = judged("scattered-focus", given).findings

    assert "cut words" in finding.advice
    assert finding.fix is None
