"""Where and when a pin is published moves its estimate and its interval."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.terms.placement import Placement
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE


@pytest.fixture(scope="module")
def account():
    world = World(pins=600, later=600, features=8, topic_sd=0.6, topics=6, repins=0.1)
    return simulate(world, 3)


@pytest.fixture(scope="module")
def model(account):
    return fit(account.table, METRIC)


def said(model, board="", age=math.nan):
    """Return the estimate of an average pin there and then."""
    return model.estimate({}, 70.0, placement=Placement((board,), np.array([age])))


def width(estimate):
    """Return how wide the interval is, as a log."""
    return math.log(estimate.high / estimate.low)


def test_a_board_that_does_better_is_expected_to(account, model):
    boards = model.boards

    best = max(boards, key=lambda name: boards[name].effect)
    worst = min(boards, key=lambda name: boards[name].effect)

    assert said(model, best).rate > 1.3 * said(model, worst).rate
    assert said(model, best).baseline > said(model, worst).baseline
    assert width(said(model, best)) < width(said(model))


def test_contributions_still_sum_on_a_board(model):
    estimate = said(model, "board 1")

    total = sum(each.effect for each in estimate.contributions)
    assert total == pytest.approx(math.log(estimate.rate / estimate.baseline))


def test_a_new_board_is_any_board_and_said(model):
    new = said(model, "a board of tomorrow")

    assert width(new) == pytest.approx(width(said(model)))
    assert width(new) > width(said(model, "board 1"))
    assert any("'a board of tomorrow' is new" in line for line in new.notices)
    assert not any("is new" in line for line in said(model, "board 1").notices)


def test_an_account_with_one_board_has_no_spread_of_boards(account):
    one = replace(
        account.table, topics=0 * account.table.topics, topic_names=("recipes",)
    )
    model = fit(one, METRIC)

    assert width(said(model)) == pytest.approx(width(said(model, "recipes")))
    assert width(said(model, "another")) > width(said(model))


def test_without_boards_none_is_new(account):
    none = replace(account.table, topics=0 * account.table.topics, topic_names=("",))
    model = fit(none, METRIC)

    assert model.boards == {}
    assert width(said(model, "any")) == pytest.approx(width(said(model)))
    assert not any("is new" in line for line in said(model, "any").notices)


def test_intervals_widen_with_age_and_old_models_are_said(model):
    widths = [width(said(model, age=age)) for age in (0.0, 60.0, 365.0)]

    assert widths == sorted(widths)
    assert widths[2] > 1.03 * widths[0]
    assert any("365 days old" in line for line in said(model, age=365.0).notices)
    assert not any("days old" in line for line in said(model, age=60.0).notices)


def test_a_level_that_moved_much_widens_more():
    wide = []
    for level_sd in (0.05, 0.5):
        world = World(pins=500, later=20, features=5, level_sd=level_sd)
        model = fit(simulate(world, 4).table, METRIC)
        wide.append(width(said(model, age=365.0)) / width(said(model, age=0.0)))

    assert wide[1] > 1.2 * wide[0]


def test_every_board_s_pins_lie_in_their_intervals():
    """Also the pins of the worst board of each account, boards with 40 and more."""
    shares = []
    for seed in range(4):
        account = simulate(World(pins=500, later=600, topic_sd=0.5, features=10), seed)
        later, model = account.later, fit(account.table, METRIC)
        boards = [later.topic_names[topic] for topic in later.topics]
        where = Placement(boards, later.days - model.span.last_day)
        said = model.predictions(later.values, later.guidelines, where)
        inside = (account.later_rate >= said.low) & (account.later_rate <= said.high)
        counts = np.bincount(later.topics)
        shares += [
            inside[later.topics == topic].mean()
            for topic in np.flatnonzero(counts >= 40)
        ]
    assert 0.72 < np.mean(shares) < 0.9
    assert min(shares) > 0.5
