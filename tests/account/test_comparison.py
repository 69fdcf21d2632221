"""Designs compared and advised by a model."""

import pytest

from scorer.account.comparison import win_probability
from scorer.account.estimate import with_estimate
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.core.report import Report, Score
from scorer.core.units import Quantity
from tests.support.simulator import World, simulate

ACCOUNT = simulate(World(pins=600, features=10, creative_share=0.3), 9)


@pytest.fixture(scope="module")
def model():
    return fit(ACCOUNT.table, Metric.PIN_CLICK_RATE)


def pin(model, row):
    values = zip(model.names, ACCOUNT.later.values[row], strict=True)
    features = {name: Quantity(float(value)) for name, value in values}
    score = Score(float(ACCOUNT.later.guidelines[row]))
    return with_estimate(Report("a.png", features=features, score=score), model)


def test_design_against_itself_is_a_coin(model):
    assert win_probability(model, pin(model, 0), pin(model, 0)) == pytest.approx(0.5)


def test_both_sides_add_to_one(model):
    a, b = pin(model, 0), pin(model, 1)

    assert win_probability(model, a, b) + win_probability(model, b, a) == pytest.approx(
        1
    )


def test_higher_estimate_is_the_likelier(model):
    a, b = sorted(
        (pin(model, row) for row in range(2)), key=lambda r: r.score.estimate.rate
    )

    assert win_probability(model, b, a) > 0.5


def test_only_what_a_designer_can_change_is_advised(model):
    assert pin(model, 0).advice == ()
