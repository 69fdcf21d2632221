"""The guideline no-benefit, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import CAKE, FRENCH, GOOD, codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Bedroom Decor", Outcome.FAIL),
        (GOOD, Outcome.PASS),
        (CAKE, Outcome.PASS),
        (FRENCH, Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("no-benefit", title=title).outcome is outcome


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "Cake"}, "no-gain"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("no-benefit", **words)) == (code,)
