"""No design spans two folds, and forward means forward."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.validate.folds import forward, whole_designs

RNG = np.random.default_rng(5)
DESIGNS = RNG.integers(0, 60, 200)
DAYS = RNG.uniform(0, 700, 200)


@pytest.mark.parametrize(
    "folds",
    [list(whole_designs(DESIGNS, 5, 1)), list(forward(DAYS, DESIGNS, 4))],
    ids=["whole designs", "forward"],
)
def test_no_design_spans_two_folds(folds):
    for fit_rows, test_rows in folds:
        assert len(fit_rows)
        assert len(test_rows)
        assert not set(DESIGNS[fit_rows]) & set(DESIGNS[test_rows])


def test_every_row_is_tested_once():
    tested = np.concatenate([test for _, test in whole_designs(DESIGNS, 5, 1)])

    assert sorted(tested) == list(range(200))


def test_forward_tests_only_newer_rows():
    for fit_rows, test_rows in forward(DAYS, DESIGNS, 4):
        assert DAYS[fit_rows].max() <= DAYS[test_rows].min()
