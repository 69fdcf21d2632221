"""What training did not see is told beside an estimate, each thing once."""

import numpy as np
import pytest

from scorer.clickrate.model.notices import placement_notices, value_notices
from scorer.clickrate.model.terms.basis import Curve
from scorer.clickrate.model.terms.columns import stack_curves
from scorer.clickrate.model.terms.placement import Placement

NAMES = [f"color.{letter}" for letter in "abcde"]
USUAL = (1.0, 5.0, 9.0)
CURVES = stack_curves([Curve(x, "", 0.0, 10.0, USUAL, 5.0, 2.0) for x in NAMES])


def said(*values):
    (notices,) = value_notices(np.array([values]), CURVES, NAMES, str.upper)
    return notices


def test_values_within_a_little_of_what_was_seen_are_usual():
    assert said(0.0, 10.0, 5.0, -0.5, 10.5) == ()


def test_values_outside_and_absent_ones_are_told_by_their_labels():
    assert said(11.0, np.nan, 5.0, 5.0, 5.0) == (
        "outside what your pins cover: COLOR.A",
        "not measured, taken as average: COLOR.B",
    )


def test_of_many_three_are_named():
    assert said(*[99.0] * 5) == (
        "outside what your pins cover: COLOR.A; COLOR.B; COLOR.C and 2 more",
    )


@pytest.mark.parametrize(
    ("board", "age", "count"),
    [("", np.nan, 0), ("Soups", 180.0, 0), ("Cakes", 0.0, 1), ("Cakes", 181.0, 2)],
)
def test_new_boards_and_old_models_are_told(board, age, count):
    placement = Placement((board,), np.array([age]))

    assert len(placement_notices(placement, {"Soups"})[0]) == count
    assert len(placement_notices(placement, ())[0]) == (age > 180)
