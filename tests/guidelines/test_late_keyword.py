"""The guideline late-keyword, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import GOOD, codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        (GOOD, Outcome.PASS),
        ("you " * 9 + "cake", Outcome.PASS),  # ends at 40
        ("you " * 9 + "cakes", Outcome.FAIL),  # at 41
        ("", Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("late-keyword", title=title).outcome is outcome


def test_a_late_topic_is_advised_in_few_words():
    found = verdict("late-keyword", title="the " * 10 + "chocolate cake").findings[0]

    assert found.advice == "begin the title with “chocolate cake”"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "you " * 9 + "cakes"}, "topic-hidden"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("late-keyword", **words)) == (code,)
