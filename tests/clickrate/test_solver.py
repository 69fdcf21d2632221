"""The search for spreads, and its linear algebra."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate import cholesky
from scorer.clickrate.grouping import equations, grouped, noise
from scorer.clickrate.posterior import _problem, posterior
from scorer.clickrate.target import Metric
from tests.support.simulator import World, mixed_world, simulate

METRIC = Metric.PIN_CLICK_RATE


def test_a_slow_search_arrives_at_the_spreads_of_pins_and_designs():
    """In this account steps shrink so slowly that 12 rounds alone stop far away."""
    world = mixed_world(5000, 3)
    table = simulate(world, 3).table

    spreads = posterior(table, METRIC).solution.spreads

    assert spreads["design"] == pytest.approx(world.design_sd**2, rel=0.15)
    assert spreads["pin"] == pytest.approx(world.pin_sd**2, rel=0.15)


def test_features_are_told_from_their_bends_and_marks():
    table = simulate(World(pins=60, later=5, features=4), 3).table
    values = table.values.copy()
    values[:9, 1] = np.nan
    found = posterior(replace(table, values=values), METRIC)
    layout = found.layout
    kinds = ["level", "scores", *(k for shape in found.shapes for k in shape.kinds)]

    problem = _problem(layout, table, METRIC)

    assert kinds.count("mark") == 1
    expected = [j for j, kind in enumerate(kinds) if kind == "line"]
    np.testing.assert_array_equal(problem.lines, layout.matrix[:, expected])


def _rows():
    rng = np.random.default_rng(2)
    matrix, weight = rng.normal(size=(40, 6)), rng.uniform(0.5, 3, 40)
    return matrix, weight, rng.normal(size=40), rng.integers(0, 25, 40)


def test_normal_equations_are_those_of_the_whole_variance():
    matrix, weight, response, designs = _rows()
    variance = np.diag(1 / weight) + 0.3 * (designs[:, None] == designs)
    inverse = np.linalg.inv(variance)

    rows = equations(matrix, response, noise(weight, grouped(designs), 0.3))

    assert rows.left == pytest.approx(matrix.T @ inverse @ matrix)
    assert rows.right == pytest.approx(matrix.T @ inverse @ response)
    assert rows.noise.applied(matrix) == pytest.approx(inverse @ matrix)


def test_rough_columns_give_the_same_to_single_precision():
    matrix, weight, response, designs = _rows()
    around = noise(weight, grouped(designs), 0.3)

    exact = equations(matrix, response, around)
    rough = equations(matrix.astype(np.float32), response, around)

    assert rough.left.dtype == np.float64
    assert rough.left == pytest.approx(exact.left, rel=1e-5, abs=1e-5)
    assert rough.right == pytest.approx(exact.right, rel=1e-5, abs=1e-5)


def test_roots_solve_and_invert():
    matrix, *_ = _rows()
    square, diagonal = matrix.T @ matrix, np.arange(1.0, 7.0)
    whole = square + np.diag(diagonal)
    right = np.arange(6.0)

    lower = cholesky.root(square, diagonal)

    assert square == pytest.approx(matrix.T @ matrix)  # not written into
    assert cholesky.solved(lower, right) == pytest.approx(np.linalg.solve(whole, right))
    inverse = cholesky.mirrored(cholesky.inverse(lower))
    assert inverse == pytest.approx(np.linalg.inv(whole))
    assert cholesky.inverse_diagonal(lower) == pytest.approx(np.diag(inverse))
    half = cholesky.half_solved(lower, right)
    assert half @ half == pytest.approx(right @ np.linalg.solve(whole, right))
    draws = np.array([cholesky.drawn(lower, row) for row in np.eye(6)])
    assert draws.T @ draws == pytest.approx(inverse)
