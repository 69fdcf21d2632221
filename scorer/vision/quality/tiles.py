"""A picture cut into square tiles, each measured for itself."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Creative, Mask, Plane
from scorer.vision.resize import WORKING_AREA_PX, working

# The sharpness of a 1000 x 1500 pin can be judged; what is larger is reduced to it.
_REFERENCE_AREA_PX = 4 * WORKING_AREA_PX
_LEAST_SIDE_PX = 48


def gray_working(creative: Creative) -> Plane:
    """Return the working picture in gray, shape (H, W), float32, 0..255."""
    gray = cv2.cvtColor(creative.once(working), cv2.COLOR_RGB2GRAY)
    return gray.astype(np.float32)


def gray_file(creative: Creative) -> cv2.typing.MatLike:
    """Return the pin in gray as it was decoded, shape (H, W), uint8."""
    return cv2.cvtColor(creative.pixels, cv2.COLOR_RGB2GRAY)


def gray_unenlarged(creative: Creative) -> Plane:
    """Return ``gray_working``, or a smaller picture as it is: enlarging hides noise."""
    gray = creative.once(gray_file)
    if gray.size >= WORKING_AREA_PX or min(gray.shape) < _LEAST_SIDE_PX:
        return creative.once(gray_working)
    return gray.astype(np.float32)


def gray_reference(creative: Creative) -> cv2.typing.MatLike:
    """Return the pin in gray, shape (H, W), uint8, at 1.5 million pixels or fewer."""
    gray = creative.once(gray_file)
    height, width = gray.shape
    scale = (_REFERENCE_AREA_PX / gray.size) ** 0.5
    if scale >= 1:
        return gray
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(gray, size, interpolation=cv2.INTER_AREA)


def tile_means(plane: Plane | Mask, side: int) -> Plane:
    """Return the mean of each whole tile, shape (H // side, W // side), float32.

    Args:
        plane: Shape (H, W), no side shorter than a tile.
        side: Of a tile, in pixels.
    """
    rows, columns = plane.shape[0] // side, plane.shape[1] // side
    whole = plane[: rows * side, : columns * side].astype(np.float32, copy=False)
    means = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(means, np.float32)


def tile_spreads(plane: Plane, side: int) -> Plane:
    """Return the standard deviation within each tile, likewise."""
    square = tile_means(plane * plane, side) - tile_means(plane, side) ** 2
    return np.asarray(np.sqrt(np.maximum(square, 0)), np.float32)
