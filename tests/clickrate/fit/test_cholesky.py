"""Cholesky factors solve and invert."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit import cholesky

METRIC = Metric.PIN_CLICK_RATE


def test_roots_solve_and_invert():
    matrix = np.random.default_rng(2).normal(size=(40, 6))
    square, diagonal = matrix.T @ matrix, np.arange(1.0, 7.0)
    whole = square + np.diag(diagonal)
    right = np.arange(6.0)

    lower = cholesky.factor(square, diagonal)

    assert square == pytest.approx(matrix.T @ matrix)  # not written into
    assert cholesky.solve_factored(lower, right) == pytest.approx(
        np.linalg.solve(whole, right)
    )
    inverse = cholesky.symmetric(cholesky.inverse(lower))
    assert inverse == pytest.approx(np.linalg.inv(whole))
    half = cholesky.half_solve(lower, right)
    assert half @ half == pytest.approx(right @ np.linalg.solve(whole, right))
    solution, variance = cholesky.solved(square, diagonal, right)
    assert solution == pytest.approx(np.linalg.solve(whole, right))
    assert variance == pytest.approx(np.diag(inverse))
    draws = np.array([cholesky.draw_normal(lower, row) for row in np.eye(6)])
    assert draws.T @ draws == pytest.approx(inverse)


def test_single_precision_is_left_where_it_does_not_do():
    nearly = np.array([[1.0, 1.0 - 1e-9], [1.0 - 1e-9, 1.0]])
    right, nothing = np.array([1.0, 2.0]), np.full(2, 1e-9)

    rough = nearly.astype(np.float32)  # singular: both columns are the same
    solution, variance = cholesky.solved(rough, nothing, right)

    exact = np.linalg.inv(rough + np.diag(nothing))
    assert solution == pytest.approx(exact @ right, rel=1e-4)
    assert variance == pytest.approx(np.diag(exact), rel=1e-4)
