"""Drawn pictures that several tests of vision look at."""

import cv2
import numpy as np

WHITE = 255


def ellipses():
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


def photo(height, width, seed, tint):
    """A textured picture: soft grains around a tint, without a straight line."""
    generator = np.random.default_rng(seed)
    noise = generator.normal(size=(height, width, 3)).astype(np.float32)
    grains = cv2.GaussianBlur(noise, (0, 0), 4)
    values = np.array(tint) + 40 * grains / grains.std()
    return np.clip(values, 0, 255).astype(np.uint8)


def canvas(value=WHITE):
    return np.full((186, 124, 3), value, np.uint8)


def spotted(seed):
    """Lab planes of a few colors, some of them below zero."""
    dice = np.random.default_rng(seed)
    colors = dice.uniform((0, -90, -90), (100, 90, 90), (6, 3)).astype(np.float32)
    chosen = np.repeat(np.repeat(dice.integers(0, 6, (30, 20)), 4, 0), 4, 1)
    return colors[chosen] + dice.normal(0, 2, (120, 80, 3)).astype(np.float32)
