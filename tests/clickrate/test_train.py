"""Training: the test chooses the words."""

from __future__ import annotations

import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.train import train
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE


@pytest.fixture(scope="module")
def trained():
    world = World(pins=500, later=20, features=10, creative_share=0.35)
    return train(simulate(world, 5).table, METRIC)


def test_the_words_of_the_model_are_those_of_the_test(trained):
    model, metrics = trained

    assert model.learning_test == metrics.learning_test
    assert model.learning_test.level == "learned"
    assert metrics.curve[-1].spearman > metrics.curve[0].spearman
