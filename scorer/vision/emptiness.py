"""Where there is picture, where there is nothing, and plain bars around a picture."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from scorer.core.pin import Mask, Plane
from scorer.core.units import Box
from scorer.vision.quality.tone import tonal_range

# Spread of CIELAB within 5 x 5 pixels: what has more is drawn, what has less is plain;
# in a dark or pale picture, whose lightness spans less, less is. Noise that saving
# leaves stays below the second.
_DRAWN, _PLAIN = 3.0, 2.5
_FULL_RANGE, _LEAST_RANGE = 60.0, 18.0
_WINDOW = (5, 5)
# Rules, frames and dots are no picture: one is this wide at least.
_PICTURE_PX = 7
# Neither is known exactly; a share is the mean over what they may be.
_DRAWN_RANGE, _PICTURE_PX_RANGE = (2.2, 3.0, 4.0), (5, 7, 9)
_GRID_COLUMNS = 24
_LEAST_ROWS = 8
_WHOLLY = 0.9
# A bar: lines of one color; and the picture beside it, on most of its length.
_BAR_SPREAD = 2.5
_SAME_COLOR = 6.0
_BESIDE = 0.6
_BESIDE_PX = 2


class Backgrounds(NamedTuple):
    """What each place of a picture is.

    Attributes:
        picture: Where there is photo or drawing, shape (H, W).
        plain: Where there is neither, and no text, shape (H, W).
        picture_share: Share of the picture that is photo or drawing, 0 to 1: the mean
            over what a drawn place may be, so that it moves little when a file is
            saved again.
    """

    picture: Mask
    plain: Mask
    picture_share: float


def backgrounds(lab: Plane, text: Mask) -> Backgrounds:
    """Return where there is picture and where there is nothing.

    Args:
        lab: CIELAB of the small picture, shape (H, W, 3), float32.
        text: Where text stands, shape (H, W).
    """
    mean = cv2.blur(lab, _WINDOW)
    variance = cv2.blur(lab * lab, _WINDOW) - mean * mean
    spread = np.sqrt(np.maximum(variance, 0).sum(axis=2))
    near_text = cv2.dilate(text.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    rate = _contrast(lab[..., 0][~near_text])
    plain = (spread < _PLAIN * rate) & ~near_text
    picture = {
        (drawn, px): _opened(closed, px)
        for drawn in _DRAWN_RANGE
        for closed in (_closed((spread > drawn * rate) & ~near_text),)
        for px in _PICTURE_PX_RANGE
    }
    share = float(np.mean([mask.mean() for mask in picture.values()]))
    return Backgrounds(picture[_DRAWN, _PICTURE_PX], np.asarray(plain), share)


def _closed(drawn: Mask) -> cv2.typing.MatLike:
    near = np.ones((3, 3), np.uint8)
    return cv2.morphologyEx(drawn.astype(np.uint8), cv2.MORPH_CLOSE, near)


def _opened(drawn: cv2.typing.MatLike, least_px: int) -> Mask:
    """What is drawn and at least so wide and so high."""
    least = np.ones((least_px, least_px), np.uint8)
    return np.asarray(cv2.morphologyEx(drawn, cv2.MORPH_OPEN, least) > 0)


def _contrast(lightness: Plane) -> float:
    """Share of the usual range that the lightness of places without text spans."""
    if not lightness.size:
        return 1.0
    darkest, lightest = tonal_range(lightness)
    reached = max(_LEAST_RANGE, lightest - darkest)
    return min(1.0, reached / _FULL_RANGE)


def largest_void(plain: Mask) -> tuple[float, Box]:
    """Return the largest plain rectangle: its share of the picture, and where it is.

    Args:
        plain: Shape (H, W).
    """
    height, width = plain.shape
    rows = max(_LEAST_ROWS, round(_GRID_COLUMNS * height / width))
    size = (_GRID_COLUMNS, rows)
    share = cv2.resize(plain.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    left, top, columns, lines = _largest_rectangle(np.asarray(share) > _WHOLLY)
    across, down = width / _GRID_COLUMNS, height / rows
    box = Box(
        round(left * across),
        round(top * down),
        round(columns * across),
        round(lines * down),
    )
    return columns * lines / (_GRID_COLUMNS * rows), box


def _largest_rectangle(cells: Mask) -> Box:
    """The largest rectangle of true cells, row by row over a histogram of heights."""
    best = Box(0, 0, 0, 0)
    heights = [0] * cells.shape[1]
    for row, line in enumerate(cells.tolist()):
        heights = [
            high + 1 if cell else 0 for high, cell in zip(heights, line, strict=True)
        ]
        open_at: list[tuple[int, int]] = []
        for column, high in enumerate([*heights, 0]):
            start = column
            while open_at and open_at[-1][1] >= high:
                start, tall = open_at.pop()
                if tall * (column - start) > best.width * best.height:
                    best = Box(start, row - tall + 1, column - start, tall)
            open_at.append((start, high))
    return best


def bars(lab: Plane) -> tuple[float, Box]:
    """Return plain bars along the edges: their share, and the box of what is between.

    Only bars that end where a picture begins, on most of their length: the margin of a
    text card or of a product on white has no such end.

    Args:
        lab: CIELAB of the small picture, shape (H, W, 3), float32.
    """
    height, width = lab.shape[:2]
    top = _bar(lab)
    if top == height:
        return 0.0, Box(0, 0, width, height)
    bottom = _bar(lab[::-1])
    lines = lab[top : height - bottom].transpose(1, 0, 2)
    left, right = _bar(lines), _bar(lines[::-1])
    if left == width:  # what is between the bars is plain as well
        return 0.0, Box(0, 0, width, height)
    # Each bar is held against what stands between the bars of the other two sides.
    rows = lab[:, left : width - right]
    top, bottom = _ending(rows, top), _ending(rows[::-1], bottom)
    left, right = _ending(lines, left), _ending(lines[::-1], right)
    box = Box(left, top, width - left - right, height - top - bottom)
    return 1 - box.width * box.height / (width * height), box


def _bar(lab: Plane) -> int:
    """Number of leading lines that are plain and of one color."""
    color = lab[0].mean(axis=0)
    for count, line in enumerate(lab):
        is_same = np.linalg.norm(line.mean(axis=0) - color) < _SAME_COLOR
        if not (is_same and line.std(axis=0).max() < _BAR_SPREAD):
            return count
    return len(lab)


def _ending(lab: Plane, size: int) -> int:
    """The size of a bar, or 0 if what lies beside it is like it on much of its length.

    Args:
        lab: The picture, the bar being its first lines.
        size: Of the bar.
    """
    if not 0 < size < len(lab):
        return 0
    line = lab[min(size + _BESIDE_PX, len(lab) - 1)]
    color = lab[0].mean(axis=0)
    differs = np.linalg.norm(line - color, axis=1) > _SAME_COLOR
    return size if float(differs.mean()) >= _BESIDE else 0
