"""Numbers as people write them."""

import pytest

from scorer.core.units import Quantity, Unit


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(4.41, Unit.DP), "4.41 dp"),
        (Quantity(0.314, Unit.SHARE), "31.4 %"),
        (Quantity(3.0, Unit.RATIO), "3:1"),
        (Quantity(1500, Unit.PX), "1,500 px"),
        (Quantity(7, Unit.COUNT), "7"),
    ],
)
def test_text(quantity, text):
    assert str(quantity) == text
