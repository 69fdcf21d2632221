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
    assert cholesky.inverse_diagonal(lower) == pytest.approx(np.diag(inverse))
    half = cholesky.half_solve(lower, right)
    assert half @ half == pytest.approx(right @ np.linalg.solve(whole, right))
    draws = np.array([cholesky.draw_normal(lower, row) for row in np.eye(6)])
    assert draws.T @ draws == pytest.approx(inverse)
