"""What all guidelines on overlay text hold, on hand-made features."""

import dataclasses

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.guidelines import guidelines
from tests.support.guideline_features import (
    SENTENCE,
    judged,
    line,
    overlay,
)

_TEXT = (
    "small-text",
    "low-contrast-text",
    "crowded-text",
    "wordy-text",
    "missing-headline",
    "clipped-text",
    "covered-corner",
    "placeholder-text",
)


def poor(confidence):
    """A line that every guideline but missing-headline finds wanting."""
    return line(
        "word " * 60 + "lorem ipsum",
        cap_height_px=10.0,
        contrast=1.5,
        is_clipped=True,
        box=Box(780, 1400, 220, 40),
        confidence=confidence,
    )


@pytest.mark.parametrize("name", _TEXT)
def test_an_engine_that_cannot_read_leaves_the_pin_for_review(name):
    verdict = judged(name, overlay(unread="Tamil is not read"))

    assert (verdict.outcome, verdict.reason) == (Outcome.REVIEW, "Tamil is not read")


@pytest.mark.parametrize("name", sorted(set(_TEXT) - {"missing-headline"}))
def test_without_text_there_is_nothing_to_judge(name):
    assert judged(name, overlay()).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("name", _TEXT)
def test_good_text_passes(name):
    verdict = judged(name, overlay(line()))

    assert (verdict.outcome, verdict.score) == (Outcome.PASS, 1.0)


@pytest.mark.parametrize("kind", ["url", "brand", "coupon", "hashtag", "decoration"])
@pytest.mark.parametrize("name", ["small-text", "low-contrast-text", "wordy-text"])
def test_what_stands_beside_the_message_is_not_judged(name, kind):
    beside = line("word " * 50, cap_height_px=9.0, contrast=1.2, kind=kind)

    assert judged(name, overlay(line(), beside)).outcome is Outcome.PASS
    assert judged(name, overlay(beside)).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("name", _TEXT)
def test_unsure_reading_is_left_for_review(name):
    verdict = judged(name, overlay(poor(0.79), block_area_share=0.5))

    assert verdict.outcome is Outcome.REVIEW
    assert "certainty" in verdict.reason or "not clear" in verdict.reason


@pytest.mark.parametrize("name", _TEXT)
@pytest.mark.parametrize("confidence", [0.8, 0.81])
def test_sure_reading_is_judged(name, confidence):
    verdict = judged(name, overlay(poor(confidence), block_area_share=0.5))

    assert verdict.outcome in {Outcome.PASS, Outcome.FAIL}
    assert (verdict.outcome is Outcome.PASS) == (name == "missing-headline")


@pytest.mark.parametrize(("words", "small"), [(3, 0.0), (5, 0.4), (8, 1.0)])
def test_a_tiny_caption_is_blamed_once(words, small):
    features = overlay(line("word " * words, cap_height_px=10.0))
    scores = {
        name: judged(name, features).score
        for name in ("small-text", "missing-headline")
    }

    assert 1 - (scores["missing-headline"] or 0) == pytest.approx(1 - small)
    if small:
        assert 1 - (scores["small-text"] or 0) == pytest.approx(small)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("small-text", "below-minimum"),
        ("low-contrast-text", "too-faint"),
        ("crowded-text", "too-much-area"),
        ("wordy-text", "too-many-words"),
        ("clipped-text", "cut-off"),
        ("covered-corner", "in-corner"),
        ("placeholder-text", "placeholder"),
    ],
)
def test_a_line_is_found_once(name, code):
    verdict = judged(name, overlay(line(), poor(0.9), block_area_share=0.5))

    assert [finding.code for finding in verdict.findings] == [code]


@pytest.mark.parametrize("name", ["small-text", "missing-headline"])
@pytest.mark.parametrize(
    ("cap", "outcome"), [(9.0, Outcome.FAIL), (60.0, Outcome.REVIEW)]
)
def test_a_larger_line_that_may_be_the_headline_is_no_failure(name, cap, outcome):
    small = line("word " * 5, cap_height_px=28.0)
    doubtful = line("Easy dinners", role="unsure", cap_height_px=cap)

    assert judged(name, overlay(small, doubtful)).outcome is outcome


@pytest.mark.parametrize(
    "name", ["small-text", "low-contrast-text", "missing-headline"]
)
def test_lines_of_which_nobody_knows_what_they_are_fail_nothing(name):
    doubtful = line("Salt & pepper mill", role="unsure", contrast=1.2)
    verdict = judged(name, overlay(doubtful))

    assert verdict.outcome is Outcome.REVIEW
    assert "part of" in verdict.reason


@pytest.mark.parametrize(
    "look",
    [
        {"text": "I"},  # an icon
        {"cap_height_px": 18.0},  # print on a thing
        {"cap_height_px": 30.0, "confidence": 0.6},
    ],
)
def test_what_could_be_no_headline_anyway_stands_for_none(look):
    doubtful = line(**{"text": "Salt & mill", "role": "unsure", **look})

    assert judged("missing-headline", overlay(doubtful)).outcome is Outcome.FAIL
    assert judged("small-text", overlay(doubtful)).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("name", "features"),
    [
        ("small-text", overlay(line(SENTENCE, cap_height_px=38.3))),  # 7.66 dp
        ("low-contrast-text", overlay(line(contrast=5.5))),
        ("crowded-text", overlay(line("word " * 24), block_area_share=0.304)),
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
