"""Curves: clipped, standardised, orthogonal, and honest about what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.basis import curve

VALUES = np.random.default_rng(2).normal(50, 10, 500)


def test_line_is_standard_and_bends_are_orthogonal_to_it():
    columns = curve("a.x", "px", VALUES).columns(VALUES)

    np.testing.assert_allclose(columns.mean(0), 0, atol=1e-9)
    gram = columns.T @ columns / len(VALUES)
    np.testing.assert_allclose(gram, np.eye(len(gram)), atol=1e-6)


def test_nothing_is_extrapolated():
    shape = curve("a.x", "px", VALUES)

    top = shape.columns(np.array([shape.high, 1e9]))

    np.testing.assert_array_equal(top[0], top[1])


def test_a_missing_value_is_average_and_marked():
    holes = VALUES.copy()
    holes[:50] = np.nan
    shape = curve("a.x", "px", holes)

    columns = shape.columns(holes)

    assert shape.kinds[-1] == "mark"
    assert (columns[:50, :-1] == 0).all()
    assert (columns[:50, -1] > 0).all()
    assert columns[:, -1].mean() == pytest.approx(0)


@pytest.mark.parametrize(
    "values",
    [np.full(50, 3.0), np.r_[np.zeros(48), 1.0, 1.0], np.full(50, np.nan)],
    ids=["constant", "two others", "unknown"],
)
def test_what_hardly_varies_is_dropped(values):
    assert curve("a.x", "", values) is None


def test_a_yes_or_no_is_a_line_only():
    assert curve("a.x", "", np.tile([0.0, 1.0], 25)).kinds == ("line",)


def test_a_rare_yes_is_kept():
    rare = np.zeros(1000)
    rare[:5] = 1

    assert curve("a.x", "", rare).kinds == ("line",)


def test_the_support_is_what_pins_cover():
    shape = curve("a.x", "px", VALUES)

    assert shape.supports(50.0)
    assert not shape.supports(200.0)
    assert not shape.supports(float("nan"))
