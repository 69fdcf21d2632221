"""Pairs of features are found where they do something together, and nowhere else."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.feature_pairs import feature_pairs
from scorer.clickrate.fit.fit import build_model
from scorer.clickrate.fit.grouping import equations, group_rows, noise
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.model import store
from scorer.clickrate.model.learning_test import LearningTest
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.model import GUIDELINES
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.model.terms.feature_pairs import FEATURE_PAIRS
from scorer.clickrate.validate.leave_out import leave_outs
from scorer.core.errors import ModelError
from scorer.core.storage.checksums import checksum_of
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE
PINS, WIDTH = 1200, 6
NOTHING = Metrics("pin_click_rate", 1, 1, (), LearningTest(), 0.0, None)


def _rows(worth, pins=PINS):
    """Return equations, features and prior: features 1 and 3 work together."""
    rng = np.random.default_rng(3)
    features = rng.normal(size=(pins, WIDTH))
    designs = rng.integers(0, pins * 2 // 3, pins)
    features = features[designs]
    response = 0.2 * features[:, 0] + worth * features[:, 1] * features[:, 3]
    response += rng.normal(size=pins) + 0.3 * rng.normal(size=pins)[designs]
    matrix = np.column_stack([np.ones(pins), features])
    around = noise(np.ones(pins), group_rows(designs), 0.09)
    return equations(matrix, response, around), features, np.full(WIDTH + 1, 0.1)


def _alone(rows, prior):
    return np.linalg.solve(rows.left + np.diag(1 / prior), rows.right)


def test_the_pair_that_works_together_is_found_among_all():
    rows, features, prior = _rows(worth=0.25)

    found = feature_pairs(rows, features, _alone(rows, prior), prior, 1.09)

    assert set(zip(found.pairs.first, found.pairs.second, strict=True)) == {(3, 1)}
    assert found.pairs.effects[0] == pytest.approx(0.25, abs=0.08)


def test_all_coefficients_are_solved_for_together():
    rows, features, prior = _rows(worth=0.25)
    found = feature_pairs(rows, features, _alone(rows, prior), prior, 1.09)
    product = np.clip(features[:, 3], -2.5, 2.5) * np.clip(features[:, 1], -2.5, 2.5)
    effect = found.pairs.effect(features) / found.pairs.effects[0]

    assert effect - effect.mean() == pytest.approx(product - product.mean())
    # Given the pair, the others are where they would be without it.
    rest = rows.response - found.pairs.effect(features)
    right = rows.matrix.T @ rows.noise.apply_inverse(rest)
    whole = rows.left + np.diag(1 / prior)
    assert found.mean == pytest.approx(np.linalg.solve(whole, right))


@pytest.mark.parametrize(("worth", "pins"), [(0.0, PINS), (0.25, 900)])
def test_nothing_is_found_in_noise_or_in_few_pins(worth, pins):
    rows, features, prior = _rows(worth, pins)

    assert feature_pairs(rows, features, _alone(rows, prior), prior, 1.09) is None


@pytest.fixture(scope="module")
def account():
    world = World(
        pins=1500, later=400, features=16, active=6, creative_share=0.5,
        interactions=0.6, median_impressions=3000, repins=0.2,
    )  # fmt: skip
    return simulate(world, 5)


@pytest.fixture(scope="module")
def whole(account):
    return posterior(account.table, METRIC)


@pytest.fixture(scope="module")
def model(account, whole):
    return build_model(whole, account.table, METRIC, {})


def _said(model, table):
    return model.creative(table.in_order(model.names), table.guidelines)


def test_later_pins_are_told_better_with_pairs(account, model):
    without = model.posterior_mean.copy()
    without[-1] = 0.0
    later = account.later
    columns = model.centered_columns(later.in_order(model.names), later.guidelines)
    truth = account.later_truth

    assert model.feature_pairs is not None
    alone = spearman(columns @ without, truth)
    assert spearman(_said(model, later), truth) > alone + 0.05


def test_the_model_says_what_the_fit_says(account, whole, model):
    fitted, said = whole.creative(whole.layout), _said(model, account.table)

    assert said - said.mean() == pytest.approx(fitted - fitted.mean(), abs=1e-5)
    # Over the designs, the average is none.
    _, first = np.unique(account.table.designs, return_index=True)
    assert said[first].mean() == pytest.approx(0, abs=1e-6)


def test_pairs_are_a_part_of_what_is_told_of_a_pin(account, model):
    row = dict(zip(account.later.names, account.later.values[0], strict=True))

    told = model.estimate(row, 70.0)

    parts = {each.feature: each.effect for each in told.contributions}
    assert list(parts) == [GUIDELINES, *model.names, FEATURE_PAIRS]
    assert parts[FEATURE_PAIRS] != 0
    relative = math.log(told.rate / told.baseline)
    assert sum(parts.values()) == pytest.approx(relative, abs=1e-6)


def test_what_one_feature_adds_alone_leaves_pairs_out(account, whole, model):
    others = leave_outs(model, whole, account.table, METRIC)
    values = account.later.in_order(model.names)[:5]
    columns = model.centered_columns(values, np.full(5, np.nan))

    found = model.effects_by_feature(columns)

    assert {len(each) for each in others} == {len(model.coefficients)}
    alone = columns.copy()
    alone[:, -1] = 0.0
    assert found.effect.shape == (5, len(model.curves))
    assert (found.sd > 0).all()
    assert (found.effect == model.effects_by_feature(alone).effect).all()


def test_pairs_are_stored_and_read_again(account, model, tmp_path):
    folder = tmp_path / "model"
    store.save(model, NOTHING, folder)

    again = store.load(folder)

    assert _said(again, account.later) == pytest.approx(_said(model, account.later))


@pytest.mark.parametrize(("field", "value"), [("first", [99]), ("effects", [0.1] * 99)])
def test_pairs_that_are_none_are_refused(model, tmp_path, field, value):
    folder = tmp_path / "model"
    store.save(model, NOTHING, folder)
    path = folder / store.MODEL
    content = json.loads(path.read_text())
    content["model"]["feature_pairs"][field] = value
    content["sha256"] = checksum_of(content["model"])
    path.write_text(json.dumps(content))

    with pytest.raises(ModelError, match="pair"):
        store.load(folder)
