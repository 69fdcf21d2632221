"""The guideline hashtag-heavy, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import GOOD, codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Cake #easy", Outcome.PASS),
        ("Cake #easy #cake", Outcome.FAIL),
        ("", Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("hashtag-heavy", title=title).outcome is outcome


def test_description_of_hashtags():
    tags = " ".join(f"#tag{number}" for number in range(9))

    found = verdict("hashtag-heavy", title=GOOD, description=tags)

    assert found.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "#a #b"}, "title-hashtags"),
        ({"description": "#a " * 9}, "description-hashtags"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("hashtag-heavy", **words)) == (code,)
