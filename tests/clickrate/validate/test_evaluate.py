"""Evaluation tells a real effect from none, and names its baselines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.train import train
from scorer.clickrate.validate.evaluate import FORWARD, WHOLE
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE


@pytest.fixture(scope="module")
def trained():
    world = World(pins=500, later=20, features=10, creative_share=0.35)
    return train(simulate(world, 5).table, METRIC)


def test_every_protocol_shows_model_and_baselines(trained):
    _, metrics = trained

    assert {(skill.protocol, skill.name) for skill in metrics.skills} == {
        (protocol, name)
        for protocol in (WHOLE, FORWARD)
        for name in (
            "model",
            "guidelines only",
            "topic and time only",
            "account mean",
        )
    }


def test_the_model_beats_the_guidelines_where_there_is_an_effect(trained):
    _, metrics = trained
    found = {(s.protocol, s.name): s for s in metrics.skills}

    for protocol in (WHOLE, FORWARD):
        model, plain = (found[protocol, n] for n in ("model", "guidelines only"))
        assert model.spearman > plain.spearman + 0.05
        assert model.lift > plain.lift


def test_boards_and_days_explain_something_and_the_model_more(trained):
    _, metrics = trained
    found = {s.name: s.deviance for s in metrics.skills if s.protocol == WHOLE}

    assert 0 < found["topic and time only"] < found["model"] < 1


def test_the_account_mean_explains_nothing_of_itself(trained):
    _, metrics = trained
    mean = [s for s in metrics.skills if s.name == "account mean"]

    assert [s.deviance for s in mean] == [0.0, 0.0]


def test_twenty_pins_train_without_a_claim():
    table = simulate(World(pins=24, later=5, features=5), 3).table

    model, metrics = train(table, METRIC)

    assert metrics.pins == 24
    assert model.learning_test.level != "learned" or model.learning_test.p <= 0.05


def test_one_design_can_not_be_held_out():
    table = simulate(World(pins=40, later=5, features=5), 3).table

    one = replace(table, designs=0 * table.designs)

    assert train(one, METRIC)[1].skills == ()


def test_without_dates_nothing_is_said_of_time():
    table = simulate(World(pins=60, later=5, features=5), 3).table
    table = replace(table, days=np.full(len(table), np.nan))

    metrics = train(table, METRIC)[1]

    assert {skill.protocol for skill in metrics.skills} == {WHOLE}
    assert metrics.curve == ()


def test_without_scores_nothing_is_said_of_guidelines():
    table = simulate(World(pins=60, later=5, features=5), 3).table

    assert train(table, METRIC)[1].guideline_from_figures is not None
    assert train(table.without_guidelines(), METRIC)[1].guideline_from_figures is None


def test_a_handful_of_clicks_shows_nothing_of_the_guidelines():
    found = [_slope_by_luck(seed) for seed in range(7)]

    # The prior alone would say .98 of each.
    claimed = [each for each in found if not 0.1 < each.probability < 0.9]
    assert len(claimed) <= 2


def _slope_by_luck(seed):
    table = simulate(World(pins=60, later=5, features=5), seed).table
    clicks = np.random.default_rng(seed).poisson(0.2, len(table)).astype(float)
    shown = np.full(len(table), 40.0)
    sparse = replace(table, counts={METRIC: clicks}, impressions=shown)
    return train(sparse, METRIC)[1].guideline_from_figures
