"""Small maps for reports, and boxes in pixels of the file."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Creative, Plane
from scorer.core.units import Box

Grid = tuple[tuple[float, ...], ...]  # rows from the top, each from the left, 0..1

_COLUMNS = 24


def grid(plane: Plane, largest: float) -> Grid:
    """Return a plane as rows of 24 numbers 0..1, ``largest`` and above being 1."""
    rows = max(4, min(96, round(_COLUMNS * plane.shape[0] / plane.shape[1])))
    reduced = cv2.resize(plane, (_COLUMNS, rows), interpolation=cv2.INTER_AREA)
    # Double precision, so that 0.65 is written as 0.65 and not with 16 digits.
    values = np.clip(reduced / largest, 0, 1).astype(np.float64).round(2)
    return tuple(map(tuple, values.tolist()))


def file_box(creative: Creative, box: Box, shape: tuple[int, ...]) -> Box:
    """Return a box in pixels of the file, 1 px wide and high at least.

    Args:
        creative: The pin.
        box: Where, in pixels of a picture of the whole pin.
        shape: Of that picture, (H, W, …).
    """
    across, down = creative.width_px / shape[1], creative.height_px / shape[0]
    return Box(
        round(box.left * across),
        round(box.top * down),
        max(1, round(box.width * across)),
        max(1, round(box.height * down)),
    )
