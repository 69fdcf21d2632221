"""The guideline low-contrast-text, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import judged, line, overlay


@pytest.mark.parametrize(
    ("contrast", "height", "stroke", "outcome"),
    [
        (5.8, 40.0, 4.0, Outcome.FAIL),  # more than an eighth is lost
        (6.1, 40.0, 4.0, Outcome.PASS),
        (7.0, 40.0, 4.0, Outcome.PASS),
        (3.6, 63.0, 12.0, Outcome.FAIL),  # large text, bold
        (4.0, 63.0, 12.0, Outcome.PASS),
        (4.0, 50.0, 10.0, Outcome.PASS),  # 14 pt bold: strokes of 2 dp
        (4.0, 48.0, 10.0, Outcome.FAIL),  # smaller
        (4.0, 63.0, 7.0, Outcome.FAIL),  # large text in thin strokes
        (5.1, 63.0, 8.75, Outcome.PASS),  # half way between
    ],
)
def test_contrast_limits(contrast, height, stroke, outcome):
    features = overlay(line(contrast=contrast, cap_height_px=height, stroke_px=stroke))

    assert judged("low-contrast-text", features).outcome is outcome


def test_ink_that_was_not_found_is_left_for_review():
    features = overlay(line(contrast=None))

    assert judged("low-contrast-text", features).outcome is Outcome.REVIEW


def test_findings_begin_with_the_headline_and_cut_nothing():
    others = [
        line(f"word {n}", contrast=1.5, kind="body", block=n, cap_height_px=300.0)
        for n in range(1, 9)
    ]
    features = overlay(*others, line("Easy dinner", contrast=2.0))
    findings = judged("low-contrast-text", features).findings

    said = "“Easy dinner” is faint: its contrast drops to 2:1; 7:1"
    assert findings[0].message.startswith(said)
    named = " ".join(finding.message for finding in findings)
    assert all(f"word {n}" in named for n in range(1, 9))


@pytest.mark.parametrize(
    ("spread", "advice"),
    [
        (0.0, "darken “Easy dinner” from #ff6b4a to #ad2000: it stands on #ffffff"),
        (20.0, "put a plain panel behind “Easy dinner”, such as #0a0a0a"),
    ],
)
def test_a_color_that_passes_is_named_where_the_background_is_even(spread, advice):
    faint = line(
        contrast=2.8,
        ink_color="#ff6b4a",
        background_color="#ffffff",
        background_spread=spread,
    )

    (finding,) = judged("low-contrast-text", overlay(faint)).findings

    assert finding.advice.startswith(advice)


def test_where_no_panel_can_help_another_color_is_named():
    faint = line(
        contrast=3.0,
        ink_color="#e04020",
        background_color="#ffe900",
        background_spread=20.0,
    )
    (finding,) = judged("low-contrast-text", overlay(faint)).findings

    assert finding.advice.startswith("darken “Easy dinner” from #")


def test_a_faint_footnote_in_a_strong_message_is_left_for_review():
    button = line("Get recipe", contrast=2.0, cap_height_px=22.0, kind="call-to-action")
    verdict = judged("low-contrast-text", overlay(line("word " * 8), button))

    assert verdict.outcome is Outcome.REVIEW
    assert "“Get recipe”" in verdict.findings[0].message


def test_letters_of_no_language_that_are_hardly_read_may_be_drawn():
    drawn = line("HAYAG TRIRHIN", contrast=2.0, confidence=0.9)
    name = line("JUJUTSU KAISEN", contrast=2.0, confidence=0.99)

    doubtful = judged("low-contrast-text", overlay(drawn))
    assert (doubtful.outcome, len(doubtful.findings)) == (Outcome.REVIEW, 1)
    assert judged("low-contrast-text", overlay(name)).outcome is Outcome.FAIL


def test_words_come_before_what_may_be_none():
    drawn = line("TRIRHIN", contrast=1.5, confidence=0.9, block=0)
    words = line("with butter", contrast=2.0, kind="body", block=1)
    verdict = judged("low-contrast-text", overlay(drawn, words))

    assert verdict.outcome is Outcome.FAIL
    assert [finding.object for finding in verdict.findings] == [
        "“with butter”",
        "“TRIRHIN”",
    ]


def test_where_most_words_may_be_part_of_the_photo_one_line_is_left_for_review():
    faint = line("Travel by Train", contrast=2.0)
    chars = [line("To refuse service", role="unsure", kind="unsure")] * 2

    assert judged("low-contrast-text", overlay(faint)).outcome is Outcome.FAIL
    verdict = judged("low-contrast-text", overlay(faint, *chars))
    assert (verdict.outcome, "added" in verdict.reason) == (Outcome.REVIEW, True)


def test_a_word_alone_beside_the_headline_may_be_a_name():
    head = line("Sundown time", cap_height_px=20.0)
    name = line("HUGO", contrast=2.0, kind="subline", block=1, cap_height_px=30.0)
    rest = line("with butter", contrast=4.0, kind="body", block=2)

    alone = judged("low-contrast-text", overlay(head, name))
    assert (alone.outcome, "may be a name" in alone.reason) == (Outcome.REVIEW, True)
    both = judged("low-contrast-text", overlay(head, name, rest))
    assert both.outcome is Outcome.FAIL
    assert both.findings[0].object == "“with butter”"


@pytest.mark.parametrize(
    ("word", "outcome"), [("BCBGMAX", Outcome.REVIEW), ("Dinner", Outcome.FAIL)]
)
def test_a_logo_may_be_as_faint_as_its_maker_likes(word, outcome):
    faint = line(word, contrast=2.0, confidence=0.99)

    assert judged("low-contrast-text", overlay(faint)).outcome is outcome


def test_where_white_letters_would_become_dark_their_ground_may_instead():
    faint = line(
        contrast=2.8,
        ink_color="#fffefe",
        background_color="#ff6a4a",
        background_spread=0.0,
    )
    (finding,) = judged("low-contrast-text", overlay(faint)).findings

    assert finding.advice.startswith("darken “Easy dinner” from #fffefe to #")
    assert finding.advice.endswith(", or the #ff6a4a behind it")


def test_letters_on_a_dark_ground_are_to_be_lightened():
    faint = line(
        contrast=2.0,
        ink_color="#404040",
        background_color="#000000",
        background_spread=0.0,
    )
    (finding,) = judged("low-contrast-text", overlay(faint)).findings

    assert finding.advice.startswith("lighten “Easy dinner” from #404040 to #")


@pytest.mark.parametrize(
    ("ink", "ground", "advice"),
    [
        ("#ffffff", "#c93732", "darken the #c93732 behind “Easy dinner” to #"),
        ("#000000", "#827b71", "lighten the #827b71 behind “Easy dinner” to #"),
        ("#8a7f80", "#808080", "set “Easy dinner” in #000000 on #"),
    ],
)
def test_where_no_letters_can_pass_the_background_is_to_change(ink, ground, advice):
    faint = line(
        contrast=2.0, ink_color=ink, background_color=ground, background_spread=0.0
    )
    (finding,) = judged("low-contrast-text", overlay(faint)).findings

    assert finding.advice.startswith(advice)
    assert finding.advice.endswith(f": no letters stand out enough on {ground}")


def test_letters_that_pass_on_no_panel_get_another_color_on_one():
    faint = line(
        contrast=2.0,
        ink_color="#8a7f80",
        background_color="#808080",
        background_spread=20.0,
    )
    (finding,) = judged("low-contrast-text", overlay(faint)).findings

    assert finding.advice.startswith("set “Easy dinner” in #000000 on a plain panel, ")
