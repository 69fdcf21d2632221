"""Changes of one feature: what they are worth, and how sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.counterfactual import moves
from tests.support.simulator import World, simulate

ACCOUNT = simulate(World(pins=600, features=10, creative_share=0.3), 9)
LATER, TRUTH = ACCOUNT.later, ACCOUNT.later_truth


@pytest.fixture(scope="module")
def model():
    return fit(ACCOUNT.table, Metric.PIN_CLICK_RATE)


def test_a_model_without_curves_knows_no_moves():
    table = replace(ACCOUNT.table, values=0 * ACCOUNT.table.values)
    model = fit(table, Metric.PIN_CLICK_RATE)

    assert model.curves == ()
    assert moves(model, {"sim.a": 1.0}) == ()


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
