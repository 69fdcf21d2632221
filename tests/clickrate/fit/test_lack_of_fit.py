"""What the curves miss is noticed, and does not grow with idle features."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.fit.grouping import equations, group_rows, noise
from scorer.clickrate.fit.lack_of_fit import lack_of_fit_variance
from tests.support.simulator import World, simulate


def _missed(rng, size):
    """Return the variance found where pairs of features act, beside two that do."""
    lines = rng.normal(size=(1200, 4))
    pairs = size * lines[:, 0] * lines[:, 1]
    z = lines @ [0.3, 0, -0.2, 0.1] + pairs + rng.normal(0, 0.7, 1200)
    matrix = np.column_stack([np.ones(1200), lines])
    around = noise(np.full(1200, 1 / 0.49), group_rows(np.arange(1200)), 0.01)
    prior = np.array([100.0, 0.1, 0.1, 0.1, 0.1])
    return lack_of_fit_variance(
        equations(matrix, z, around), lines, np.zeros(5), prior, 0.02
    )


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
        return model.effect_sd(model.centered_columns(values, table.guidelines)).mean()

    assert said(60) == pytest.approx(said(0), rel=0.15)
