"""Whether two words of a line stand on two panels, on drawn lines."""

import numpy as np
import pytest

from scorer.text.ink.frame import LineFrame
from scorer.text.line.gutter import has_gutter

HEIGHT, WIDTH = 80, 400
# Ink ends at 180 and begins again at 220.
LEFT, RIGHT = 180.0, 220.0
BLACK, YELLOW, TEAL = (20, 22, 20), (250, 230, 40), (30, 120, 130)


def frame(pixels):
    matrix = np.array([[1.0, 0, 0], [0, 1.0, 0]])
    return LineFrame(pixels, 10, 12, WIDTH - 10, HEIGHT - 12, 1.0, 0.0, matrix)


def panel(color=BLACK):
    return np.full((HEIGHT, WIDTH, 3), color, np.uint8)


def ruled(first=0, last=HEIGHT, slope=0.0, color=YELLOW):
    pixels = panel()
    for row in range(first, last):
        place = 200 + round(slope * (row - HEIGHT / 2))
        pixels[row, place - 2 : place + 2] = color
    return pixels


@pytest.mark.parametrize("slope", [0.0, 0.12])
def test_a_gutter_runs_from_top_to_bottom(slope):
    assert has_gutter(frame(ruled(slope=slope)), LEFT, RIGHT)


def test_panels_of_two_colors_meet():
    pixels = panel()
    pixels[:, 200:] = TEAL

    assert has_gutter(frame(pixels), LEFT, RIGHT)


def test_a_bar_as_high_as_the_letters_is_one_of_their_signs():
    assert not has_gutter(frame(ruled(14, HEIGHT - 14)), LEFT, RIGHT)


def test_a_line_that_is_hardly_seen_parts_nothing():
    assert not has_gutter(frame(ruled(color=(40, 42, 40))), LEFT, RIGHT)


def test_words_that_stand_close_are_one_line_over_a_gutter():
    assert not has_gutter(frame(ruled()), 194.0, 206.0)


def test_a_soft_change_is_no_edge():
    pixels = panel()
    shares = np.linspace(0, 1, int(RIGHT - LEFT))
    mixed = np.outer(1 - shares, BLACK) + np.outer(shares, TEAL)
    pixels[:, int(LEFT) : int(RIGHT)] = mixed.astype(np.uint8)
    pixels[:, int(RIGHT) :] = TEAL

    assert not has_gutter(frame(pixels), LEFT, RIGHT)


@pytest.mark.parametrize("seed", range(3))
def test_a_busy_picture_is_no_gutter(seed):
    noise = np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3))

    assert not has_gutter(frame(noise.astype(np.uint8)), LEFT, RIGHT)
