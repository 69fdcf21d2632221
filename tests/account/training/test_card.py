"""The card says which features do something together."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from scorer.account.training import card
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.learning_test import LearningTest
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.terms.feature_pairs import FeaturePairs
from scorer.clickrate.model.terms.title_words import TitleWords
from tests.support.simulator import World, simulate

PAIRS = FeaturePairs((1, 3), (0, 2), (0.02, -0.1), 0.0)


@pytest.fixture(scope="module")
def model():
    world = World(pins=60, later=1, features=5)
    return fit(simulate(world, 1).table, Metric.PIN_CLICK_RATE)


def _metrics(level):
    test = LearningTest(0.01, level, "learned from 60 of your pins")
    return Metrics("pin_click_rate", 60, 60, (), test, 0.2, None)


def test_pairs_of_features_are_named_the_strongest_first(model):
    (said,) = card._together(replace(model, feature_pairs=PAIRS), _metrics("learned"))

    first, second = (line for line in said.splitlines() if line.startswith("- "))
    assert model.names[3] in first
    assert model.names[2] in first
    assert first.endswith("more clicks where one is high and the other low")
    assert second.endswith("more clicks where both are high or both are low")


@pytest.mark.parametrize(("pairs", "level"), [(None, "learned"), (PAIRS, "not-yet")])
def test_nothing_is_said_where_nothing_was_found_or_learned(model, pairs, level):
    assert card._together(replace(model, feature_pairs=pairs), _metrics(level)) == ()


def test_words_of_titles_are_told_where_something_was_learned(model):
    titles = [f"{word} cake" for word in ("vegan", "vegan one", "vegan two")]
    known = TitleWords({"vega": (1.0, 0.4), "cake": (1.0, 0.0)}, 0.0)
    worded, table = replace(model, title_words=known), SimpleNamespace(titles=titles)

    (said,) = card._words(worded, _metrics("early"), table)

    assert "- more clicks: vegan (+" in said
    assert card._words(worded, _metrics("not-yet"), table) == ()


def test_many_files_are_counted_by_their_kind():
    months = [(f"{month}.csv", "table of pins") for month in range(1, 14)]

    assert card._files(months[:2]) == "1.csv (table of pins), 2.csv (table of pins)"
    assert card._files(months) == "13 × table of pins"
