"""The guideline empty-space, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.clutter import Clutter
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.guidelines import guideline
from tests.support.guideline_features import (
    codes_of,
    features,
    judged,
    line,
    overlay,
    photo_pin,
    together,
)

VOID = Box(0, 500, 400, 300)


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (photo_pin(void_share=0.1), Outcome.PASS, 1.0, ()),
        (photo_pin(void_share=0.12, void=VOID), Outcome.REVIEW, None, ("void",)),
        (photo_pin(void_share=0.35, void=VOID), Outcome.FAIL, 0.0, ("void",)),
        (photo_pin(words=False, void_share=0.9), Outcome.PASS, 1.0, ()),
        (photo_pin(border_share=0.575), Outcome.FAIL, 0.5, ("margin",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("empty-space", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


def test_empty_place_is_drawn_in_the_report():
    target = guideline("empty-space")

    verdict = target.check(photo_pin(void_share=0.3, void=VOID), target.limits)

    assert verdict.findings[0].region == VOID


def around(*cells, **focus):
    """A pin of 1000 x 1500 px with something in these cells of 24 columns, 36 rows."""
    rows = tuple(
        tuple(0.6 if (x, y) in cells else 0.0 for x in range(24)) for y in range(36)
    )
    return together(
        features(Geometry, width_px=1000, height_px=1500),
        features(Clutter, map=rows),
        features(FocalPoint, **{"subject_box": Box(450, 700, 100, 100), **focus}),
    )


WORDS = (
    line("Ten easy dinners", box=Box(100, 200, 500, 60)),
    line("for slow evenings", box=Box(100, 280, 500, 60)),
)


@pytest.mark.parametrize(
    ("void", "factor"),
    [
        (Box(0, 350, 1000, 280), 1.5),  # below: 140 px of words and 280 of room
        (Box(650, 150, 300, 900), 1.4),  # beside: 500 px and 300
    ],
)
def test_words_beside_an_empty_place_are_enlarged_into_it(void, factor):
    pin = together(photo_pin(void_share=0.3, void=void), overlay(*WORDS, line_count=2))
    (finding,) = judged("empty-space", pin).findings

    assert finding.fix.kind == "scale"
    assert finding.fix.factor == factor
    assert finding.fix.boxes == tuple(each.box for each in WORDS)
    assert finding.advice.startswith(
        "enlarge “Ten easy dinners for slow evenings” about"
    )


def test_words_far_from_an_empty_place_stay():
    void = Box(0, 900, 1000, 400)
    pin = together(photo_pin(void_share=0.3, void=void), overlay(*WORDS, line_count=2))
    (finding,) = judged("empty-space", pin).findings

    assert finding.fix is None


def test_a_list_below_its_headline_gets_larger_with_it():
    items = [
        line("Item", box=Box(100, top, 300, 30), cap_height_px=20.0, block=1)
        for top in (380, 430, 480)
    ]
    void = Box(0, 560, 1000, 600)
    pin = together(
        photo_pin(void_share=0.4, void=void), overlay(*WORDS, *items, line_count=5)
    )
    (finding,) = judged("empty-space", pin).findings

    assert len(finding.fix.boxes) == 5


def test_words_that_cross_an_empty_side_stay():
    crossing = line("A line", box=Box(100, 300, 880, 60))
    void = Box(650, 150, 300, 900)
    pin = together(
        photo_pin(void_share=0.3, void=void), overlay(crossing, line_count=1)
    )
    (finding,) = judged("empty-space", pin).findings

    assert finding.fix is None
    assert "fill the empty area" in finding.advice


def test_a_margin_is_cropped_to_what_is_inside():
    pin = together(photo_pin(words=False, border_share=0.6), around((8, 14), (15, 21)))
    (finding,) = judged("empty-space", pin).findings
    box = finding.fix.box

    assert finding.fix.kind == "crop"
    assert box.width / box.height == pytest.approx(2 / 3, rel=0.01)
    assert box.left <= 333
    assert box.left + box.width >= 666
    assert box.top <= 583
    assert box.top + box.height >= 916
    assert f"{box.width} × {box.height} px" in finding.advice


def test_a_subject_that_fills_the_pin_is_not_cropped():
    pin = together(
        photo_pin(words=False, border_share=0.6),
        around((2, 1), (21, 34), subject_box=Box(100, 50, 800, 1400)),
    )
    (finding,) = judged("empty-space", pin).findings

    assert finding.fix is None
    assert finding.advice == "enlarge what is inside the margin"


def test_words_grow_towards_the_empty_place():
    def keeps(void):
        given = photo_pin(void_share=0.3, void=void)
        given = together(given, overlay(*WORDS, line_count=2))
        return judged("empty-space", given).findings[0].fix.keeps

    assert keeps(Box(0, 350, 1000, 280)) == "top"
    assert keeps(Box(0, 0, 1000, 195)) == "bottom"


def test_many_words_grow_no_further_than_leaves_the_picture_room():
    many = line("word " * 40, box=Box(100, 200, 800, 200), cap_height_px=130.0)
    void = Box(0, 410, 1000, 500)
    given = together(
        photo_pin(void_share=0.3, void=void),
        overlay(many, line_count=1, block_area_share=0.2),
    )
    (finding,) = judged("empty-space", given).findings

    # 800 x 1.5 x 130 of 1000 x 1500 px are .104, and .096 are of others.
    assert finding.fix.factor == pytest.approx((0.204 / 0.104) ** 0.5, abs=0.06)


def test_a_margin_is_not_cropped_where_words_are_enlarged():
    given = together(
        photo_pin(void_share=0.3, void=Box(0, 350, 1000, 280), border_share=0.6),
        around((8, 14), (15, 21)),
        overlay(*WORDS, line_count=2),
    )
    void, margin = judged("empty-space", given).findings

    assert void.fix.kind == "scale"
    assert margin.fix is None


@pytest.mark.parametrize(
    ("picture", "lines", "advice"),
    [
        (0.3, WORDS, "enlarge “Ten easy dinners for slow evenings” about 1.5 times"),
        (0.0, WORDS, "put a photo or a drawing into the empty area, or enlarge “Ten"),
        (0.0, (), "put a photo or a drawing into the empty area, or enlarge the words"),
        (0.3, (), "enlarge the picture or the words to fill the empty area"),
    ],
)
def test_only_a_picture_that_is_there_is_enlarged(picture, lines, advice):
    void = Box(0, 350, 1000, 280)
    far = line("far away", box=Box(100, 1300, 300, 20), cap_height_px=12.0)
    given = together(
        photo_pin(void_share=0.3, void=void, picture_share=picture),
        overlay(*(lines or (far,)), line_count=2),
    )
    (finding,) = judged("empty-space", given).findings

    assert finding.advice.startswith(advice)


def test_what_stands_with_the_headline_grows_with_it_in_as_many_lines_as_it_takes():
    wide = line("Ten easy dinners", box=Box(50, 200, 800, 60))
    below = line("for slow evenings", kind="subline", box=Box(50, 280, 800, 60))
    void = Box(0, 350, 1000, 280)
    given = together(
        photo_pin(void_share=0.3, void=void), overlay(wide, below, line_count=2)
    )
    (finding,) = judged("empty-space", given).findings

    assert finding.advice == (
        "enlarge “Ten easy dinners” and the words with it about 1.5 times, in more "
        "lines: there is room"
    )


def test_words_grow_no_further_than_the_longest_fits_the_pin():
    word = line("Menopause", box=Box(100, 200, 760, 100))
    void = Box(0, 310, 1000, 600)
    given = together(photo_pin(void_share=0.3, void=void), overlay(word, line_count=1))
    (finding,) = judged("empty-space", given).findings

    assert finding.fix.factor * 760 <= 920


def test_an_empty_pin_is_not_told_to_enlarge_what_is_not_there():
    (finding,) = judged(
        "empty-space", photo_pin(words=False, border_share=1.0)
    ).findings

    assert (
        finding.advice == "put a photo or a drawing on the pin: there is nothing on it"
    )


@pytest.mark.parametrize(
    ("words", "share", "may_grow"),
    [(10, 0.4, True), (24, 0.2, True), (24, 0.35, False), (60, 0.2, False)],
)
@pytest.mark.parametrize("picture_share", [0.0, 0.5])
def test_words_that_are_too_many_are_not_told_to_get_larger(
    words, share, may_grow, picture_share
):
    text = overlay(
        line("word " * words, box=Box(100, 1300, 500, 60)),
        line_count=1,
        block_area_share=share,
    )
    photo = photo_pin(
        void_share=0.3, void=Box(0, 100, 1000, 300), picture_share=picture_share
    )
    (finding,) = judged("empty-space", together(photo, text)).findings

    assert ("the words" in finding.advice) is may_grow
    assert ("a photo or a drawing" in finding.advice) is (picture_share == 0)
