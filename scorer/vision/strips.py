"""Thin strips of one color along an edge, which a crop left there."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from scorer.core.pin import Plane, Rgb
from scorer.core.units import Box
from scorer.vision.color.lab import lab_of
from scorer.vision.quantiles import median

Edge = Literal["top", "bottom", "left", "right"]
# Wider than this share of the side it is a margin, a frame or a bar.
_WIDEST = 0.012
# A line is of one color where next to all of it is so near to its median, CIELAB.
_NEAR, _ALL = 5.0, 0.97
# Black and white are what is left of a canvas, CIELAB; other strips are drawn.
_BLACK, _WHITE, _MOST_CHROMA = 12.0, 97.0, 4.0
# The picture begins at once and goes on: so far on, lines differ from the strip on most
# of their length, and not evenly. A thin frame does not go on.
_BESIDE_PX, _DIFFERS, _MOST_OF_IT, _UNEVEN = (3, 10), 10.0, 0.7, 4.0
_SAMPLES = 500


def strips(pixels: Rgb) -> dict[Edge, Box]:
    """Return thin strips of black or white along edges where a picture begins.

    Strips along all four edges are a frame, and none.

    Args:
        pixels: Shape (H, W, 3), uint8.

    Returns:
        Where, in pixels, by the edge: top, bottom, left, right.
    """
    rows, columns = pixels.shape[:2]
    across = pixels.transpose(1, 0, 2)
    sizes: dict[Edge, int] = {
        "top": _strip(pixels),
        "bottom": _strip(pixels[::-1]),
        "left": _strip(across),
        "right": _strip(across[::-1]),
    }
    boxes: dict[Edge, Box] = {
        "top": Box(0, 0, columns, sizes["top"]),
        "bottom": Box(0, rows - sizes["bottom"], columns, sizes["bottom"]),
        "left": Box(0, 0, sizes["left"], rows),
        "right": Box(columns - sizes["right"], 0, sizes["right"], rows),
    }
    if all(sizes.values()):
        return {}
    ends: dict[Edge, Rgb] = {
        "top": pixels[0],
        "bottom": pixels[-1],
        "left": across[0],
        "right": across[-1],
    }
    return {
        edge: boxes[edge]
        for edge, size in sizes.items()
        if size and _is_canvas(ends[edge])
    }


def _strip(lines: Rgb) -> int:
    """Number of leading lines that are a strip; 0 where there is none.

    Args:
        lines: The picture, the edge being its first line, shape (N, M, 3).
    """
    widest = int(_WIDEST * len(lines))
    step = max(1, lines.shape[1] // _SAMPLES)
    # Most pictures differ in their first line already.
    if widest < 1 or not _is_even(lab_of(lines[:1, ::step])[0]):
        return 0
    seen = lab_of(lines[: widest + max(_BESIDE_PX) + 1, ::step])
    off = np.linalg.norm(seen - median(seen[0]), axis=2)
    is_same = (off < _NEAR).mean(axis=1) > _ALL
    size = len(is_same) if is_same.all() else int(is_same.argmin())
    if not 0 < size <= widest:
        return 0
    beside = [min(size + px - 1, len(seen) - 1) for px in _BESIDE_PX]
    differs = (off[beside] > _DIFFERS).mean(axis=1).min()
    uneven = seen[beside].std(axis=1).max(axis=1).min()
    return size if differs >= _MOST_OF_IT and uneven > _UNEVEN else 0


def _is_even(line: Plane) -> bool:
    off = np.linalg.norm(line - median(line), axis=1)
    return float((off < _NEAR).mean()) > _ALL


def _is_canvas(line: Rgb) -> bool:
    lightness, a, b = median(lab_of(line[None])[0]).tolist()
    is_white = lightness > _WHITE and math.hypot(a, b) < _MOST_CHROMA
    return bool(lightness < _BLACK or is_white)
