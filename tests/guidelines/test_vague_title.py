"""The guideline vague-title, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import CAKE, FRENCH, GOOD, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Bedroom Decor", Outcome.FAIL),
        ("Home Decor Ideas", Outcome.FAIL),
        ("Chocolate Cake", Outcome.FAIL),
        ("Wedding Ideas", Outcome.FAIL),
        ("Fall Outfits", Outcome.FAIL),
        ("Vegan Lasagna", Outcome.PASS),
        ("Workout Plan for Women Over 50", Outcome.PASS),
        (GOOD, Outcome.PASS),
        (CAKE, Outcome.PASS),
        ("Before and After: Our Kitchen Makeover", Outcome.PASS),
        (FRENCH, Outcome.NOT_APPLICABLE),
        ("", Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("vague-title", title=title).outcome is outcome


def test_rewrites_use_the_pins_own_topic_and_leave_facts_open():
    (finding,) = verdict("vague-title", title="Bedroom Decor").findings

    assert "Bedroom" in finding.advice
    assert "[number]" in finding.advice
