"""What all guidelines on words hold."""

import pytest

from scorer.core.guideline import Outcome, Part
from scorer.guidelines import guidelines
from tests.support.guideline_features import FRENCH, GOOD, verdict

HOOKS = ("no-curiosity", "no-benefit", "missing-call-to-action")


COPY = [each.id for each in guidelines().values() if each.part is Part.COPY]


@pytest.mark.parametrize("name", ["missing-title", "no-benefit", "no-curiosity"])
def test_a_list_that_nobody_understands_is_what_is_told(name):
    why = "pins.csv has no column that names the pictures – name one of them path"

    alone = verdict(name, overlay="Cake", is_worded=False)

    assert alone.reason.startswith("no title was given: add one in pins.csv")
    assert verdict(name, overlay="Cake", unworded=why).reason == why


@pytest.mark.parametrize(
    ("name", "overlay"),
    [
        ("no-curiosity", "The secret is butter"),
        ("no-benefit", "Easy and cheap"),
        ("missing-call-to-action", "Get the recipe"),
    ],
)
def test_overlay_may_say_what_the_title_does_not(name, overlay):
    words = {"title": "Cake", "description": "A cake."}

    assert verdict(name, **words).outcome is Outcome.FAIL
    assert verdict(name, **words, overlay=overlay).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-curiosity", {"overlay": "Cake", "is_worded": False}),
        ("no-benefit", {"overlay": "Cake", "is_worded": False}),
        *(
            (name, {"title": "Cake", "description": "A cake.", "unread": "not read"})
            for name in HOOKS
        ),
    ],
)
def test_what_unknown_words_may_have_is_left_for_review(name, words):
    found = verdict(name, **words)

    assert found.outcome is Outcome.REVIEW
    assert found.reason


@pytest.mark.parametrize("name", COPY)
def test_of_a_pin_without_words_nothing_is_judged(name):
    found = verdict(name, is_worded=False)

    assert found.outcome in {Outcome.NOT_APPLICABLE, Outcome.REVIEW}


@pytest.mark.parametrize(
    "overlay", ["", "Bedroom nook", "10 cozy bedroom ideas for you", FRENCH]
)
@pytest.mark.parametrize("name", COPY)
def test_a_good_title_lowers_no_score(name, overlay):
    without = verdict(name, is_worded=False, overlay=overlay)
    with_title = verdict(name, title=GOOD, overlay=overlay)

    before = 1.0 if without.score is None else without.score
    after = 1.0 if with_title.score is None else with_title.score
    assert after >= before
