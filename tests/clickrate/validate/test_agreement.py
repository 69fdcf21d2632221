"""A retrained model is promoted where it agrees with the old one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.learning_test import LearningTest
from scorer.clickrate.validate.agreement import agreement, drift, other_pictures
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE


@pytest.fixture(scope="module")
def table():
    world = World(pins=1300, later=10, features=12, creative_share=0.3)
    return simulate(world, 6).table


@pytest.fixture(scope="module")
def champion(table):
    model = fit(table.take(np.arange(1050)), METRIC)
    return replace(model, learning_test=LearningTest(0.001, "learned"))


def shuffled(table):
    order = np.random.default_rng(1).permutation(len(table))
    return replace(
        table, values=table.values[order], guidelines=table.guidelines[order]
    )


def test_a_healthy_challenger_is_promoted(table, champion):
    challenger = replace(fit(table, METRIC), learning_test=champion.learning_test)

    found = agreement(champion, challenger, table)

    assert found.promote, found
    assert found.spearman > 0.9


def test_pictures_joined_to_the_wrong_rows_are_stopped(table, champion):
    found = agreement(champion, fit(shuffled(table), METRIC), table)

    assert not found.promote
    assert "joined to the right pins" in found.reasons[0]


def test_what_had_learned_nothing_need_not_be_agreed_with(table, champion):
    null = replace(champion, learning_test=LearningTest(0.5, "not-yet"))

    found = agreement(null, fit(shuffled(table), METRIC), table)

    assert found.promote
    assert found.limit is None


def test_less_is_asked_where_the_old_model_was_less_sure(table, champion):
    few = fit(table.take(np.arange(60)), METRIC)
    few = replace(few, learning_test=LearningTest(0.04, "learned"))
    challenger = fit(table, METRIC)

    assert agreement(few, challenger, table).limit < 0.3
    assert agreement(champion, challenger, table).limit > 0.8


def test_pins_with_other_pictures_than_before_are_seen(table):
    assert other_pictures(table, table) == ()
    assert "1300 pins were measured before" in other_pictures(table, shuffled(table))[0]
    assert other_pictures(table.take(np.arange(9)), table) == ()


def test_learning_that_is_gone_is_stopped(champion, table):
    before = replace(champion, learning_test=LearningTest(p=0.01))
    after = replace(champion, learning_test=LearningTest(p=0.5))

    assert agreement(before, before, table).promote
    assert not agreement(before, after, table).promote


def test_drift_names_the_feature_that_moved(champion, table):
    values = table.values.copy()
    values[:, 3] += 2 * values[:, 3].std()

    (first, *_) = drift(champion, replace(table, values=values))

    assert first.feature == table.names[3]
    assert first.shift > 0.5


def test_a_few_pins_and_what_is_unknown_drift_by_chance_only(champion, table):
    values = table.values.copy()
    values[:, 3] = np.nan
    few = table.take(np.arange(6))

    assert not drift(champion, few)
    assert not drift(champion, replace(table, values=values))
