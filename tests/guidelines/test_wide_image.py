"""Wide pins."""

import dataclasses

import pytest

from scorer.core.family import Features
from scorer.core.fix import Crop
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.clutter import Clutter
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines.wide_image import GUIDELINE
from scorer.text.line.text_line import TextLine
from tests.support.guideline_features import features, line, overlay, together


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


def with_words(width, height, *boxes):
    """A picture with lines of text in these places."""
    lines = tuple(TextLine("words", Box(*each), 20.0, 9.0, 0.95) for each in boxes)
    values = {field.name: 0 for field in dataclasses.fields(TextOverlay)}
    text = TextOverlay(**{**values, "lines": lines})
    return Features({**picture(width, height).records, TextOverlay: text})


@pytest.mark.parametrize(
    ("features", "advice"),
    [
        (picture(1200, 1200), "crop it to 2:3, 800 × 1200 px"),
        (picture(400, 400), "crop the original to 2:3 and export it at 1000 × 1500 px"),
        (
            with_words(1200, 1200, (0, 9, 900, 9)),
            "crop it to 4:5, 960 × 1200 px: 2:3 would cut into what is on it",
        ),
        (with_words(1200, 1200, (0, 9, 990, 9)), "lay it out anew at 1000 × 1500 px"),
        (with_words(1200, 1200, (50, 9, 700, 9)), "crop it to 2:3, 800 × 1200 px"),
    ],
)
def test_a_crop_is_advised_where_it_cuts_no_words(features, advice):
    (finding,) = GUIDELINE.check(features, GUIDELINE.limits).findings

    assert finding.advice.startswith(advice)


def test_the_crop_keeps_the_words_and_lies_within_the_picture():
    features = with_words(1200, 1200, (1000, 9, 190, 9), (450, 90, 99, 9))
    (finding,) = GUIDELINE.check(features, GUIDELINE.limits).findings

    assert finding.fix == Crop(Box(400, 0, 800, 1200), 800, 1200)


@pytest.mark.parametrize(
    ("columns", "box"),
    [
        ((8, 14), Box(200, 0, 800, 1200)),
        ((2, 19), Box(90, 0, 960, 1200)),
        ((0, 23), Box(0, 0, 800, 1200)),  # a landscape, which both cut
    ],
)
def test_what_would_be_cut_at_2_to_3_is_kept_at_4_to_5(columns, box):
    first, last = columns
    row = tuple(1.0 if first <= x <= last else 0.0 for x in range(24))
    seen = features(FocalPoint, subject_box=Box(500, 500, 200, 200))
    given = together(picture(1200, 1200), seen, features(Clutter, map=(row,) * 36))
    (finding,) = GUIDELINE.check(given, GUIDELINE.limits).findings

    assert finding.fix.box.width == box.width
    shape = "4:5" if first == 2 else "2:3"
    assert finding.advice.startswith(f"crop it to {shape}, {box.width} × 1200 px")


def test_a_crop_keeps_faces():
    seen = features(
        FocalPoint, subject_box=Box(700, 700, 100, 100), faces=(Box(50, 50, 200, 200),)
    )
    given = together(picture(1200, 1200), seen)
    (finding,) = GUIDELINE.check(given, GUIDELINE.limits).findings

    assert finding.fix.box.left <= 50


MIDDLE = Box(500, 600, 300, 300)


def layout(*boxes, subject=MIDDLE):
    lines = tuple(TextLine("words", Box(*each), 60.0, 9.0, 0.95) for each in boxes)
    values = {field.name: 0 for field in dataclasses.fields(TextOverlay)}
    values |= {"lines": lines, "dp_per_px": 0.15, "image_width_px": 1200}
    focus = {field.name: 0 for field in dataclasses.fields(FocalPoint)} | {"faces": ()}
    records = {
        **picture(1200, 1200).records,
        TextOverlay: TextOverlay(**values),
        FocalPoint: FocalPoint(**{**focus, "subject_box": subject}),
    }
    (finding,) = GUIDELINE.check(Features(records), GUIDELINE.limits).findings
    return finding.fix


def test_words_that_a_crop_would_cut_are_set_anew_away_from_the_subject():
    boxes = [(0, 9, 1100, 80), (100, 109, 900, 60)]
    for top, is_low in ((700, True), (100, False)):
        fix = layout(*boxes, subject=Box(500, top, 300, 300))

        assert fix.box[2:] == (800, 1200)
        assert fix.boxes == tuple(Box(*each) for each in boxes)
        # Capitals of 60 px are 9 dp on a pin of 800 px, whose pixels are larger.
        assert fix.factor == pytest.approx(9 / (60 * 0.15 * 1200 / 800))
        assert (fix.top < 600) is is_low


def test_many_lines_or_long_ones_are_no_drawing():
    assert layout(*[(0, 9 + 90 * n, 1100, 80) for n in range(7)]) is None
    assert layout(*[(0, 9 + 190 * n, 1100, 180) for n in range(6)]) is None


ASIDE = overlay(
    line(box=Box(900, 20, 290, 60)), image_width_px=1200, image_height_px=600
)


def with_subject(given, left, width):
    box = Box(left, 100, width, 400)
    focus = features(FocalPoint, subject_box=box, focal_box=box, map=((0.5,),))
    return together(given, focus)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        # 400 of 1200 px are kept: a third of a subject that fills the picture
        (
            with_subject(picture(1200, 600), 0, 1200),
            "take an upright picture, or crop the original to 2:3 and export it at "
            "1000 × 1500 px: that cuts off 67 % of what it shows",
        ),
        (
            with_subject(picture(1200, 600), 100, 450),
            "crop the original to 2:3 and export it at 1000 × 1500 px",
        ),
        # Words on the right, subject on the left: no crop holds both.
        (
            with_subject(together(picture(1200, 600), ASIDE), 0, 350),
            "lay it out anew at 1000 × 1500 px: a crop that keeps the words would cut "
            "off what it shows",
        ),
    ],
)
def test_a_crop_that_cuts_off_the_subject_is_not_advised_alone(given, advice):
    (finding,) = GUIDELINE.check(given, GUIDELINE.limits).findings

    assert finding.advice == advice
