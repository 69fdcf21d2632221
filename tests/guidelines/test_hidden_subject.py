"""The guideline hidden-subject, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.focal_point import FocalPoint
from scorer.guidelines import guideline
from tests.support.guideline_features import (
    codes_of,
    features,
    judged,
    line,
    overlay,
    together,
)


def focus(*lines, **values):
    """A focal point in a pin of 1000 x 1500 px with these lines."""
    return together(features(FocalPoint, **values), overlay(*lines))


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (focus(covered_share=0.045), Outcome.PASS, 1.0, ()),
        (focus(covered_face_share=0.15), Outcome.PASS, 1.0, ()),
        (
            focus(covered_face_share=0.5),
            Outcome.REVIEW,
            None,
            ("text-over-face",),
        ),
        (
            focus(covered_share=0.055),
            Outcome.REVIEW,
            None,
            ("text-over-subject",),
        ),
        (
            focus(covered_share=0.095, covered_face_share=0.5),
            Outcome.FAIL,
            0.5,
            ("text-over-subject",),
        ),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("hidden-subject", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


@pytest.mark.parametrize("field", ["covered_share", "covered_face_share"])
def test_on_the_limit_passes(field):
    bound = getattr(guideline("hidden-subject").limits, field)

    def found(value):
        return judged("hidden-subject", focus(**{field: value}))

    assert found(bound).outcome is Outcome.PASS
    assert found(bound * 0.99) != found(bound * 1.01)


WORDS = Box(100, 700, 800, 120)


def covering(subject, *others, box=WORDS):
    words = line(box=box, cap_height_px=100.0, background_spread=20.0)
    given = focus(words, *others, covered_share=0.2, subject_box=subject)
    return judged("hidden-subject", given).findings[0]


def test_words_go_where_the_subject_is_not():
    finding = covering(Box(200, 650, 600, 800))
    [place] = finding.fix.places

    assert finding.fix.kind == "move"
    assert place.top + place.height < 650
    assert place[2:] == WORDS[2:]
    assert "px up, off the subject" in finding.advice


def test_without_room_they_are_set_on_a_band():
    footer = line("example.com", box=Box(300, 1400, 400, 40), kind="url", block=1)
    finding = covering(Box(0, 20, 1000, 1400), footer)
    fix = finding.fix

    assert fix.kind == "band"
    assert fix.box.height + fix.height_px == 1500
    assert fix.box.top + fix.box.height >= 1440  # the footer stays
    assert fix.is_above == (WORDS.top + WORDS.height / 2 < 750)
    assert "on a plain band" in finding.advice


def test_a_page_of_words_over_a_subject_is_not_drawn():
    lines = [
        line(box=Box(50, top, 900, 120), cap_height_px=100.0, background_spread=20.0)
        for top in range(0, 1400, 130)
    ]
    given = focus(*lines, covered_share=0.2, subject_box=Box(0, 0, 1000, 1500))
    (finding,) = judged("hidden-subject", given).findings

    assert finding.fix is None
    assert "band of its own" in finding.advice


def test_a_small_mark_in_the_block_stays_where_it_is():
    mark = line(
        "Sarah", box=Box(120, 840, 80, 40), cap_height_px=30.0, background_spread=9.0
    )

    assert covering(Box(200, 650, 600, 800), mark).fix.boxes == (WORDS,)
