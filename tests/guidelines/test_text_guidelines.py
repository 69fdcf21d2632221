"""The guidelines on overlay text, on hand-made features."""

import dataclasses

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines import guidelines
from scorer.text.line.text_line import TextLine

_TEXT = (
    "small-text",
    "low-contrast-text",
    "crowded-text",
    "wordy-text",
    "missing-text",
    "clipped-text",
    "covered-corner",
)


def line(text="Easy dinner", **fields):
    given = {
        "box": Box(100, 100, 400, 60),
        "cap_height_px": 63.0,
        "contrast": 12.0,
        "confidence": 0.95,
    }
    return TextLine(text=text, **{**given, **fields})


def overlay(*lines, unread="", **fields):
    """Features of a 1000 x 1500 px pin with these lines."""
    values = {field.name: 0 for field in dataclasses.fields(TextOverlay)}
    values |= {
        "word_count": sum(len(each.text.split()) for each in lines),
        "lines": tuple(lines),
        "dp_per_px": 0.2,
        "image_width_px": 1000,
        "image_height_px": 1500,
        "unread": unread,
    }
    return Features({TextOverlay: TextOverlay(**{**values, **fields})})


def judged(name, features):
    guideline = guidelines()[name]
    return guideline.check(features, guideline.limits)


@pytest.mark.parametrize("name", _TEXT)
def test_an_engine_that_cannot_read_leaves_the_pin_for_review(name):
    verdict = judged(name, overlay(unread="Tamil is not read"))

    assert (verdict.outcome, verdict.reason) == (Outcome.REVIEW, "Tamil is not read")


@pytest.mark.parametrize("name", sorted(set(_TEXT) - {"missing-text"}))
def test_without_text_there_is_nothing_to_judge(name):
    assert judged(name, overlay()).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("name", _TEXT)
def test_good_text_passes(name):
    verdict = judged(name, overlay(line()))

    assert (verdict.outcome, verdict.score) == (Outcome.PASS, 1.0)


@pytest.mark.parametrize(
    ("height", "outcome"),
    [(38.0, Outcome.FAIL), (38.5, Outcome.PASS), (39.0, Outcome.PASS)],  # 7.7 dp
)
def test_small_text_limit(height, outcome):
    assert judged("small-text", overlay(line(cap_height_px=height))).outcome is outcome


@pytest.mark.parametrize(
    ("height", "advice"), [(19.25, "2.0x larger"), (38.0, "2 % larger")]
)
def test_small_text_says_how_much_larger(height, advice):
    verdict = judged("small-text", overlay(line(cap_height_px=height)))

    assert verdict.findings[0].code == "below-minimum"
    assert advice in verdict.findings[0].advice


@pytest.mark.parametrize(
    ("cap_dp", "score"), [(7.7, 1.0), (5.775, 0.5), (3.85, 0.0), (2.0, 0.0)]
)
def test_a_line_at_half_the_limit_is_lost(cap_dp, score):
    verdict = judged("small-text", overlay(line(cap_height_px=cap_dp / 0.2)))

    assert verdict.score == pytest.approx(score, abs=0.01)


def test_small_url_is_not_message():
    features = overlay(line(), line("a.com", cap_height_px=9.0, kind="url"))

    assert judged("small-text", features).outcome is Outcome.PASS


def poor(confidence):
    """A line that every guideline but missing-text finds wanting."""
    return line(
        "word " * 13,
        cap_height_px=10.0,
        contrast=1.5,
        is_clipped=True,
        box=Box(780, 1400, 220, 40),
        confidence=confidence,
    )


@pytest.mark.parametrize("name", _TEXT)
def test_unsure_reading_is_left_for_review(name):
    verdict = judged(name, overlay(poor(0.79), block_area_share=0.5))

    assert verdict.outcome is Outcome.REVIEW
    assert "OCR" in verdict.reason


@pytest.mark.parametrize("name", _TEXT)
@pytest.mark.parametrize("confidence", [0.8, 0.81])
def test_sure_reading_is_judged(name, confidence):
    verdict = judged(name, overlay(poor(confidence), block_area_share=0.5))

    assert verdict.outcome in {Outcome.PASS, Outcome.FAIL}
    assert (verdict.outcome is Outcome.PASS) == (name == "missing-text")


