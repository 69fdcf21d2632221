"""What was found: as sure as it comes true, and no surer than the pins can tell."""

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.findings import findings
from scorer.clickrate.model.together import companions
from tests.support.judged import examined, judged
from tests.support.simulator import World, mixed_world, to_table

METRIC = Metric.PIN_CLICK_RATE
_SEED = 70_000


def of(columns, log_rate, seed=0):
    """Return the findings of pins with those features and that rule."""
    rng, (pins, _) = np.random.default_rng(seed), columns.shape
    seen = np.full(pins, 2000.0)
    clicks = rng.poisson(seen * 0.02 * np.exp(log_rate + rng.normal(0, 0.3, pins)))
    table = to_table(
        "f",
        values=columns,
        guidelines=np.full(pins, np.nan),
        counts={METRIC: clicks.astype(float)},
        impressions=seen,
        topics=np.zeros(pins, np.int64),
        topic_names=("board",),
        days=np.full(pins, np.nan),
        designs=np.arange(pins),
    )
    model = fit(table, METRIC)
    return findings(model, companions(model.names, table.as_seen_by(model)))


def related(pins, correlation, seed=1):
    """Return two features that correlate so, and a third by itself."""
    rng = np.random.default_rng(seed)
    one = rng.normal(size=pins)
    other = correlation * one + (1 - correlation**2) ** 0.5 * rng.normal(size=pins)
    return np.column_stack([one, other, rng.normal(size=pins)])


def test_of_two_that_few_pins_cannot_tell_apart_neither_is_named_alone():
    columns = related(100, 0.65)

    first = of(columns, 0.08 * (columns[:, 0] + columns[:, 1]), seed=2)[0]

    assert {*first.members} == {"f.f00", "f.f01"}
    assert first.probability >= 0.8
    assert first.best > first.worst


def test_what_is_sure_by_itself_is_named_by_itself():
    columns = related(900, 0.65)

    found = of(columns, 0.4 * columns[:, 0])

    assert found[0].members == ("f.f00",)
    assert all(each.probability < 0.8 for each in found[1:])


def test_what_is_nearly_the_same_is_always_one():
    columns = related(900, 0.97)

    found = of(columns, 0.4 * columns[:, 0])

    assert {*found[0].members} == {"f.f00", "f.f01"}


def test_each_feature_is_in_one_finding():
    rng = np.random.default_rng(3)
    columns = np.hstack([related(300, 0.6, seed) for seed in range(4)])

    found = of(columns, columns @ rng.normal(0, 0.15, 12))

    named = [name for each in found for name in each.members]
    assert len(named) == len(set(named))


@pytest.mark.slow
def test_said_chances_come_true():
    worlds = [World(pins=1000), World(pins=1000, hidden=0.5)]
    accounts = [
        examined(world, _SEED + seed)
        for seed in range(8)
        for world in (*worlds, mixed_world(1000, seed))
    ]
    found = [each for pair in accounts for each in judged(*pair)]
    said = np.array([finding.probability for finding, _ in found])
    right = np.array([worth > 1e-6 for _, worth in found])

    likely = said >= 0.8
    assert likely.sum() > 40
    assert abs(said[likely].mean() - right[likely].mean()) <= 0.05
    guesses = said < 0.5
    assert right[guesses].mean() <= said[guesses].mean() + 0.1


def test_a_model_without_features_found_nothing():
    columns = np.ones((60, 2))

    assert of(columns, np.zeros(60)) == ()
