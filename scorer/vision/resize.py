"""The sizes at which pixels are measured: one pyramid, shared by all families."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Creative, Plane, Rgb

# A 1000 x 1500 pin at half size. Numbers that depend on resolution are measured at
# this area, so that a pin has the same ones at any export size.
WORKING_AREA_PX = 375_000
_SMALL_WIDTH_PX = 125
_MOST_SHRINKING = 8.0
_SMOOTH: tuple[int, ...] = tuple(
    2**twos * 3**threes * 5**fives
    for twos in range(1, 14)
    for threes in range(9)
    for fives in range(7)
    if 16 <= 2**twos * 3**threes * 5**fives <= 16_000
)


def working(creative: Creative) -> Rgb:
    """Return the pin at about 375,000 pixels.

    Returns:
        Shape (H, W, 3), uint8; both sides even and products of 2, 3 and 5, for which
        Fourier transforms are fast; the shape may differ from the pin's by 3 %.
    """
    return at_working_size(creative.pixels)


def at_working_size(pixels: Rgb) -> Rgb:
    """Return pixels of shape (H, W, 3) resized as ``working`` does."""
    height, width = pixels.shape[:2]
    scale = (WORKING_AREA_PX / (height * width)) ** 0.5
    size = _smooth(width * scale), _smooth(height * scale)
    if size == (width, height):
        return pixels
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.resize(pixels, size, interpolation=kind).astype(pixels.dtype)


def small(creative: Creative) -> Rgb:
    """Return the pin at 125 pixels' width, shape (H, 125, 3), uint8."""
    pixels = creative.once(working)
    height, width = creative.pixels.shape[:2]
    rows = round(_SMALL_WIDTH_PX * min(height / width, _MOST_SHRINKING))
    size = (_SMALL_WIDTH_PX, max(16, rows))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(pixels.dtype)


def shrunk(planes: Plane | cv2.typing.MatLike, times: int) -> Plane:
    """Return means over blocks of times x times pixels, the rest at the end left out.

    Args:
        planes: Shape (H, W) or (H, W, N), float32.
        times: Side of a block in pixels.

    Returns:
        Shape (H // times, W // times) or that by N, float32; no side less than 1.
    """
    size = max(1, planes.shape[1] // times), max(1, planes.shape[0] // times)
    whole = planes[: size[1] * times, : size[0] * times]
    reduced = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    return np.asarray(reduced, np.float32)


def cell_means(sums: cv2.typing.MatLike, columns: int, rows: int) -> Plane:
    """Return the means of the cells that part a plane evenly, as INTER_AREA takes them.

    Running sums are made once for grids of any size.

    Args:
        sums: Of the plane (H, W), as ``cv2.integral`` makes them, (H + 1, W + 1).
        columns: Cells across.
        rows: Cells down.

    Returns:
        Shape (rows, columns), float32.
    """
    corners = _spread(_spread(np.asarray(sums), rows).T, columns).T
    totals = np.diff(np.diff(corners, axis=0), axis=1)
    height, width = (side - 1 for side in sums.shape)
    return np.asarray(totals * (rows * columns / (height * width)), np.float32)


def _spread(lines: NDArray[Any], cells: int) -> NDArray[np.float64]:
    """Lines at the ends of so many cells, each between the two that are next to it."""
    places = np.linspace(0, len(lines) - 1, cells + 1)
    first = np.minimum(places.astype(np.intp), len(lines) - 2)
    share = (places - first)[:, None]
    between: NDArray[np.float64] = lines[first] * (1 - share) + lines[first + 1] * share
    return between


def _smooth(length: float) -> int:
    """Nearest even product of 2, 3 and 5, 16 to 16,000."""
    return min(_SMOOTH, key=lambda size: abs(size - length))
