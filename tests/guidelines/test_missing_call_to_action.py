"""The guideline missing-call-to-action, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import FRENCH, GOOD, codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        (GOOD, Outcome.NOT_APPLICABLE),  # no description to end with one
        ("Get the Recipe for this Cake", Outcome.PASS),
        (FRENCH, Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("missing-call-to-action", title=title).outcome is outcome


def test_description_may_ask_for_the_click():
    found = verdict(
        "missing-call-to-action", title=GOOD, description="Read more on the blog."
    )

    assert found.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (
            {"title": "Cake", "description": "A cake."},
            "never-asks",
        ),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("missing-call-to-action", **words)) == (code,)
