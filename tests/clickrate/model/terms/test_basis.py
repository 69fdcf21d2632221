"""Curves: clipped, standardized, orthogonal, and honest about what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.model.terms.basis import curve
from scorer.clickrate.model.terms.columns import stack_curves

VALUES = np.random.default_rng(2).normal(50, 10, 500)


def test_line_is_standardized_and_bends_are_orthogonal_to_it():
    found = curve("a.x", "px", VALUES).basis(VALUES)

    np.testing.assert_allclose(found.mean(0), 0, atol=1e-9)
    gram = found.T @ found / len(VALUES)
    np.testing.assert_allclose(gram, np.eye(len(gram)), atol=1e-6)


def test_nothing_is_extrapolated():
    shape = curve("a.x", "px", VALUES)

    top = shape.basis(np.array([shape.high, 1e9]))

    np.testing.assert_array_equal(top[0], top[1])


def test_a_missing_value_is_average_and_indicated():
    holes = VALUES.copy()
    holes[:50] = np.nan
    shape = curve("a.x", "px", holes)

    columns = shape.basis(holes)

    assert shape.kinds[-1] == "missing"
    assert (columns[:50, :-1] == 0).all()
    assert (columns[:50, -1] > 0).all()
    assert columns[:, -1].mean() == pytest.approx(0)


@pytest.mark.parametrize(
    "values",
    [
        np.full(50, 3.0),
        np.tile([0.1, np.nextafter(0.1, 1)], 25),
        np.r_[np.zeros(48), 1.0, 1.0],
        np.full(50, np.nan),
    ],
    ids=["constant", "constant but for rounding", "two others", "unknown"],
)
def test_what_hardly_varies_is_dropped(values):
    assert curve("a.x", "", values) is None


def test_a_yes_or_no_is_a_line_only():
    assert curve("a.x", "", np.tile([0.0, 1.0], 25)).kinds == ("line",)


def test_a_rare_yes_is_kept():
    rare = np.zeros(1000)
    rare[:5] = 1

    assert curve("a.x", "", rare).kinds == ("line",)


def test_all_columns_at_once_are_those_of_each_curve():
    rng = np.random.default_rng(5)
    values = rng.normal(size=(300, 4))
    values[:60, 1] = np.nan
    values[:, 2] = values[:, 2] > 0.3
    values[:, 3] = np.exp(values[:, 3])
    curves = [curve(f"a.{j}", "", values[:, j]) for j in range(4)]
    other = np.array([[np.nan] * 4, [9, -9, 1, 0.1], [0, 0.2, np.nan, 3]])

    found = stack_curves(curves).basis(other)

    each = [shape.basis(other[:, j]) for j, shape in enumerate(curves)]
    np.testing.assert_allclose(found, np.column_stack(each), atol=1e-12)
    assert stack_curves([]).basis(np.zeros((3, 0))).shape == (3, 0)
