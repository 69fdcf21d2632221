"""The guideline missing-title, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("", Outcome.FAIL),
        ("!!!", Outcome.FAIL),
        ("IMG_2034", Outcome.FAIL),
        ("Cake", Outcome.PASS),
    ],
)
def test_title(title, outcome):
    assert verdict("missing-title", title=title).outcome is outcome


def test_a_picture_alone_is_not_blamed_for_its_title():
    assert verdict("missing-title", is_worded=False).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("name", "title", "message"),
    [
        ("missing-title", "", "the pin has no title"),
        ("missing-title", "🎂🎂", 'the pin has no words in its title: "🎂🎂"'),
    ],
)
def test_what_is_missing_is_told(name, title, message):
    assert verdict(name, title=title).findings[0].message == message


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({}, "no-title"),
        ({"title": "pin_final", "path": "pin_final.png"}, "file-name"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("missing-title", **words)) == (code,)
