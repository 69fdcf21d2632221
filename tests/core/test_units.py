"""Numbers as people write them."""

import pytest

from scorer.core.units import Box, Quantity, Unit


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


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Box(29, 39, 5, 5), True),
        (Box(30, 20, 5, 5), False),  # side by side
        (Box(10, 40, 5, 5), False),  # one above the other
        (Box(0, 0, 100, 100), True),
    ],
)
def test_boxes_meet_where_they_share_a_pixel(other, meets):
    box = Box(10, 20, 20, 20)

    assert box.meets(other) is other.meets(box) is meets


def test_the_box_around_boxes():
    assert Box.around([Box(5, 9, 10, 1), Box(2, 20, 4, 30)]) == Box(2, 9, 13, 41)
