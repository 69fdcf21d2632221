"""What findings say of the mended state: enough to draw it, and true."""

import pytest

from scorer.core.fix import (
    Band,
    Color,
    Crop,
    Headline,
    Layout,
    Lift,
    Move,
    Panel,
    Scale,
    Text,
)
from scorer.core.guideline import Finding
from scorer.core.storage.codec import from_json, to_json
from scorer.core.units import Box, Quantity
from scorer.fixes.place import moved_inside
from scorer.vision.color.legible import contrast_of
from tests.support.guideline_features import SENTENCE, judged, line, overlay

BOX = Box(10, 20, 300, 40)
FIXES = [
    Scale((BOX,), 1.6),
    Color((BOX,), "#777777", "#333333", "#ffffff"),
    Panel((BOX,), "#ffffff", "#222222"),
    Move((BOX,), (Box(30, 30, 280, 37),)),
    Crop(BOX, 800, 1200),
    Layout(BOX, (BOX,), 1.5, 30, 1000, 1500),
    Band(BOX, (BOX,), 0.9, 300, is_above=True),
    Headline(BOX, "Ten easy dinners", 40.0),
    Lift(0.0, 100.0, 0.6),
    Panel((BOX,)),
    Text((BOX,)),
]


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: fix.kind)
def test_a_stored_fix_is_read_as_what_it_was(fix):
    one = Quantity(1)
    finding = Finding("code", "seen", "do", one, one, BOX, "“words”", fix)

    assert from_json(Finding, to_json(finding)) == finding


def test_a_report_from_before_is_read_without_one():
    one = Quantity(1)
    text = to_json(Finding("code", "seen", "do", one, one))

    assert from_json(Finding, text.split(',"object"')[0] + "}").fix is None


def test_a_headline_is_scaled_to_the_limit():
    (finding,) = judged(
        "small-text", overlay(line(SENTENCE, cap_height_px=19.25))
    ).findings

    assert finding.fix == Scale((Box(100, 100, 400, 60),), pytest.approx(2.0))
    assert finding.object == f"“{SENTENCE}”"


@pytest.mark.parametrize("ground", ["#ffffff", "#808080", "#c93732", "#101010"])
@pytest.mark.parametrize("ink", ["#8a7f80", "#ffffff", "#40b3b0"])
@pytest.mark.parametrize("spread", [0.0, 20.0])
def test_the_colors_that_are_named_have_the_contrast(ground, ink, spread):
    faint = line(
        contrast=1.5,
        ink_color=ink,
        background_color=ground,
        background_spread=spread,
    )
    (finding,) = judged("low-contrast-text", overlay(faint)).findings
    fix = finding.fix

    pair = (fix.color, fix.ink if fix.kind == "panel" else fix.background)
    can_pass = any(
        contrast_of(x, ground) >= finding.limit.value for x in ("#000000", "#ffffff")
    )
    assert spread or (fix.kind == "color") is can_pass
    assert contrast_of(*pair) >= finding.limit.value - 0.01


@pytest.mark.parametrize(
    ("box", "place"),
    [
        (Box(-5, 400, 300, 40), Box(30, 400, 300, 40)),
        (Box(900, 1490, 90, 40), Box(880, 1430, 90, 40)),
        (Box(0, 400, 1000, 50), Box(30, 400, 940, 47)),
    ],
)
def test_a_line_is_moved_within_the_margin_or_made_smaller(box, place):
    assert moved_inside(box, 30, 1000, 1500) == Move((box,), (place,))


def test_lines_in_the_corner_go_together():
    lines = [
        line("Dinner", box=Box(850, 1380, 120, 30), kind="subline"),
        line("in ten", box=Box(850, 1430, 100, 30), kind="subline"),
    ]
    (finding,) = judged("covered-corner", overlay(line(), *lines)).findings
    move = finding.fix

    assert move.boxes == tuple(x.box for x in lines)
    assert all(x.left + x.width <= 820 or x.top + x.height <= 1320 for x in move.places)
    assert finding.advice.startswith("move “Dinner in ten” ")
    assert finding.advice.endswith(", out of that corner")


def test_too_many_words_are_shown_without_all_but_the_headline():
    body = [
        line("word " * 12, box=Box(100, 300 + 80 * n, 600, 40), kind="body")
        for n in range(4)
    ]
    (finding,) = judged("wordy-text", overlay(line(SENTENCE), *body)).findings

    assert finding.fix == Text(tuple(x.box for x in body))
