"""What a picture is like where it has no text: how sharp, and how much of it flat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Rgb
from scorer.core.units import Box
from scorer.vision.quantiles import median, percentile

# Rows that are looked at: enough for some thousand edges, in a millisecond.
_ROWS = 48
_REACH = 4
_LEAST_STEP = 12.0  # of lightness 0..255: below it grain makes edges
_FEWEST = 40
_SEGMENT_PX, _FLAT = 16, 2.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture apart from its text.

    Attributes:
        width: Its width, px.
        height: Its height, px.
        edge_px: How far a strong edge takes, median, px; None where it has few edges.
        flat_share: Share of it that is one even color, 0..1.
        enlarged: How many times as wide as its file it is seen; 1 or more.
    """

    width: int
    height: int
    edge_px: float | None = None
    flat_share: float = 0.0
    enlarged: float = 1.0


def picture(pixels: Rgb, boxes: Sequence[Box], file_width_px: int = 0) -> Picture:
    """Return what a picture is like outside boxes of text.

    Args:
        pixels: Shape (H, W, 3), uint8, sRGB.
        boxes: Of its lines of text.
        file_width_px: Width of its file; 0 where it is seen as it is.
    """
    height, width = pixels.shape[:2]
    rows = np.linspace(0, height - 1, min(_ROWS, height)).astype(np.intp)
    rows = rows[np.diff(rows, prepend=-1) > 0]  # ``np.unique`` imports ``numpy.ma``
    light = pixels[rows, :, 1].astype(np.float32)
    free = np.ones(light.shape, np.bool_)
    for box in boxes:
        inside = (rows >= box.top - _REACH) & (rows <= box.top + box.height + _REACH)
        free[inside, max(0, box.left - _REACH) : box.left + box.width + _REACH] = False
    enlarged = max(1.0, width / (file_width_px or width))
    edge_px, flat_share = _edge_px(light, free), _flat_share(light, free)
    return Picture(width, height, edge_px, flat_share, enlarged)


def _edge_px(light: NDArray[np.float32], free: NDArray[np.bool_]) -> float | None:
    """Step by steepest slope, median over the strongest edges along the rows."""
    if light.shape[1] < 4 * _REACH:
        return None
    slopes = np.abs(np.diff(light, axis=1))
    slopes[~free[:, 1:]] = 0
    slopes[:, :_REACH] = slopes[:, -_REACH:] = 0
    strong = slopes > max(_LEAST_STEP / 2, percentile(slopes[::2, ::2].ravel(), 0.98))
    row, column = np.nonzero(strong)
    step = max(1, len(row) // 1500)
    row, column = row[::step], column[::step]
    around = column[:, None] + np.arange(-_REACH + 1, _REACH + 1)
    seen = light[row[:, None], around]
    steps = np.ptp(seen, axis=1)
    peaks = slopes[row, column] >= slopes[row[:, None], around[:, :-1]].max(1)
    kept = peaks & (steps > _LEAST_STEP)
    if np.count_nonzero(kept) < _FEWEST:
        return None
    return float(median(steps[kept] / slopes[row, column][kept]))


def _flat_share(light: NDArray[np.float32], free: NDArray[np.bool_]) -> float:
    count = light.shape[1] // _SEGMENT_PX
    if not count:
        return 0.0
    shape = (len(light), count, _SEGMENT_PX)
    parts = light[:, : count * _SEGMENT_PX].reshape(shape)
    known = free[:, : count * _SEGMENT_PX].reshape(shape).all(2)
    flat = np.ptp(parts, axis=2) <= _FLAT
    total = int(np.count_nonzero(known))
    return int(np.count_nonzero(flat & known)) / max(1, total)
