"""The guideline off-platform-wording."""

from scorer.core.guideline import Outcome
from tests.support.guideline_features import judged, line, overlay, together
from tests.support.word_features import measured

TITLE = "12 calm bedrooms you can copy"


def said(*lines, title=TITLE):
    words = measured(title=title, is_worded=bool(title))
    return judged("off-platform-wording", together(overlay(*lines), words))


def test_words_that_a_pin_can_keep_pass():
    assert said(line("Get the recipe")).outcome is Outcome.PASS


def test_a_link_elsewhere_is_named_where_it_stands():
    there = line("Link in Bio", kind="subline")
    verdict = said(line(), there)

    assert verdict.outcome is Outcome.FAIL
    [finding] = verdict.findings
    assert finding.region == there.box
    assert finding.fix.boxes == (there.box,)
    assert finding.advice == (
        "in place of “Link in Bio” on the pin, say what a tap on the pin brings, such "
        "as “Get the recipe”"
    )


def test_a_title_is_searched_too():
    verdict = said(title="7 soups, link in bio")

    assert verdict.outcome is Outcome.FAIL
    assert verdict.findings[0].message == (
        "“link in bio” in the title asks for what only other networks have"
    )
    assert verdict.findings[0].region is None


def test_to_swipe_may_be_right_in_a_carousel():
    verdict = said(line("SWIPE →"))

    assert verdict.outcome is Outcome.REVIEW
    assert verdict.findings[0].message == "“SWIPE →” works in a carousel only"


def test_lines_read_unsurely_are_left_for_a_look():
    assert said(line("Link in Bio", confidence=0.6)).outcome is Outcome.REVIEW


def test_words_are_needed():
    assert said(title="").outcome is Outcome.NOT_APPLICABLE
    assert (
        judged(
            "off-platform-wording",
            together(overlay(unread="the text was not read"), measured(title="")),
        ).outcome
        is Outcome.REVIEW
    )
