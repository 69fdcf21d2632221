"""The test sees what is there, and chance where clicks are shuffled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.validate.learning import learning, words
from tests.support.simulator import World, null_world, simulate

METRIC = Metric.PIN_CLICK_RATE


def test_a_real_effect_is_seen():
    account = simulate(World(pins=500, later=20, features=12, creative_share=0.35), 8)

    assert learning(account.table, METRIC).level == "learned"


@pytest.mark.slow
def test_shuffled_clicks_give_chance():
    table = simulate(World(pins=150, later=20, features=8, creative_share=0.3), 8).table
    rng = np.random.default_rng(0)

    def shuffled():
        order = rng.permutation(len(table))
        return replace(
            table,
            counts={METRIC: table.counts[METRIC][order]},
            impressions=table.impressions[order],
        )

    found = [learning(shuffled(), METRIC).p for _ in range(6)]

    assert 0.2 < np.mean(found) < 0.8


def test_an_account_without_effect_is_not_praised():
    table = simulate(null_world(150), 4).table

    assert learning(table, METRIC).level != "learned"


@pytest.mark.parametrize(
    ("p", "pins", "level", "says"),
    [
        (0.05, 300, "learned", "learned from 300"),
        (0.20, 300, "early", "early signs"),
        (0.21, 300, "not-yet", "not enough evidence"),
        (0.21, 99, "not-yet", "out of reach"),
    ],
)
def test_words_follow_p(p, pins, level, says):
    found, sentence = words(p, pins)

    assert found == level
    assert says in sentence
