"""Probabilities that A beats B, and moves of one feature."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import stdtr
from scipy.stats import norm

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.compare import probability_better, student_cdf
from tests.support.rule_simulator import mixed_rules, simulate_rules
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
        probability_better(model, *sides),
        probability_better(model, *sides[::-1]),
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

    np.testing.assert_array_equal(probability_better(model, side, side), 0.5)


def test_the_fewer_the_pins_the_less_is_sure(model, claimed):
    half = len(LATER) // 2
    sides = (
        (LATER.values[:half], LATER.guidelines[:half]),
        (LATER.values[half:], LATER.guidelines[half:]),
    )
    few = replace(model, span=replace(model.span, pins=50))
    many = replace(model, span=replace(model.span, pins=10**6))

    chance, sure = probability_better(few, *sides), probability_better(many, *sides)

    apart = model.centered_columns(*sides[0]) - model.centered_columns(*sides[1])
    z = apart @ model.posterior_mean / model.difference_sd(apart)
    np.testing.assert_allclose(sure, norm.cdf(z), atol=1e-4)
    assert np.all(np.abs(chance - 0.5) < np.abs(claimed[0] - 0.5))
    assert np.all((chance > 0.5) == (z > 0))


@pytest.mark.parametrize("df", [1.1, 2.8, 11.1, 55.6, 278.0, 50_000.0])
def test_students_distribution_is_that_of_scipy(df):
    z = np.array([-1e6, -40.0, -3.0, -0.5, 0.0, 0.2, 1.0, 2.5, 8.0, 100.0])

    np.testing.assert_allclose(student_cdf(z, df), stdtr(df, z), atol=1e-4)


@pytest.mark.slow
def test_claims_come_true_in_accounts_of_another_kind():
    """Pooled over accounts, what is said to win with .75 and more does."""
    claimed, won = [], []
    for seed in range(12):
        account = simulate_rules(mixed_rules(200, seed), seed)
        model = fit(account.table, Metric.PIN_CLICK_RATE)
        first, second = np.arange(500), np.arange(500, 1000)
        values, scores = account.later.values, account.later.guidelines
        sides = [(values[side], scores[side]) for side in (first, second)]
        claimed.append(probability_better(model, *sides))
        won.append(account.later_truth[first] > account.later_truth[second])
    chance, true = np.concatenate(claimed), np.concatenate(won)
    sure = np.maximum(chance, 1 - chance)
    right = np.where(chance >= 0.5, true, ~true)
    here = sure > 0.75
    assert right[here].mean() == pytest.approx(sure[here].mean(), abs=0.06)
