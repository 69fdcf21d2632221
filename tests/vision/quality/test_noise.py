"""Noise of a photo."""

import cv2
import numpy as np
import pytest

from scorer.vision.quality.noise import noise_level


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


@pytest.mark.parametrize("sigma", [2.0, 5.0, 10.0])
def test_noise_level_is_that_of_the_noise(scene, sigma):
    noise = np.random.default_rng(1).normal(0, sigma, (750, 500)).astype(np.float32)

    assert noise_level(half(scene)) < 0.3
    assert noise_level(half(scene) + noise) == pytest.approx(sigma, rel=0.25)


def test_noise_on_white_is_found_though_half_of_it_is_cut_off():
    noise = np.random.default_rng(1).normal(0, 8, (750, 500))

    white = np.clip(255 + noise, 0, 255).astype(np.float32)

    assert noise_level(white) == pytest.approx(8, rel=0.3)
