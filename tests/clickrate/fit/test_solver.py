"""The search for spreads, and its linear algebra."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import _problem, posterior
from tests.support.simulator import World, mixed_world, simulate

METRIC = Metric.PIN_CLICK_RATE


def test_a_slow_search_arrives_at_the_variances_of_pins_and_designs():
    """In this account steps shrink so slowly that 12 rounds alone stop far away."""
    world = mixed_world(5000, 3)
    table = simulate(world, 3).table

    variances = posterior(table, METRIC).solution.variances

    assert variances["design"] == pytest.approx(world.design_sd**2, rel=0.15)
    assert variances["pin"] == pytest.approx(world.pin_sd**2, rel=0.15)


def test_features_are_told_from_their_bends_and_indicators():
    table = simulate(World(pins=60, later=5, features=4), 3).table
    values = table.values.copy()
    values[:9, 1] = np.nan
    found = posterior(replace(table, values=values), METRIC)
    layout = found.layout
    kinds = ["level", "scores", *(k for shape in found.shapes for k in shape.kinds)]

    problem = _problem(layout, table, METRIC)

    assert kinds.count("missing") == 1
    expected = [j for j, kind in enumerate(kinds) if kind == "line"]
    np.testing.assert_array_equal(
        problem.standardized_features, layout.matrix[:, expected]
    )
