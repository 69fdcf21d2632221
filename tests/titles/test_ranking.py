"""The title lab."""

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.learning_test import LearningTest
from scorer.core.errors import ModelError
from scorer.core.settings import Settings
from scorer.titles.headline_store import built_in
from scorer.titles.ranking import (
    HISTORY_LIMITS,
    LIMITS,
    limits_by_history,
    limits_of,
    rank,
    rank_by_history,
    reasons,
    reasons_by_history,
    win_probability,
)
from tests.support.simulator import World, simulate

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


def test_of_other_languages_nothing_is_said_but_that():
    german = "Wohnzimmer einrichten: 10 Ideen"

    assert scores(german, "10 क्रिसमस केक") == [0, 0]
    assert reasons(german, ("A cake",), built_in()) == ()
    assert reasons("A secret cake", (german,), built_in()) == ()
    assert limits_of(["A cake"]) == LIMITS
    assert limits_of(["A cake", german]).endswith(
        "English only: 1 of 2 titles is not English, and counts as average, neither "
        "better nor worse."
    )


def test_reasons_are_about_the_difference():
    found = dict(reasons("A secret cake", ("A cake",), built_in()))

    assert '"secret"' in found
    assert reasons("A cake", ("A cake",), built_in()) == ()


def test_findings_are_kept_with_their_title():
    vague, good = rank((VAGUE, GOOD), built_in(), Settings())

    assert "vague-title" in vague.findings
    assert not good.findings


@pytest.fixture(scope="module")
def table():
    return simulate(World(pins=60, later=5, features=2), 1).table


def own_model(table, names):
    """A history in which twice as many clicked where the first number was 10."""
    tens = np.arange(len(table)) % 2
    counts = np.round(table.impressions * 0.01 * 2.0**tens)
    values = np.column_stack([10.0 * tens, np.arange(len(table)) % 3])
    given = replace(
        table,
        names=names,
        values=values,
        guidelines=np.full(len(table), np.nan),
        counts={Metric.PIN_CLICK_RATE: counts},
    )
    return fit(given, Metric.PIN_CLICK_RATE, versions={})


def test_own_model_is_followed(table):
    model = own_model(table, ("title.word_count", "title.comma_count"))
    long, short = "One two three four five six seven eight nine ten", "One"
    ranked = rank_by_history((short, long), model, Settings())

    assert ranked[1].score > ranked[0].score
    sure = replace(model, learning_test=LearningTest(0.01, "learned"))
    ((name, effect), *_) = reasons_by_history(long, (short,), sure, Settings())
    assert limits_by_history(sure) == HISTORY_LIMITS
    assert name == "words in the title"
    assert effect > 0


def test_a_model_that_learned_nothing_of_titles_gives_no_reasons(table):
    model = own_model(table, ("title.word_count", "title.comma_count"))

    assert model.learning_test.level == "not-yet"
    assert reasons_by_history("One two three", ("One",), model, Settings()) == ()
    assert "do not show yet which titles work" in limits_by_history(model)


def test_model_without_titles_is_refused(table):
    model = own_model(table, ("color.hue", "color.chroma"))

    with pytest.raises(ModelError, match="without features of titles"):
        rank_by_history((VAGUE, GOOD), model, Settings())
