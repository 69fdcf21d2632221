"""Contours, and the half size on which coarse ones are found."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Mask, Rgb

_LOW, _HIGH = 100, 200


def contours_of(pixels: Rgb) -> Mask:
    """Return where pixels of shape (H, W, 3) have a contour, shape (H, W).

    Source:
        Canny 1986, thresholds 100 and 200 of 8-bit gray.
    """
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.Canny(gray, _LOW, _HIGH) > 0)


def halved(pixels: Rgb) -> Rgb:
    """Return pixels of shape (H, W, 3) at half size, by area."""
    half = (pixels.shape[1] // 2, pixels.shape[0] // 2)
    return cv2.resize(pixels, half, interpolation=cv2.INTER_AREA).astype(np.uint8)
