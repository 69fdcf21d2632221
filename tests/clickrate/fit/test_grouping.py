"""Design effects are taken out of the normal equations."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.grouping import equations, group_rows, noise

METRIC = Metric.PIN_CLICK_RATE


def _rows():
    rng = np.random.default_rng(2)
    matrix, weight = rng.normal(size=(40, 6)), rng.uniform(0.5, 3, 40)
    return matrix, weight, rng.normal(size=40), rng.integers(0, 25, 40)


def test_normal_equations_are_those_of_the_whole_variance():
    matrix, weight, response, designs = _rows()
    variance = np.diag(1 / weight) + 0.3 * (designs[:, None] == designs)
    inverse = np.linalg.inv(variance)

    rows = equations(matrix, response, noise(weight, group_rows(designs), 0.3))

    assert rows.left == pytest.approx(matrix.T @ inverse @ matrix)
    assert rows.right == pytest.approx(matrix.T @ inverse @ response)
    assert rows.noise.apply_inverse(matrix) == pytest.approx(inverse @ matrix)


def test_rough_columns_give_the_same_to_single_precision():
    matrix, weight, response, designs = _rows()
    around = noise(weight, group_rows(designs), 0.3)

    exact = equations(matrix, response, around)
    rough = equations(matrix.astype(np.float32), response, around)

    assert rough.left.dtype == np.float64
    assert rough.left == pytest.approx(exact.left, rel=1e-5, abs=1e-5)
    assert rough.right == pytest.approx(exact.right, rel=1e-5, abs=1e-5)