@pytest.mark.parametrize(
    ("count", "outcome"), [(0, Outcome.FAIL), (1, Outcome.PASS), (2, Outcome.PASS)]
)
def test_missing_limit(count, outcome):
    features = overlay(*(line("word") for _ in range(count)))

    assert judged("missing-text", features).outcome is outcome


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("small-text", "below-minimum"),
        ("low-contrast-text", "too-faint"),
        ("crowded-text", "too-much-area"),
        ("wordy-text", "too-many-words"),
        ("clipped-text", "cut-off"),
        ("covered-corner", "in-corner"),
    ],
)
def test_a_line_is_found_once(name, code):
    verdict = judged(name, overlay(line(), poor(0.9), block_area_share=0.5))

    assert [finding.code for finding in verdict.findings] == [code]


@pytest.mark.parametrize(
    ("contrast", "height", "outcome"),
    [
        (4.4, 40.0, Outcome.FAIL),
        (4.5, 40.0, Outcome.PASS),
        (4.6, 40.0, Outcome.PASS),
        (2.9, 63.0, Outcome.FAIL),  # large text
        (3.0, 63.0, Outcome.PASS),
        (3.1, 63.0, Outcome.PASS),
        (3.5, 62.0, Outcome.FAIL),  # large begins at 63 px, 12.6 dp
        (3.5, 64.0, Outcome.PASS),
    ],
)
def test_contrast_limits(contrast, height, outcome):
    features = overlay(line(contrast=contrast, cap_height_px=height))

    assert judged("low-contrast-text", features).outcome is outcome


def test_ink_that_was_not_found_is_left_for_review():
    features = overlay(line(contrast=None))

    assert judged("low-contrast-text", features).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("share", "outcome"),
    [(0.29, Outcome.PASS), (0.30, Outcome.PASS), (0.31, Outcome.FAIL)],
)
def test_crowded_limit(share, outcome):
    features = overlay(line(), block_area_share=share)

    assert judged("crowded-text", features).outcome is outcome


@pytest.mark.parametrize(
    ("count", "outcome"),
    [(11, Outcome.PASS), (12, Outcome.PASS), (13, Outcome.FAIL)],
)
def test_wordy_limit(count, outcome):
    features = overlay(line("word " * count))

    assert judged("wordy-text", features).outcome is outcome


def test_text_on_things_is_no_overlay():
    features = overlay(line("Brand", role="scene"), word_count=0, scene_line_count=1)
    verdict = judged("missing-text", features)

    assert verdict.outcome is Outcome.FAIL
    assert "1 on things" in verdict.findings[0].message


def test_clipped_line_is_named():
    verdict = judged("clipped-text", overlay(line(is_clipped=True), line("whole")))

    assert [finding.code for finding in verdict.findings] == ["cut-off"]
    assert verdict.score == 0.0


@pytest.mark.parametrize(
    # Of a line of 200 px, 49, 50 and 51 px reach into the corner, which begins at 820.
    ("left", "outcome"),
    [(669, Outcome.PASS), (670, Outcome.PASS), (671, Outcome.FAIL)],
)
def test_corner(left, outcome):
    features = overlay(line(box=Box(left, 1400, 200, 40)))

    assert judged("covered-corner", features).outcome is outcome


def test_bullets_and_separators_are_no_words():
    features = overlay(line("• " + "word · " * 11 + "word →"))

    assert judged("wordy-text", features).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("name", "features"),
    [
        ("small-text", overlay(line(cap_height_px=38.3))),  # 7.66 dp
        ("low-contrast-text", overlay(line(contrast=2.96))),
        ("crowded-text", overlay(line(), block_area_share=0.304)),
        ("covered-corner", overlay(line(box=Box(779, 1400, 55, 40)))),
    ],
)
def test_what_fails_is_not_told_as_its_limit(name, features):
    (finding,) = judged(name, features).findings

    assert str(finding.measured) in finding.message
    assert str(finding.measured) != str(finding.limit)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("small-text", {"cap_height_dp": 0}),
        ("low-contrast-text", {"contrast": 0, "large_contrast": 0}),
    ],
)
def test_a_limit_of_nothing_is_always_met(name, limits):
    found = guidelines()[name]
    given = dataclasses.replace(found.limits, **limits)
    verdict = found.check(overlay(line()), given)

    assert (verdict.outcome, verdict.score) == (Outcome.PASS, 1.0)
