"""Probabilities that A beats B, and moves of one feature."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.compare import better
from scorer.clickrate.fit import fit
from scorer.clickrate.moves import moves
from scorer.clickrate.target import Metric
from tests.support.simulator import World, simulate

ACCOUNT = simulate(World(pins=600, features=10, creative_share=0.3), 9)
LATER, TRUTH = ACCOUNT.later, ACCOUNT.later_truth


@pytest.fixture(scope="module")
def model():
    return fit(ACCOUNT.table, Metric.PIN_CLICK_RATE)


@pytest.fixture(scope="module")
def claimed(model):
    half = len(LATER) // 2
    sides = (
        (LATER.values[:half], LATER.guidelines[:half]),
        (LATER.values[half:], LATER.guidelines[half:]),
    )
    return (
        better(model, *sides),
        better(model, *sides[::-1]),
        TRUTH[:half] > TRUTH[half:],
    )


def test_one_of_two_is_better(claimed):
    forth, back, _ = claimed

    np.testing.assert_allclose(forth + back, 1)


def test_sure_claims_hold(claimed):
    forth, _, won = claimed

    assert won[forth > 0.9].mean() > 0.85
    assert won[forth < 0.1].mean() < 0.15


def test_a_design_does_not_beat_itself(model):
    side = LATER.values[:3], LATER.guidelines[:3]

    np.testing.assert_array_equal(better(model, side, side), 0.5)


def test_a_model_without_curves_knows_no_moves():
    table = replace(ACCOUNT.table, values=0 * ACCOUNT.table.values)
    model = fit(table, Metric.PIN_CLICK_RATE)

    assert model.curves == ()
    assert moves(model, {"sim.a": 1.0}) == ()


def test_designs_that_are_all_alike_are_in_the_middle():
    table = replace(ACCOUNT.table, values=0 * ACCOUNT.table.values).without_guidelines()
    model = fit(table, Metric.PIN_CLICK_RATE)

    assert model.estimate({}, None).percentile == pytest.approx(0.5)


def test_moves_stay_inside_what_pins_cover_and_say_how_sure(model):
    row = dict(zip(LATER.names, LATER.values[0], strict=True))

    found = moves(model, row)

    usual = {curve.name: curve.usual for curve in model.curves}
    assert found
    for move in found:
        assert usual[move.feature][0] <= move.then <= usual[move.feature][2]
        assert move.probability > 0.8
        assert move.cautious == move.effect / 2


def test_a_move_is_worth_what_the_moved_pin_is_worth(model):
    row = dict(zip(LATER.names, LATER.values[0], strict=True))
    move = moves(model, row)[0]

    moved = model.estimate({**row, move.feature: move.then}, 70.0)

    gain = np.log(moved.rate / model.estimate(row, 70.0).rate)
    assert gain == pytest.approx(move.effect)


def test_what_a_designer_cannot_change_is_not_moved(model):
    row = dict(zip(LATER.names, LATER.values[0], strict=True))

    assert moves(model, row, changeable=()) == ()
