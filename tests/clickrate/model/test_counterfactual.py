"""Changes of one feature: what they are worth, and how sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.counterfactual import improvements
from tests.support.simulator import World, simulate

ACCOUNT = simulate(World(pins=600, features=10, creative_share=0.3), 9)
LATER, TRUTH = ACCOUNT.later, ACCOUNT.later_truth


@pytest.fixture(scope="module")
def model():
    return fit(ACCOUNT.table, Metric.PIN_CLICK_RATE)


def test_a_model_without_curves_knows_no_changes():
    table = replace(ACCOUNT.table, values=0 * ACCOUNT.table.values)
    model = fit(table, Metric.PIN_CLICK_RATE)

    assert model.curves == ()
    assert improvements(model, {"sim.a": 1.0}) == ()


def test_changes_stay_inside_what_pins_cover_and_say_how_sure(model):
    row = dict(zip(LATER.names, LATER.values[0], strict=True))

    found = improvements(model, row)

    usual = {curve.name: curve.usual for curve in model.curves}
    assert found
    for change in found:
        assert usual[change.feature][0] <= change.proposed <= usual[change.feature][2]
        assert change.probability > 0.8
        assert change.cautious == change.effect / 2


def test_a_change_is_worth_what_the_changed_pin_is_worth(model):
    row = dict(zip(LATER.names, LATER.values[0], strict=True))
    change = improvements(model, row)[0]

    changed = model.estimate({**row, change.feature: change.proposed}, 70.0)

    gain = np.log(changed.rate / model.estimate(row, 70.0).rate)
    assert gain == pytest.approx(change.effect)


def test_what_a_designer_cannot_change_is_not_changed(model):
    row = dict(zip(LATER.names, LATER.values[0], strict=True))

    assert improvements(model, row, changeable=()) == ()
