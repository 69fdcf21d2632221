"""Ghosts and tiles."""

import cv2
import numpy as np
import pytest

from scorer.vision.quality.repetition import echo, repetition
from tests.support.planes import half


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
