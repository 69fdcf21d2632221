"""CIELAB planes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Creative, Plane, Rgb
from scorer.vision.resize import small


def cielab(creative: Creative) -> Plane:
    """Return CIELAB of the small picture, as ``lab_of`` gives it."""
    return lab_of(creative.once(small))


def lab_of(pixels: Rgb) -> Plane:
    """Return CIELAB of pixels of shape (H, W, 3), uint8.

    Returns:
        Shape (H, W, 3), float32: L* 0 to 100, a* and b* about -100 to 100 (D65).

    Source:
        CIE 15, as OpenCV converts sRGB.

    Example:
        >>> lab_of(np.full((1, 1, 3), 255, np.uint8)).round().tolist()
        [[[100.0, 0.0, 0.0]]]
    """
    unit = pixels.astype(np.float32) * np.float32(1 / 255)
    return cv2.cvtColor(unit, cv2.COLOR_RGB2Lab).astype(np.float32)


def squared_distance(differences: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the squares of the distances of colors, given their differences.

    Args:
        differences: CIELAB, shape (..., 3).

    Returns:
        Shape (...).

    Example:
        >>> squared_distance(np.array([[3.0, 4.0, 0.0]])).tolist()
        [25.0]
    """
    squared: NDArray[np.floating] = np.einsum(
        "...i,...i->...", differences, differences
    )
    return squared
