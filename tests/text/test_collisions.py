"""Lines that lie over each other, made by hand on a pin 1000 px wide."""

import dataclasses

import pytest

from scorer.core.units import Box
from scorer.text.collisions import overlaps
from scorer.text.line.text_line import TextLine

WIDTH = 1000


def line(text, top, cap=50, left=100, width=500, **fields):
    """A line of capitals: its ink box is its cap height."""
    given = {
        "confidence": 0.99,
        "contrast": 12.0,
        "cap_height_source": "capitals",
        "baseline_px": float(top + cap),
        "ink_quality": 0.8,
    }
    box = Box(left, top, width, cap)
    return TextLine(text, box, float(cap), **{**given, **fields})


def depths(*lines):
    return [each.depth for each in overlaps(lines, WIDTH)]


@pytest.mark.parametrize(
    ("top", "expected"), [(140, [0.2]), (150, []), (151, []), (110, [0.8])]
)
def test_depth_is_what_two_lines_share(top, expected):
    first = line("EASY PASTA", 100)

    assert depths(first, line("TONIGHT", top, width=300)) == pytest.approx(expected)


def test_depth_is_counted_in_letters_of_the_smaller_line():
    figure, caption = line("2.1x", 100, cap=200), line("More clicks", 295, cap=20)
    (found,) = overlaps([caption, figure], WIDTH)

    assert (found.first.text, found.second.text) == ("2.1x", "More clicks")
    assert found.depth == pytest.approx(0.25)
    assert found.box == Box(100, 295, 500, 5)


def test_lines_beside_each_other_do_not_collide():
    assert depths(line("EASY", 100, width=200), line("PASTA", 120, left=320)) == []


def test_one_line_read_twice_is_no_collision():
    assert depths(line("EASY PASTA", 100), line("EASY PASTA", 104)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"confidence": 0.6},
        {"angle_deg": 8.0},
        {"cap_height_source": "padded-box"},
        {"ink_quality": 0.5},
        {"text": "—"},
    ],
)
def test_lines_that_are_not_surely_measured_are_left_alone(fields):
    second = dataclasses.replace(line("TONIGHT", 130), **fields)

    assert depths(line("EASY PASTA", 100), second) == []


def test_small_print_is_left_alone():
    assert depths(line("EASY PASTA", 100, cap=15), line("TONIGHT", 110, cap=15)) == []


def test_overlay_over_words_on_a_thing_collides_and_two_things_do_not():
    thing = line("Brand", 130, role="scene")

    assert len(depths(line("EASY PASTA", 100), thing)) == 1
    assert depths(line("SALE", 100, role="scene"), thing) == []


def test_the_deepest_comes_first():
    first, second, third = line("A1", 100), line("B2", 140), line("C3", 170)

    assert depths(first, second, third) == pytest.approx([0.4, 0.2])


def test_one_of_two_lines_is_read_surely():
    covered = line("2.1x", 130, confidence=0.75)

    assert len(depths(line("EASY PASTA", 100), covered)) == 1
    assert depths(line("EASY PASTA", 100, confidence=0.85), covered) == []
