"""The title lab."""

import pytest

from scorer.core.settings import Settings
from scorer.titles import rank, reasons, win_probability
from scorer.wording.headline_store import built_in

VAGUE, GOOD = "Bedroom Decor", "10 Cozy Bedroom Ideas for Small Spaces"


def scores(*titles):
    return [each.score for each in rank(titles, built_in(), Settings())]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (GOOD, VAGUE),
        ("The Moistest 5-Minute Chocolate Cake", "Chocolate Cake"),
        (GOOD, ""),
        (GOOD, "BEDROOM DECOR!!!"),
    ],
)
def test_articles_examples_are_on_the_right_side(better, worse):
    one, other = scores(better, worse)

    assert one > other


def test_chance_follows_from_the_scores():
    one, other = rank((GOOD, VAGUE), built_in(), Settings())

    assert one.probability == pytest.approx(win_probability(one.score, other.score))
    assert one.probability + other.probability == pytest.approx(1)


def test_a_title_scores_the_same_in_any_company():
    assert scores(GOOD)[0] == scores(VAGUE, GOOD, VAGUE)[1]


def test_other_languages_are_not_read_by_english_coefficients():
    assert scores("Idées de décoration pour la chambre") == [0]


def test_reasons_are_about_the_difference():
    found = dict(reasons("A secret cake", ("A cake",), built_in()))

    assert '"secret"' in found
    assert reasons("A cake", ("A cake",), built_in()) == ()


def test_findings_are_kept_with_their_title():
    vague, good = rank((VAGUE, GOOD), built_in(), Settings())

    assert "vague-title" in vague.findings
    assert not good.findings
