"""The click-rate model as a regressor: it learns, and its intervals hold."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.utils import estimator_checks

from scorer import ClickRate


def account(seed, count=300, strength=0.5):
    draw = np.random.default_rng(seed)
    table = draw.normal(size=(count, 3))
    views = draw.integers(2_000, 8_000, count)
    rates = np.exp(-4 + strength * table[:, 0] + draw.normal(0, 0.2, count))
    return table, draw.poisson(views * rates) / views, views, rates


@pytest.fixture(scope="module")
def fitted():
    table, y, views, _ = account(0)
    return ClickRate().fit(table, y, sample_weight=views)


def test_it_learns_what_is_there(fitted):
    table, _, _, rates = account(1)

    assert np.corrcoef(np.log(fitted.predict(table)), np.log(rates))[0, 1] > 0.8
    assert fitted.score(table, rates) > 0.4


def test_intervals_hold_single_pins(fitted):
    table, _, _, rates = account(2, count=1_000)
    low, high = fitted.predict_interval(table).T

    assert 0.7 < np.mean((low <= rates) & (rates <= high)) < 0.98


def test_missing_numbers_are_taken(fitted):
    table, y, views, _ = account(0)
    table[::7, 1] = np.nan
    model = clone(fitted).fit(
        table, y, views, designs=np.arange(300) // 2, boards=["a", "b"] * 150
    )

    assert np.isfinite(model.predict(table)).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"y": np.full(300, 1.5)}, "rates"),
        ({"y": np.full(299, 0.1)}, "300 rows"),
        ({"sample_weight": np.zeros(300)}, "impressions"),
        ({"boards": ["a"]}, "boards"),
    ],
)
def test_what_cannot_be_is_told(change, words):
    table, y, views, _ = account(0)
    with pytest.raises(ValueError, match=words):
        ClickRate().fit(**{"X": table, "y": y, "sample_weight": views, **change})


def test_before_fit_and_with_other_columns(fitted):
    with pytest.raises(NotFittedError):
        ClickRate().predict([[1.0]])
    with pytest.raises(ValueError, match="expecting 3"):
        fitted.predict([[1.0]])


@pytest.mark.parametrize(
    "check",
    [
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
        estimator_checks.check_estimators_unfitted,
    ],
    ids=lambda check: check.__name__,
)
def test_scikit_learns_checks_that_need_no_fit(check):
    check("ClickRate", ClickRate())
