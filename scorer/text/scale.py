"""The one size at which text is read and measured, whatever a pin is saved at."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Creative, Rgb

# What pins are advised to be: most need no other size.
_WIDTH_PX = 1000
# Enlarging stops here: a tall picture at full width would take long.
_MOST_PX = 3_000_000
# A pin of about that width is left as it is: resampling softens every edge.
_LEFT_ALONE = 0.05


def text_pixels(creative: Creative) -> Rgb:
    """Return the pin about 1000 px wide; one that is very tall may stay narrower.

    A pin saved at twice its size has the same lines, then, and they are as sharp.

    Returns:
        Shape (H, about 1000, 3), uint8, sRGB.
    """
    return at_text_size(creative.pixels)


def at_text_size(pixels: Rgb) -> Rgb:
    """Return pixels of shape (H, W, 3) resized as ``text_pixels`` does."""
    height, width = pixels.shape[:2]
    factor = _WIDTH_PX / width
    if factor > 1:
        factor = max(1.0, min(factor, (_MOST_PX / (height * width)) ** 0.5))
    if abs(factor - 1) < _LEFT_ALONE:
        return pixels
    size = max(1, round(width * factor)), max(1, round(height * factor))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=way), np.uint8)
