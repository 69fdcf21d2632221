"""Panels, and the seams between them."""

import cv2
import numpy as np
import pytest

from scorer.vision.color.lab import lab_of
from scorer.vision.seams import panels
from tests.support.planes import canvas, photo


def boxes(pixels):
    return [tuple(box) for box in panels(lab_of(pixels))]


def test_halves_without_gutter():
    pixels = canvas()
    pixels[:, :62] = photo(186, 62, 1, (180, 90, 60))
    pixels[:, 62:] = photo(186, 62, 2, (60, 110, 170))

    first, second = boxes(pixels)
    assert first == pytest.approx((0, 0, 62, 186), abs=2)
    assert second == pytest.approx((62, 0, 62, 186), abs=2)


def test_grid_with_gutters():
    pixels = canvas()
    for row in (6, 96):
        for column in (6, 65):
            patch = photo(84, 53, row + column, (150, 120, 90))
            pixels[row : row + 84, column : column + 53] = patch

    assert len(boxes(pixels)) == 4


def test_a_single_photo_is_one_panel():
    assert len(boxes(photo(186, 124, 3, (120, 130, 90)))) == 1


def test_a_photo_over_a_plain_band_is_one_panel():
    pixels = canvas()
    pixels[:120] = photo(120, 124, 4, (120, 130, 90))

    assert boxes(pixels) == [pytest.approx((0, 0, 124, 120), abs=2)]


def test_plain_ground_is_no_panel():
    assert boxes(canvas()) == []


def test_a_band_that_the_photo_shows_through_is_no_seam():
    pixels = photo(186, 124, 9, (150, 140, 120))
    pixels[:70] = pixels[:70] // 2

    assert len(boxes(pixels)) == 1


def test_a_soft_horizon_is_no_seam():
    pixels = photo(186, 124, 9, (90, 80, 70))
    pixels[90:] = photo(96, 124, 10, (190, 185, 170))

    assert len(boxes(cv2.GaussianBlur(pixels, (0, 0), 3))) == 1


def test_a_card_of_text_is_no_photo():
    pixels, text = photo(186, 124, 13, (120, 130, 90)), np.zeros((186, 124), bool)
    pixels[100:] = photo(86, 124, 14, (200, 60, 60))
    text[110:150] = True

    assert len(panels(lab_of(pixels))) == 2
    assert len(panels(lab_of(pixels), text)) == 1


@pytest.mark.parametrize("gutter_px", [0, 1, 2, 6])
def test_gutters_of_any_width_divide(gutter_px):
    pixels = canvas()
    pixels[:, : 62 - gutter_px // 2] = photo(186, 62 - gutter_px // 2, 1, (180, 90, 60))
    rest = pixels[:, 62 - gutter_px // 2 + gutter_px :]
    rest[:] = photo(186, rest.shape[1], 2, (170, 100, 70))

    assert len(boxes(pixels)) == 2


def test_stacked_photos_with_a_plain_band_between_are_two():
    pixels = canvas()
    pixels[:80] = photo(80, 124, 11, (150, 90, 70))
    pixels[106:] = photo(80, 124, 12, (70, 130, 90))

    assert len(boxes(pixels)) == 2
