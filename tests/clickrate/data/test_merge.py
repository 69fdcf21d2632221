"""Retraining: rows are merged by pin, and a broken join is stopped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.merge import merge
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.core.errors import ModelError
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE


@pytest.fixture(scope="module")
def table():
    world = World(pins=1300, later=10, features=12, creative_share=0.3)
    return simulate(world, 6).table


@pytest.fixture(scope="module")
def champion(table):
    return fit(table.take(np.arange(1050)), METRIC)


def shuffled(table):
    order = np.random.default_rng(1).permutation(len(table))
    return replace(
        table, values=table.values[order], guidelines=table.guidelines[order]
    )


def test_the_newest_figures_win_and_each_pin_is_one_row(table):
    old, new = table.take(np.arange(100)), table.take(np.arange(50, 120))
    grown = replace(new, impressions=new.impressions + 10)

    merged = merge(old, grown)

    assert (merged.added, merged.updated, merged.decreased) == (20, 50, ())
    assert sorted(merged.table.ids) == sorted(table.ids[:120])
    where = merged.table.ids.index(table.ids[60])
    assert merged.table.impressions[where] == table.impressions[60] + 10


def test_designs_stay_designs_when_merged(table):
    merged = merge(table.take(np.arange(600)), table.take(np.arange(600, 1300)))

    assert merged.table.design_count() == table.design_count()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_design_of_both_tables_is_one_whatever_came_between(table, order):
    """The new table knows a second picture of a design whose first is in the old."""
    old = replace(table.take(np.array([0])), ids=("a",), designs=np.array([0]))
    pair = table.take(np.array([0, 1]))
    new = replace(pair, ids=("b", "c"), designs=np.array([5, 5])).take(np.array(order))

    assert merge(old, new).table.design_count() == 1


def test_a_design_stays_one_if_only_some_of_its_pins_are_updated(table):
    old = replace(table.take(np.array([0, 1])), designs=np.array([7, 7]))
    new = replace(table.take(np.array([1])), values=table.values[[2]])

    assert merge(old, new).table.design_count() == 1


def test_without_features_pins_stay_apart(table):
    bare = replace(table, names=(), units=(), values=table.values[:, :0])
    old, new = (bare.take(rows) for rows in (np.array([0]), np.array([1])))

    assert merge(old, new).table.design_count() == 2


def test_counts_that_fall_are_named(table):
    new = table.take(np.arange(3))

    merged = merge(table, replace(new, impressions=new.impressions - 1))

    assert set(merged.decreased) == set(table.ids[:3])


def test_other_features_are_refused(table):
    other = replace(table, names=("sim.zzz", *table.names[1:]))

    with pytest.raises(ModelError, match="no such feature"):
        merge(table, other)
