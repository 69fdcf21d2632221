"""What a fitted model says of designs."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from tests.support.simulator import World, simulate

ACCOUNT = simulate(World(pins=600, features=10, creative_share=0.3), 9)
LATER, TRUTH = ACCOUNT.later, ACCOUNT.later_truth


def test_designs_that_are_all_alike_are_in_the_middle():
    table = replace(ACCOUNT.table, values=0 * ACCOUNT.table.values).without_guidelines()
    model = fit(table, Metric.PIN_CLICK_RATE)

    assert model.estimate({}, None).percentile == pytest.approx(0.5)


METRIC = Metric.PIN_CLICK_RATE


@pytest.fixture(scope="module")
def account():
    return simulate(World(pins=700, features=15, creative_share=0.3), 3)


@pytest.fixture(scope="module")
def model(account):
    return fit(account.table, METRIC)


def test_contributions_sum_to_the_relative_rate(account, model):
    row = dict(zip(account.later.names, account.later.values[0], strict=True))

    estimate = model.estimate(row, 70.0)

    total = sum(part.effect for part in estimate.contributions)
    assert total == pytest.approx(math.log(estimate.rate / estimate.baseline))


def test_one_pin_and_many_get_the_same_answer(account, model):
    row = dict(zip(account.later.names, account.later.values[5], strict=True))
    many = model.predictions(account.later.values, account.later.guidelines)

    one = model.estimate(row, account.later.guidelines[5])

    assert (one.rate, one.low, one.high) == pytest.approx(
        (many.rate[5], many.low[5], many.high[5])
    )


def test_values_that_training_did_not_see_are_said(account, model):
    row = dict(zip(account.later.names, account.later.values[5], strict=True))
    curve = model.curves[0]
    reach = curve.high - curve.low

    def said(value):
        return model.estimate({**row, curve.name: value}, 70.0).notices[1:]

    assert said(curve.mean) == said(curve.high + 0.04 * reach) == ()
    (outside,) = said(curve.high + 0.06 * reach)
    (absent,) = said(None)
    assert outside.startswith(f"outside what your pins cover: {curve.name}")
    assert absent.startswith(f"not measured, taken as average: {curve.name}")


def test_intervals_hold_the_long_run_rate(account, model):
    many = model.predictions(account.later.values, account.later.guidelines)

    inside = (account.later_rate >= many.low) & (account.later_rate <= many.high)
    assert 0.7 < inside.mean() < 0.9


def test_a_value_outside_the_support_is_said_and_not_extrapolated(account, model):
    row = dict(zip(account.later.names, account.later.values[0], strict=True))
    far, further = ({**row, model.names[0]: value} for value in (1e3, 1e6))

    estimate = model.estimate(far, 70.0)

    assert any(model.names[0] in notice for notice in estimate.notices)
    assert estimate.rate == model.estimate(further, 70.0).rate


def test_a_missing_value_is_average_and_said(account, model):
    row = dict(zip(account.later.names, account.later.values[0], strict=True))

    estimate = model.estimate({**row, model.names[0]: None}, 70.0)

    assert any("not measured" in notice for notice in estimate.notices)
