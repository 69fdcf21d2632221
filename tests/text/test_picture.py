"""What a picture is like apart from its text."""

import cv2
import numpy as np
import pytest

from scorer.core.units import Box
from scorer.text.picture import picture


def blocks(blur=0.0):
    """Even squares of many tones, 25 px wide."""
    tones = np.random.default_rng(1).integers(0, 256, (24, 16, 1), np.uint8)
    pixels = np.repeat(np.repeat(np.repeat(tones, 25, 0), 25, 1), 3, 2)
    return cv2.GaussianBlur(pixels, (0, 0), blur) if blur else pixels


def test_an_even_picture_is_flat_and_has_no_edge():
    seen = picture(np.full((600, 400, 3), 90, np.uint8), [])

    assert (seen.width, seen.height) == (400, 600)
    assert seen.flat_share == 1
    assert seen.edge_px is None


def test_sharp_edges_take_a_pixel():
    assert picture(blocks(), []).edge_px == pytest.approx(1.0)


def test_soft_edges_take_as_long_as_their_blur():
    # A blurred step's steepest slope is 1 / (blur * sqrt(2 pi)) of it.
    assert 2.2 <= picture(blocks(1.0), []).edge_px <= 3.2


def test_grain_is_not_flat():
    noise = np.random.default_rng(2).integers(80, 110, (600, 400, 3), np.uint8)

    assert picture(noise, []).flat_share < 0.02


@pytest.mark.parametrize(("file_px", "times"), [(0, 1), (100, 4), (400, 1), (900, 1)])
def test_a_small_file_is_seen_enlarged(file_px, times):
    assert picture(np.zeros((600, 400, 3), np.uint8), [], file_px).enlarged == times


def test_text_is_left_out():
    pixels = np.full((600, 400, 3), 90, np.uint8)
    pixels[100:200, 50:350] = blocks()[:100, :300]
    box = Box(50, 100, 300, 100)

    assert picture(pixels, []).edge_px is not None
    assert picture(pixels, [box]).edge_px is None
    assert picture(pixels, [box]).flat_share == 1


def test_a_picture_of_a_few_pixels_has_no_edges():
    seen = picture(np.zeros((3, 5, 3), np.uint8), [])

    assert (seen.edge_px, seen.flat_share) == (None, 0.0)
