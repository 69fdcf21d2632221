"""How many pins are enough."""

from __future__ import annotations

from scorer.clickrate.data.target import Metric
from scorer.clickrate.validate.power import pins_enough

METRIC = Metric.PIN_CLICK_RATE


def test_fewer_impressions_need_more_pins():
    assert pins_enough(0.2, 100) == 900
    assert pins_enough(0.05, 500) == 800
    assert pins_enough(0.4, 5000) == 200
