"""How many pins are enough."""

from __future__ import annotations

from scorer.clickrate.data.target import Metric
from scorer.clickrate.validate.power import pins_enough

METRIC = Metric.PIN_CLICK_RATE


def test_fewer_impressions_need_more_pins():
    assert pins_enough(0.2, 100, 50) == 900
    assert pins_enough(0.1, 500, 50) == 800
    assert pins_enough(0.4, 5000, 50) == 200


def test_silent_where_it_cannot_be_told():
    assert pins_enough(0.09, 500, 50) is None
    assert pins_enough(0.2, 500, 450) is None
