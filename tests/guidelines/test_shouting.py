"""The guideline shouting, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import GOOD, codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        (GOOD, Outcome.PASS),
        ("BEST CAKE EVER", Outcome.FAIL),
        ("Best cake ever!", Outcome.PASS),
        ("Best cake ever!!", Outcome.FAIL),
        ("DIY Wall Art", Outcome.PASS),
        ("", Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("shouting", title=title).outcome is outcome


def test_shouting_is_rewritten_in_title_case():
    (finding,) = verdict("shouting", title="BEST CAKE EVER").findings

    assert "Best Cake Ever" in finding.advice


@pytest.mark.parametrize(
    ("title", "advised"),
    [
        ("DON’T MISS THESE CAKES", "Don't Miss These Cakes"),
        ("NEW PHONE CASES for iPhone", "New Phone Cases for iPhone"),
    ],
)
def test_title_case_is_advised_as_people_write_it(title, advised):
    found = verdict("shouting", title=title).findings[0]

    assert found.advice == f'write the title without capitals: "{advised}"'


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "Best cake!!"}, "exclamation-marks"),
        ({"title": "BEST CAKE"}, "capitals"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("shouting", **words)) == (code,)


def test_a_title_all_in_capitals_is_said_to_be_so():
    (finding,) = verdict("shouting", title="BEST CAKE").findings

    assert finding.message == "all of the words in the title are in capitals"
