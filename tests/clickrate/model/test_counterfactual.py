"""Changes of one feature: what they are worth, and how sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.counterfactual import MIN_PROBABILITY, chance, improvements
from tests.support.simulator import World, simulate

ACCOUNT = simulate(World(pins=600, features=10, creative_share=0.3), 9)
LATER, TRUTH = ACCOUNT.later, ACCOUNT.later_truth


@pytest.fixture(scope="module")
def model():
    return fit(ACCOUNT.table, Metric.PIN_CLICK_RATE)


def advised(model):
    """Return the first later pin of which the model is sure how to better it."""
    for values in LATER.values:
        row = dict(zip(LATER.names, values, strict=True))
        if improvements(model, row):
            return row
    raise AssertionError("no pin is advised")


def test_a_model_without_curves_knows_no_changes():
    table = replace(ACCOUNT.table, values=0 * ACCOUNT.table.values)
    model = fit(table, Metric.PIN_CLICK_RATE)

    assert model.curves == ()
    assert improvements(model, {"sim.a": 1.0}) == ()


def test_changes_stay_inside_what_pins_cover_and_say_how_sure(model):
    row = advised(model)

    found = improvements(model, row)

    usual = {curve.name: curve.usual for curve in model.curves}
    assert found
    for change in found:
        assert usual[change.feature][0] <= change.proposed <= usual[change.feature][2]
        assert change.probability >= MIN_PROBABILITY
        assert change.low < change.effect < change.high


def test_a_change_is_worth_what_the_changed_pin_is_worth(model):
    row = advised(model)
    change = improvements(model, row)[0]

    score = 70.0 + change.score
    changed = model.estimate({**row, change.feature: change.proposed}, score)

    gain = np.log(changed.rate / model.estimate(row, 70.0).rate)
    assert gain == pytest.approx(change.effect)


def test_what_a_designer_cannot_change_is_not_changed(model):
    row = advised(model)

    assert improvements(model, row, changeable=()) == ()


def test_the_guideline_score_that_a_change_costs_is_in_its_worth(model):
    """A model that leans on the score alone advises what raises the score."""
    flat = replace(
        model,
        coefficients=(9.0, *[0.0] * (len(model.coefficients) - 1)),
        covariance=tuple(0.0 for _ in model.covariance),
        variances={**model.variances, "lack_of_fit": 1e-6},
    )
    row = advised(model)

    found = improvements(flat, row)

    assert found
    assert all(change.score > 0 for change in found)
    assert improvements(replace(flat, guideline_slopes=()), row) == ()


def test_what_a_tenth_of_the_designs_carries_is_hidden(model):
    row = advised(model)
    none = tuple(0.0 for _ in model.coefficients)

    assert improvements(model, row)
    assert improvements(replace(model, leave_outs=(model.coefficients,)), row)
    assert improvements(replace(model, leave_outs=(none,)), row) == ()


def test_a_chance_is_below_the_normal_one_and_rises():
    chances = [chance(z) for z in (-1.0, 0.0, 0.8, 1.6, 3.0, 9.0)]

    assert chances == sorted(chances)
    assert chances[0] == 0
    assert chances[3] < 0.9
    assert chances[-1] < 1
