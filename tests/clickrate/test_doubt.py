"""What the model does not know: averaged spreads, and what curves miss."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.compare import better
from scorer.clickrate.fit import fit
from scorer.clickrate.grouping import equations, grouped, noise
from scorer.clickrate.likeness import likeness
from scorer.clickrate.misfit import misfit
from scorer.clickrate.problem import LINE, TOPIC, Priors
from scorer.clickrate.sampling import System, averaged
from scorer.clickrate.target import Metric
from tests.support.rule_simulator import mixed_rules, simulate_rules
from tests.support.simulator import World, simulate


def test_a_known_spread_gives_the_gaussian_posterior():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(80, 5))
    z = x @ [0.5, 0, 0, -0.5, 0] + rng.normal(size=80)
    block, none = np.zeros(5, np.int64), np.full(5, -1)
    sure = {0: (0.09, 1e9)}
    system = System(x.T @ x, x.T @ z, np.zeros(5), np.ones(5), block, none, sure, 80)

    mean, covariance = averaged(system, {0: 0.09})

    expected = np.linalg.inv(x.T @ x + np.eye(5) / 0.09)
    assert covariance == pytest.approx(expected, rel=0.01, abs=1e-5)
    assert mean == pytest.approx(expected @ x.T @ z, rel=0.01, abs=1e-4)


def test_an_unknown_spread_leaves_more_doubt():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(30, 8))
    z = rng.normal(size=30)
    ids = np.zeros(8, np.int64), np.arange(8)
    doubts = [
        averaged(
            System(x.T @ x, x.T @ z, np.zeros(8), np.ones(8), *ids, {0: weak}, 10**6),
            {0: 0.01},
        )[1].trace()
        for weak in ((0.01, 1e9), (0.01, 3.0))
    ]
    assert doubts[1] > doubts[0]


def _missed(rng, size):
    """Return the variance found where pairs of features act, beside two that do."""
    lines = rng.normal(size=(1200, 4))
    pairs = size * lines[:, 0] * lines[:, 1]
    z = lines @ [0.3, 0, -0.2, 0.1] + pairs + rng.normal(0, 0.7, 1200)
    matrix = np.column_stack([np.ones(1200), lines])
    around = noise(np.full(1200, 1 / 0.49), grouped(np.arange(1200)), 0.01)
    prior = np.array([100.0, 0.1, 0.1, 0.1, 0.1])
    return misfit(equations(matrix, z, around), lines, np.zeros(5), prior, 0.02)


def test_pairs_that_no_sum_of_curves_holds_are_noticed():
    rng = np.random.default_rng(3)
    nothing, much = _missed(rng, 0.0), _missed(rng, 0.4)
    assert nothing < 0.01
    assert much > 0.04


def test_features_that_do_nothing_hardly_widen_what_is_said():
    """What designs may do is divided among the features, however many there are."""
    account = simulate(World(pins=60, features=15), 6)
    rng = np.random.default_rng(6)

    def said(idle):
        table = account.table
        values = np.column_stack([table.values, rng.normal(size=(len(table), idle))])
        names = (*table.names, *(f"idle.f{j}" for j in range(idle)))
        units = ("",) * len(names)
        wide = replace(table, values=values, names=names, units=units)
        model = fit(wide, Metric.PIN_CLICK_RATE)
        return model.effect_sd(model.columns(values, table.guidelines)).mean()

    assert said(60) == pytest.approx(said(0), rel=0.15)


def test_what_designs_may_do_is_in_proportion_to_luck():
    calm, wild = (Priors().beside(luck, 30) for luck in (0.1, 0.4))
    assert wild.guideline_mean == pytest.approx(2 * calm.guideline_mean)
    assert wild.blocks[LINE].sd == pytest.approx(2 * calm.blocks[LINE].sd)
    assert wild.blocks[TOPIC] == calm.blocks[TOPIC]
    assert wild.misfit == pytest.approx(4 * calm.misfit)


def test_likeness_is_one_for_the_same_design_and_falls_with_distance():
    found = likeness(np.zeros((1, 2)), np.array([[0, 0], [0.5, 0], [2, 2]]))[0]
    assert found[0] == 1
    assert 1 > found[1] > found[2]


def test_a_design_beats_itself_half_of_the_time():
    account = simulate(World(pins=200, later=20), 4)
    model = fit(account.table, Metric.PIN_CLICK_RATE)
    side = account.later.values, account.later.guidelines
    assert better(model, side, side) == pytest.approx(0.5)


def test_claims_come_true_in_accounts_of_another_kind():
    """Pooled over accounts, what is said to win with .75 and more does."""
    claimed, won = [], []
    for seed in range(12):
        account = simulate_rules(mixed_rules(200, seed), seed)
        model = fit(account.table, Metric.PIN_CLICK_RATE)
        first, second = np.arange(500), np.arange(500, 1000)
        values, scores = account.later.values, account.later.guidelines
        sides = [(values[side], scores[side]) for side in (first, second)]
        claimed.append(better(model, *sides))
        won.append(account.later_truth[first] > account.later_truth[second])
    chance, true = np.concatenate(claimed), np.concatenate(won)
    sure = np.maximum(chance, 1 - chance)
    right = np.where(chance >= 0.5, true, ~true)
    here = sure > 0.75
    assert right[here].mean() == pytest.approx(sure[here].mean(), abs=0.06)
