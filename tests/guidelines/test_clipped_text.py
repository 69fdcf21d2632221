"""The guideline clipped-text, around its limits."""

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.text_edges import TextEdges
from scorer.features.text_overlay import TextOverlay
from tests.support.guideline_features import judged, line, overlay


def test_clipped_line_is_named():
    verdict = judged("clipped-text", overlay(line(is_clipped=True), line("whole")))

    assert [finding.code for finding in verdict.findings] == ["cut-off"]
    assert verdict.score == 0


@pytest.mark.parametrize(("top", "edge"), [(0, "top"), (1465, "bottom")])
@pytest.mark.parametrize("lines", [(), (line(),)])
def test_a_row_that_is_cut_off_unread_is_half_a_fault(top, edge, lines):
    text = overlay(*lines)[TextOverlay]
    rows = TextEdges(1, (Box(80, top, 700, 35),))
    verdict = judged("clipped-text", Features({TextOverlay: text, TextEdges: rows}))

    assert (verdict.outcome, verdict.score) == (Outcome.FAIL, 0.5)
    assert edge in verdict.findings[0].advice


def test_a_clipped_headline_is_more_than_an_unread_row():
    text = overlay(line(is_clipped=True))[TextOverlay]
    rows = TextEdges(1, (Box(80, 0, 700, 35),))
    verdict = judged("clipped-text", Features({TextOverlay: text, TextEdges: rows}))

    assert verdict.score == 0
    assert [each.code for each in verdict.findings] == ["cut-off", "cut-row"]


def test_a_clipped_footer_is_less_than_a_clipped_headline():
    small = line("brand", is_clipped=True, cap_height_px=21.0)

    assert judged("clipped-text", overlay(line(), small)).score == pytest.approx(
        1 - 21 / (0.75 * 63)
    )


@pytest.mark.parametrize(
    ("text", "left", "outcome"),
    [
        ("EXHIBITION", 2, Outcome.REVIEW),
        ("XHIBITION", 2, Outcome.FAIL),  # no word
        ("EXHIBITION", 75, Outcome.FAIL),  # where its block begins
    ],
)
def test_a_whole_word_that_a_frame_seems_to_touch_is_for_a_person(text, left, outcome):
    first = line(text, is_clipped=True, confidence=1.0, box=Box(left, 100, 400, 60))
    second = line("OF PHOTOGRAPHS", box=Box(75, 200, 500, 60))

    assert judged("clipped-text", overlay(first, second)).outcome is outcome


def test_a_turned_line_that_seems_to_be_cut_is_for_a_person():
    turned = line("Bumbu", is_clipped=True, angle_deg=18.0)

    assert judged("clipped-text", overlay(turned)).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("quality", "outcome"),
    [(0.0, Outcome.FAIL), (0.64, Outcome.REVIEW), (0.65, Outcome.FAIL)],
)
def test_letters_that_melt_into_their_ground_are_for_a_person(quality, outcome):
    decorated = line("JUJUTSU KAISEN", is_clipped=True, ink_quality=quality)

    assert judged("clipped-text", overlay(decorated)).outcome is outcome
