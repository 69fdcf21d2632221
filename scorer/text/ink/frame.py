"""A line of text cut out of the pin: upright, with a margin, at one working height."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from scorer.core.pin import Rgb

# Ink is measured with the line's padded box about this high: cap heights are then 24
# to 40 px, so one pixel is under 4 %, and a line costs the same at any size.
_HEIGHT_PX = 56.0
_MARGIN = 0.22
_LARGEST_ZOOM = 4.0
# What is nearer to ink is mixed with it.
_NEAR_PX = 2
# Detectors tilt boxes of level lines by a degree or two.
_LEVEL_DEG = 2.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LineFrame:
    """The pixels of one line and how they lie in the image.

    Attributes:
        pixels: Shape (h, w, 3), uint8, sRGB.
        left: Left edge of the padded box within ``pixels``; right, top, bottom alike.
        zoom: Frame pixels per image pixel.
        angle_deg: Clockwise turn of the line against level, -180 to 180.
        to_image: Matrix (2, 3) from frame to image coordinates.
        at_edge: Whether left, top, right, bottom of ``pixels`` are the image's own.
    """

    pixels: Rgb
    left: int
    top: int
    right: int
    bottom: int
    zoom: float
    angle_deg: float
    to_image: Floats
    at_edge: tuple[bool, bool, bool, bool] = (False, False, False, False)

    @property
    def core(self) -> tuple[slice, slice]:
        """Where the padded box lies in ``pixels``."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def line_height(self) -> int:
        """Height of the padded box within the frame."""
        return self.bottom - self.top

    def bounds(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Return the upright image box around a box of the frame.

        Returns:
            Left, top, right and bottom in pixels of the picture, not rounded.
        """
        corners = np.array(
            [[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]]
        )
        points = corners @ self.to_image.T
        x0, y0 = points.min(0)
        x1, y1 = points.max(0)
        return float(x0), float(y0), float(x1), float(y1)

    def bounds_of(self, boxes: NDArray[np.int32]) -> tuple[float, float, float, float]:
        """Return the upright image box around boxes (n, 4) of the frame."""
        around = np.array([self.bounds(*box) for box in boxes.tolist()])
        x0, y0 = around[:, :2].min(0)
        x1, y1 = around[:, 2:].max(0)
        return float(x0), float(y0), float(x1), float(y1)


def line_frame(
    pixels: Rgb, quad: Floats, is_cut: tuple[bool, bool] = (False, False)
) -> LineFrame:
    """Return the frame of a line.

    Args:
        pixels: Shape (H, W, 3), uint8, sRGB.
        quad: Corners (4, 2) in pixels, clockwise, the first where reading begins.
        is_cut: Whether other text goes on at the left, at the right: no margin there.
    """
    across, down = quad[1] - quad[0], quad[3] - quad[0]
    width, height = float(np.hypot(*across)), float(np.hypot(*down))
    angle = float(np.degrees(np.arctan2(across[1], across[0])))
    zoom = min(_LARGEST_ZOOM, _HEIGHT_PX / max(1.0, min(height, width)))
    if abs(angle) <= _LEVEL_DEG:
        return _level(pixels, quad, zoom, is_cut)
    margin = _MARGIN * height
    before, after = (0.0 if cut else margin for cut in is_cut)
    right, down = across / max(width, 1), down / max(height, 1)
    origin = quad[0] - before * right - margin * down
    matrix = np.column_stack([right / zoom, down / zoom, origin])
    size = (
        int((width + before + after) * zoom) + 1,
        int((height + 2 * margin) * zoom) + 1,
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    edge = cv2.BORDER_REPLICATE
    cut = cv2.warpAffine(pixels, matrix, size, flags=flags, borderMode=edge)
    left, top, right_pad = (round(n * zoom) for n in (before, margin, after))
    box = (left, top, size[0] - right_pad, size[1] - top)
    return LineFrame(np.asarray(cut, np.uint8), *box, zoom, angle, matrix)


def _level(
    pixels: Rgb, quad: Floats, zoom: float, is_cut: tuple[bool, bool]
) -> LineFrame:
    rows, columns = pixels.shape[:2]
    x, y = quad.T.tolist()
    left, right = min(x), max(x)
    top, bottom = (y[0] + y[1]) / 2, (y[2] + y[3]) / 2
    margin = _MARGIN * min(bottom - top, right - left)
    before, after = (0.0 if cut else margin for cut in is_cut)
    # Readings may be of another size of the picture: a pixel is always left.
    x0 = int(_within(left - before, 0, columns - 1))
    y0 = int(_within(top - margin, 0, rows - 1))
    x1 = int(_within(math.ceil(right + after), x0 + 1, columns))
    y1 = int(_within(math.ceil(bottom + margin), y0 + 1, rows))
    size = (max(2, round((x1 - x0) * zoom)), max(2, round((y1 - y0) * zoom)))
    way = cv2.INTER_CUBIC if zoom > 1 else cv2.INTER_AREA
    cut = cv2.resize(pixels[y0:y1, x0:x1], size, interpolation=way)
    first_x = int(_within(round((left - x0) * zoom), 0, size[0] - 1))
    first_y = int(_within(round((top - y0) * zoom), 0, size[1] - 1))
    last_x = int(_within(round((right - x0) * zoom), first_x + 1, size[0]))
    last_y = int(_within(round((bottom - y0) * zoom), first_y + 1, size[1]))
    box = (first_x, first_y, last_x, last_y)
    matrix = np.array([[1 / zoom, 0, x0], [0, 1 / zoom, y0]])
    at_edge = (x0 == 0, y0 == 0, x1 == columns, y1 == rows)
    pixels = np.asarray(cut, np.uint8)
    return LineFrame(pixels, *box, zoom, 0.0, matrix, at_edge)


def upright(pixels: Rgb, quad: ArrayLike, least_px: int) -> Rgb:
    """Return a line turned upright, at its own size and without a margin.

    Args:
        pixels: Shape (H, W, 3), uint8, sRGB.
        quad: Corners (4, 2) in pixels, clockwise, the first where reading begins.
        least_px: Width and height that it has at least.
    """
    corners = np.array(quad, np.float32)
    width = max(least_px, int(np.linalg.norm(corners[1] - corners[0])))
    height = max(least_px, int(np.linalg.norm(corners[3] - corners[0])))
    target = np.array([[0, 0], [width, 0], [0, height]], np.float32)
    matrix = cv2.getAffineTransform(np.ascontiguousarray(corners[[0, 1, 3]]), target)
    cut = cv2.warpAffine(
        pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, np.uint8)


def _within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)


def around(covered: NDArray[np.uint8], frame: LineFrame) -> NDArray[np.uint8]:
    """Return 1 in the padded box of a line where nothing covered is near, else 0.

    Args:
        covered: Where ink or an outline is, of the shape of the frame's pixels.
        frame: The line.

    Returns:
        Of the padded box's shape, ``frame.core``.
    """
    reach = _NEAR_PX
    top, left = max(0, frame.top - reach), max(0, frame.left - reach)
    seen = covered[top : frame.bottom + reach, left : frame.right + reach]
    near = np.asarray(cv2.dilate(seen, np.ones((2 * reach + 1,) * 2, np.uint8)))
    first, beside = frame.top - top, frame.left - left
    own = near[first:, beside:][: frame.line_height, : frame.right - frame.left]
    return np.asarray(own == 0).view(np.uint8)
