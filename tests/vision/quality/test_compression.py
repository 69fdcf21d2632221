"""Squares of a strong compression, and enlarged pixels."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from scorer.vision.quality.compression import blockiness, pixelation


def jpeg(gray, quality):
    buffer = io.BytesIO()
    Image.fromarray(gray).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer))


def test_squares_of_a_strong_compression_are_found_wherever_they_begin(scene):
    strong = jpeg(scene, 5)

    assert blockiness(scene) < 0.05
    assert blockiness(jpeg(scene, 92)) < 0.1
    assert blockiness(strong) > 0.5
    assert blockiness(cv2.resize(strong, None, fx=2, fy=2)) > 0.4
    assert blockiness(strong[3:, 5:]) == pytest.approx(blockiness(strong), rel=0.1)


def test_picture_of_a_few_pixels_has_no_squares():
    assert blockiness(np.zeros((9, 9), np.uint8)) == 0
    assert pixelation(np.zeros((9, 9), np.uint8)) == 0


@pytest.mark.parametrize("width", [333, 200, 93])
def test_picture_enlarged_without_smoothing_is_pixelated(scene, width):
    size = (width, round(1.5 * width))
    reduced = cv2.resize(scene, size, interpolation=cv2.INTER_AREA)
    enlarged = cv2.resize(reduced, (1000, 1500), interpolation=cv2.INTER_NEAREST)
    smooth = cv2.resize(reduced, (1000, 1500), interpolation=cv2.INTER_LINEAR)

    assert pixelation(scene) < 0.1
    assert pixelation(smooth) < 0.1
    assert pixelation(enlarged) > 0.95
