"""A pin's own clicks are left out of what is expected of it."""

from dataclasses import replace

import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.funnel.leave_one_out import leave_one_out
from tests.support.simulator import World, simulate


def test_own_clicks_are_not_counted_twice_but_those_of_the_same_design_are():
    """A pin's clicks say nothing of itself, and much of its design."""
    expected = []
    for clicks in (20.0, 200.0):
        table = simulate(World(pins=300, later=10), 6).table
        designs = table.designs.copy()
        designs[1] = designs[0] = -1
        counts = table.counts[Metric.PIN_CLICK_RATE].copy()
        impressions = table.impressions.copy()
        counts[0], impressions[0] = clicks, 2000.0
        table = replace(
            table,
            designs=designs,
            impressions=impressions,
            counts={Metric.PIN_CLICK_RATE: counts},
        )
        found = posterior(table, Metric.PIN_CLICK_RATE)
        expected.append(leave_one_out(found, table.designs))

    less, more = expected
    assert more.mean[0] == pytest.approx(less.mean[0], abs=0.05)
    assert more.mean[1] > less.mean[1] + 0.1
