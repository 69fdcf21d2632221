"""Boxes of small print that hold two or three lines, one below the other."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Rgb
from scorer.text.networks.graph import Floats

# Rows of a crop that hold so little of what the fullest row holds lie between lines.
_BETWEEN = 0.12
# A line of the box takes so much of its height; there are no more of them.
_LEAST_SHARE, _MOST = 0.14, 4
_LEAST_CONTRAST = 24  # of 255; less is grain


def rows(crop: Rgb) -> list[tuple[float, float]]:
    """Return where the lines in a crop begin and end, 0..1 of its height.

    Args:
        crop: What was found as one line, upright, of shape (H, W, 3).

    Returns:
        One pair for each line, from the top, gaps parted between them; fewer than two
        where the crop holds one line, or none can be told from another.
    """
    gray = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    away = cv2.absdiff(gray, np.full_like(gray, np.median(gray)))
    level, ink = cv2.threshold(away, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if level < _LEAST_CONTRAST:
        return []
    counts = ink.sum(1).astype(np.float64)
    full = counts > _BETWEEN * counts.max()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], full, [False]])))
    bands = edges.reshape(-1, 2)
    bands = bands[(bands[:, 1] - bands[:, 0]) >= _LEAST_SHARE * len(counts)]
    if not 2 <= len(bands) <= _MOST:
        return []
    middles = (bands[:-1, 1] + bands[1:, 0]) / 2
    ends = np.concatenate([[0.0], middles, [float(len(counts))]]) / len(counts)
    return list(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))


def row_quad(quad: Floats, row: tuple[float, float]) -> Floats:
    """Return the corners of a row of a box.

    Args:
        quad: Corners (4, 2) of the box, clockwise from where reading begins.
        row: Where the row begins and ends, 0..1 of the box's height.
    """
    a, b, c, d = quad
    first, last = row
    corners = [
        a + first * (d - a),
        b + first * (c - b),
        b + last * (c - b),
        a + last * (d - a),
    ]
    return np.array(corners, np.float32)
