"""The guideline weak-message, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import FRENCH, GOOD, verdict


@pytest.mark.parametrize(
    ("overlay", "outcome"),
    [
        ("Cup Kitchen Tool Kit", Outcome.FAIL),
        ("Niche Design Studio", Outcome.FAIL),
        ("Touchscreen Winter Gloves $18.99", Outcome.FAIL),  # goods and a price
        ("Touchscreen Winter Gloves", Outcome.PASS),  # says which kind
        ("Collar Coats Army Tactical Jacket Outdoor Fleece Hiking Men", Outcome.FAIL),
        ("Happy Muharram", Outcome.FAIL),
        ("Welcome to OvenTime", Outcome.FAIL),
        ("Happy Dogs", Outcome.FAIL),
        ("Kitchen", Outcome.NOT_APPLICABLE),  # one word
        ("Fuel the fight", Outcome.PASS),
        ("Small habits. Big health.", Outcome.PASS),
        ("Easy Kitchen Tool Kit", Outcome.PASS),
        ("Keto Antipasto Salad 14g protein", Outcome.PASS),
        ("Kitchen Tools You Own", Outcome.PASS),
        ("Kitchen Tool Kit?", Outcome.PASS),
        ("7 Kitchen Tools", Outcome.PASS),
        ("Kitchen Renovation 2024", Outcome.FAIL),
        ("Weichste Küchentücher", Outcome.REVIEW),
        (FRENCH, Outcome.NOT_APPLICABLE),
        ("", Outcome.NOT_APPLICABLE),
    ],
)
def test_words_on_the_pin_give_a_reason(overlay, outcome):
    assert verdict("weak-message", overlay=overlay).outcome is outcome


def test_a_greeting_is_less_bad_than_search_words():
    scores = [
        verdict("weak-message", overlay=words).score
        for words in ("Happy Muharram", "Cup Kitchen Tool Kit")
    ]

    assert scores == pytest.approx([0.2, 0.0])


@pytest.mark.parametrize("title", ["", GOOD, "Bedroom Decor"])
def test_the_title_changes_nothing_of_the_overlay(title):
    found = verdict("weak-message", overlay="Cup Kitchen Tool Kit", title=title)

    assert "“Cup Kitchen Tool Kit” only names things" in found.findings[0].message


def test_words_that_may_be_missing_leave_the_rest_for_review():
    found = verdict("weak-message", overlay="Cup Kitchen Tool Kit", unread="not read")

    assert (found.outcome, found.reason) == (Outcome.REVIEW, "not read")


@pytest.mark.parametrize("overlay", ["", "Cup Kitchen Tool Kit"])
def test_words_that_may_be_overlay_leave_the_rest_for_review(overlay):
    found = verdict("weak-message", overlay=overlay, doubtful="Easy dinners")

    assert found.outcome is Outcome.REVIEW
    assert "were added or are part of the photo" in found.reason
