"""The estimator finds a known rule, and its numbers add up."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.core.errors import ModelError
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE


def ranks(values):
    return np.argsort(np.argsort(values))


def spearman(a, b):
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


@pytest.fixture(scope="module")
def account():
    return simulate(World(pins=700, features=15, creative_share=0.3), 3)


@pytest.fixture(scope="module")
def model(account):
    return fit(account.table, METRIC)


def test_a_known_rule_is_found_on_later_pins(account, model):
    found = model.creative(account.later.values, account.later.guidelines)

    assert spearman(found, account.later_truth) > 0.8


def test_few_pins_keep_to_the_guidelines():
    account = simulate(World(pins=25, creative_share=0.0), 2)

    model = fit(account.table, METRIC)

    found = model.creative(account.later.values, account.later.guidelines)
    assert spearman(found, account.later.guidelines) > 0.6


def test_too_few_pins_are_refused(account):
    with pytest.raises(ModelError, match="19 pins"):
        fit(account.table.take(np.arange(19)), METRIC)


def test_a_model_fitted_without_guidelines_takes_a_score_calmly(account):
    model = fit(account.table.without_guidelines(), METRIC)

    good, bad = (model.estimate({}, score).rate for score in (90.0, 50.0))

    assert 1.2 < good / bad < 2.0
