"""The test sees what is there, and chance where clicks are shuffled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.validate.evaluate import evaluate
from scorer.clickrate.validate.learning import Evidence, conclusion, learning
from scorer.clickrate.validate.permutation import Pairs, weakening
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


@pytest.mark.parametrize("seed", range(4))
def test_where_all_rates_are_the_same_nothing_is_seen(seed):
    table = simulate(null_world(100), seed).table
    seen = np.ceil(table.impressions / 50) * 50
    same = replace(table, impressions=seen, counts={METRIC: seen / 50})

    found = learning(same, METRIC)

    assert (found.p, found.level) == (1.0, "not-yet")


LASTING = Evidence(300, 0.01, 0.01, 0.02, newest_holds=True)


@pytest.mark.parametrize(
    ("found", "level", "says"),
    [
        (LASTING, "learned", "learned from 300"),
        (replace(LASTING, p=0.06), "early", "early signs"),
        (replace(LASTING, trimmed_p=0.3), "early", "early signs"),
        (replace(LASTING, forward_p=None), "early", "not known: too few have a day"),
        (
            replace(LASTING, forward_p=None, dated=300),
            "early",
            "whether it lasts is not known: too few are newer than the others",
        ),
        (replace(LASTING, forward_p=0.1), "early", "do not prove it yet"),
        (replace(LASTING, forward_p=0.3), "past", "not in your newest pins"),
        (replace(LASTING, newest_holds=False), "past", "not in your newest pins"),
        (replace(LASTING, weakening=2.8), "past", "not in your newest pins"),
        (
            replace(LASTING, carrier="Cakes", carrier_pins=90),
            "early",
            "your 90 pins of board 'Cakes' only: your other 210",
        ),
        (replace(LASTING, p=0.21), "not-yet", "not enough evidence"),
        (replace(LASTING, p=0.21, pins=99), "not-yet", "out of reach"),
    ],
)
def test_words_follow_the_evidence(found, level, says):
    concluded = conclusion(found)

    assert concluded.level == level
    assert says in concluded.words


def test_what_stopped_working_is_not_claimed():
    """The effect turns into another one for the newer half of the pins."""
    world = World(
        pins=400, later=20, features=8, creative_share=0.35, turning=1, turning_at=0.5
    )
    lasting = replace(world, turning=0.0)
    seen = learning(simulate(lasting, 8).table, METRIC)
    found = learning(simulate(world, 8).table, METRIC)

    assert seen.level == "learned"
    assert seen.forward_p < found.forward_p
    assert found.level != "learned"


def test_one_board_that_carries_it_is_named():
    table = simulate(World(pins=500, later=20, features=8, creative_share=0.4), 8).table
    one = np.random.default_rng(1).random(len(table)) < 0.35
    rng, rest = np.random.default_rng(2), np.flatnonzero(~one)
    order = np.arange(len(table))
    order[rest] = rng.permutation(rest)
    table = replace(
        table,
        topics=one.astype(np.int64),
        topic_names=("others", "cakes"),
        counts={METRIC: table.counts[METRIC][order]},
        impressions=table.impressions[order],
        designs=np.arange(len(table)),
    )

    found = learning(table, METRIC)

    assert found.p <= 0.05
    assert "of board 'cakes' only" in found.words
    assert found.level == "early"


def test_without_days_nothing_is_claimed():
    table = simulate(
        World(pins=300, later=20, features=8, creative_share=0.35), 8
    ).table

    found = learning(replace(table, days=np.full(len(table), np.nan)), METRIC)

    assert found.forward_p is None
    assert found.level == "early"


def _pairs(holds_until, count=300):
    """Return designs, of which those up to a share show what the score says."""
    rng = np.random.default_rng(4)
    score, day = rng.normal(size=count), rng.permutation(count).astype(float)
    residual = 0.4 * score * (day < holds_until * count) + rng.normal(size=count)
    nothing = np.zeros(count, np.int64)
    return Pairs(residual, score, nothing, nothing, day)


@pytest.mark.parametrize(("until", "weaker"), [(0.6, True), (0.75, True), (1, False)])
def test_what_the_newest_pins_no_longer_show_is_seen(until, weaker):
    assert (weakening(_pairs(until)) > 2.7) is weaker


def test_few_designs_or_no_score_show_no_change():
    compared = _pairs(0.5)

    assert weakening(compared.take(np.arange(30))) == 0
    assert weakening(replace(compared, score=np.zeros(300))) == 0


def test_folds_of_the_evaluation_stand_for_those_of_the_test():
    table = simulate(World(pins=150, later=20, features=8), 6).table

    assert evaluate(table, METRIC).learning_test == learning(table, METRIC)
