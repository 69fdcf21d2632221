"""The guideline unrelated-title, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import GOOD, codes_of, verdict


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        (GOOD, Outcome.NOT_APPLICABLE),
    ],
)
def test_title(title, outcome):
    assert verdict("unrelated-title", title=title).outcome is outcome


@pytest.mark.parametrize(
    ("description", "link", "outcome"),
    [
        ("Ten bedrooms that feel warm.", "", Outcome.PASS),
        ("Our favorite oak tables.", "", Outcome.FAIL),
        ("", "https://b.example/oak-table", Outcome.FAIL),
        ("Our favorite oak tables.", "https://b.example/cozy-bedroom", Outcome.PASS),
    ],
)
def test_unrelated_title(description, link, outcome):
    found = verdict("unrelated-title", title=GOOD, description=description, link=link)

    assert found.outcome is outcome


def test_title_may_agree_with_the_overlay_alone():
    given = {"title": "Chocolate Cake", "description": "Oak tables"}

    assert verdict("unrelated-title", **given).outcome is Outcome.FAIL
    assert verdict("unrelated-title", overlay="CAKES", **given).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "Cake", "description": "Oak"}, "nothing-shared"),
    ],
)
def test_codes(words, code):
    assert codes_of(verdict("unrelated-title", **words)) == (code,)
