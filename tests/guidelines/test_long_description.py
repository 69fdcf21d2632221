"""The guideline long-description, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import codes_of, verdict


@pytest.mark.parametrize(
    ("length", "outcome", "score"),
    [
        (0, Outcome.NOT_APPLICABLE, None),
        (500, Outcome.PASS, 1),
        (501, Outcome.FAIL, 0.5),
        (800, Outcome.FAIL, 0.5),
        (801, Outcome.FAIL, 0),
    ],
)
def test_long_description(length, outcome, score):
    found = verdict("long-description", description="a" * length)

    assert (found.outcome, found.score) == (outcome, score)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"description": "a" * 501}, "above-advised"),
        ({"description": "a" * 801}, "above-maximum"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("long-description", **words)) == (code,)
