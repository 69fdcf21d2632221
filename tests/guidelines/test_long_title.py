"""The guideline long-title, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("a" * 99, Outcome.PASS),
        ("a" * 100, Outcome.PASS),
        ("a" * 101, Outcome.FAIL),
        ("", Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("long-title", title=title).outcome is outcome


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "a" * 101}, "above-maximum"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("long-title", **words)) == (code,)
