"""Which characters tell the height of capitals, in faces of several kinds."""

import pytest

from scorer.text.ink.glyphs import Glyph
from scorer.text.line.cap_height import cap_height

FOOT = 100.0


def line(*characters):
    """Characters by sign, height above the baseline, and what hangs below it."""
    return [
        Glyph(char, 30.0 * n, FOOT - high, 30.0 * n + 25, FOOT + low, n)
        for n, (char, high, low) in enumerate(characters)
    ]


def test_capitals_that_hang_below_the_line_count_whole():
    found = line(("S", 31, 7), ("t", 29, 0), ("a", 18, 0), ("D", 31, 6), ("a", 18, 0))

    cap = cap_height(found)

    assert (cap.pixels, cap.source) == (pytest.approx(37.5), "capitals")


def test_one_that_hangs_is_a_tail():
    found = line(("E", 30, 0), ("Q", 30, 8), ("T", 30, 0))

    assert cap_height(found).pixels == pytest.approx(30)


def test_two_capitals_alike_tower_over_ascenders():
    found = line(("T", 33, 0), ("h", 25, 0), ("e", 16, 0), ("W", 33, 0), ("k", 25, 0))

    assert cap_height(found).pixels == pytest.approx(33)


@pytest.mark.parametrize("other", [("W", 22, 0), ("a", 16, 0)])
def test_a_capital_alone_or_unlike_the_other_is_doubted(other):
    found = line(("T", 45, 0), ("h", 25, 0), ("e", 16, 0), other, ("k", 25, 0))

    assert cap_height(found).source == "ascenders"


def test_capitals_lower_than_small_letters_lost_their_ink():
    found = line(("L", 10, 0), ("e", 28, 0), ("a", 28, 0), ("s", 28, 0))

    assert cap_height(found).source == "x-height"
