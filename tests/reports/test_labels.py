"""Where labels stand."""

import pytest

from scorer.reports._labels import Mark, placed


def sides(*boxes, shape=1.5):
    marks = [Mark(*box, label="11.4 dp") for box in boxes]
    return [mark.side for mark in placed(marks, shape)]


@pytest.mark.parametrize(
    ("box", "side"),
    [
        ((30, 50, 40, 5), "left"),
        ((5, 50, 40, 5), "right"),
        ((5, 50, 90, 5), "above"),
        ((5, 0, 90, 5), "below"),
        ((0, 0, 100, 100), ""),
    ],
)
def test_label_stands_where_there_is_room(box, side):
    assert sides(box) == [side]


def test_taller_line_is_served_first_and_no_label_covers_a_line():
    assert sides((5, 52, 90, 2), (5, 48, 90, 4)) == ["below", "above"]


def test_crowded_lines_go_without_labels():
    lines = [(1, 2 * number, 98, 2) for number in range(50)]

    assert not any(sides(*lines))


def test_what_has_nothing_to_say_has_no_side():
    assert [mark.side for mark in placed([Mark(30, 50, 40, 5)], 1.5)] == [""]
