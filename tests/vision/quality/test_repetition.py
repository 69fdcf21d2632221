"""Ghosts and tiles."""

import cv2
import numpy as np
import pytest

from scorer.vision.quality.repetition import echo, repetition


@pytest.fixture
def scene():
    """Random ellipses on a gradient, gray, 1500 x 1000."""
    dice = np.random.default_rng(3)
    picture = np.tile(np.linspace(60, 200, 1000, dtype=np.float32), (1500, 1))
    picture = picture.astype(np.uint8)
    for _ in range(160):
        center = int(dice.integers(0, 1000)), int(dice.integers(0, 1500))
        axes = int(dice.integers(8, 120)), int(dice.integers(8, 120))
        shade = int(dice.integers(20, 236))
        angle = float(dice.uniform(0, 180))
        cv2.ellipse(
            picture, center, axes, angle, 0, 360, shade, cv2.FILLED, cv2.LINE_AA
        )
    return picture


def half(gray):
    size = (gray.shape[1] // 2, gray.shape[0] // 2)
    return cv2.resize(gray, size, interpolation=cv2.INTER_AREA).astype(np.float32)


@pytest.mark.parametrize(("right", "down"), [(20, 10), (-30, 24), (9, 60)])
def test_ghost_is_found_at_any_offset(scene, right, down):
    gray = half(scene)
    ghost = np.roll(gray, (down, right), axis=(0, 1))

    assert echo(gray) < 0.15
    assert echo((gray + ghost) / 2) > 0.3


@pytest.mark.parametrize(("across", "down"), [(2, 2), (3, 3), (4, 2)])
def test_tiles_repeat(scene, across, down):
    gray = half(scene)
    size = (gray.shape[1] // across, gray.shape[0] // down)
    tile = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)

    assert repetition(gray) < 0.3
    assert repetition(np.tile(tile, (down, across))) > 0.8


def test_stripes_and_gradients_are_no_tiles():
    stripes = np.tile(np.repeat([30.0, 220.0], 25), (750, 10)).astype(np.float32)
    gradient = np.tile(np.linspace(0, 255, 500, dtype=np.float32), (750, 1))

    assert repetition(stripes) < 0.3
    assert repetition(gradient) == 0
