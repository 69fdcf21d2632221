"""Where lines go that stand in the corner or over each other."""

import pytest

from scorer.core.fix import Move
from scorer.core.units import Box
from scorer.fixes.place import (
    apart,
    direction,
    moved_with,
    off_subject,
    out_of_corner,
)

SIZE = (1000, 1500)
CORNER = Box(860, 1440, 100, 30)


def out(box, *others):
    return out_of_corner(box, 180, 30, SIZE, others)


def test_a_line_leaves_the_corner_by_the_shorter_way_and_keeps_its_size():
    move = out(CORNER)
    [place] = move.places

    assert place[2:] == CORNER[2:]
    assert place.left + place.width <= 1000 - 180
    assert direction(move) == "148 px to the left"


def test_a_wide_line_goes_up_and_a_taken_way_is_not_gone():
    wide = Box(100, 1440, 880, 30)
    [place] = out(wide).places
    assert (place.left, place.top < 1290) == (90, True)

    above = Box(0, 1200, 1000, 200)
    [beside] = out(CORNER, above).places
    assert beside.top == CORNER.top
    assert beside.left + CORNER.width <= 820


def test_without_room_there_is_no_move():
    assert out(CORNER, Box(0, 1200, 1000, 200), Box(0, 1400, 850, 90)) is None


UPPER, LOWER = Box(100, 100, 400, 60), Box(150, 140, 300, 60)
BELOW, BESIDE = Box(100, 210, 300, 60), Box(700, 150, 200, 60)


def test_lines_that_overlap_get_room_and_push_what_is_below():
    move = apart(UPPER, LOWER, 30, 1500, [BELOW, BESIDE])

    assert move.boxes == (LOWER, BELOW)
    assert [place.top - box.top for box, place in zip(*_pair(move), strict=True)] == [
        35,
        35,
    ]


def test_at_the_foot_the_upper_line_goes_up():
    low = [Box(x.left, x.top + 1280, *x[2:]) for x in (UPPER, LOWER)]
    move = apart(*low, 30, 1500, [])

    assert move.boxes == (low[0],)
    assert move.places[0].top < low[0].top


def test_lines_that_fill_the_pin_or_have_room_stay():
    assert apart(UPPER, LOWER, 90, 240, []) is None
    assert apart(UPPER, Box(100, 400, 100, 60), 30, 1500, []) is None


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Box(40, 100, 9, 9), "60 px to the left"),
        (Box(130, 110, 9, 9), "30 px to the right"),
        (Box(100, 140, 9, 9), "40 px down"),
        (Box(100, 60, 9, 9), "40 px up"),
    ],
)
def test_the_way_is_said(place, said):
    assert direction(Move((Box(100, 100, 9, 9),), (place,))) == said


class _Line:
    def __init__(self, *box):
        self.box = Box(*box)


def test_lines_that_stand_together_go_together():
    lines = [_Line(860, 1400, 100, 20), _Line(880, 1440, 100, 30)]
    whole = Move((Box(860, 1400, 120, 70),), (Box(700, 1400, 120, 70),))

    assert moved_with(whole, lines) == Move(
        (lines[0].box, lines[1].box),
        (Box(700, 1400, 100, 20), Box(720, 1440, 100, 30)),
    )


def _pair(move):
    return move.boxes, move.places


TITLE = (Box(100, 600, 800, 100), Box(100, 720, 800, 100))


@pytest.mark.parametrize(
    ("subject", "by"),
    [
        (Box(300, 650, 400, 700), -195),  # ends 25 above it
        (Box(300, 100, 400, 600), 125),
    ],
)
def test_words_leave_the_subject_together_by_the_shorter_way(subject, by):
    move = off_subject(TITLE, subject, 30, SIZE, [])

    assert [place.top - box.top for box, place in zip(*_pair(move), strict=True)] == [
        by,
        by,
    ]


def test_words_stay_where_other_words_or_the_subject_leave_no_room():
    subject = Box(300, 250, 400, 1000)

    assert off_subject(TITLE, subject, 30, SIZE, []) is None
    free = Box(300, 650, 400, 700)
    above, below = Box(0, 200, 1000, 300), Box(0, 1400, 1000, 50)
    assert off_subject(TITLE, free, 30, SIZE, [above, below]) is None
