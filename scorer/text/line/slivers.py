"""Letters that the edge of the image cuts off, slivers of a pixel included."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Rgb
from scorer.text.ink.frame import LineFrame
from scorer.text.ink.ink import Ink
from scorer.vision.quantiles import median

# Letters of a word are farther apart than the first, in cap heights; the next letter
# begins no farther from the last one than the second.
_NO_GAP, _REACH = 0.06, 0.6
# What is left of a letter takes so much of its height at the image's edge; a frame or
# a panel runs on above and below the line, where the background is looked at, too.
_LEAST_INKED, _BEYOND = 0.15, 0.4
# Share of ink in the outermost pixels, at least this and this many times the spread of
# the background; the rest of their color may differ by half as much.
_LEAST_INK, _CLEAR_OF, _ASIDE = 0.08, 4.0, 0.5
# Ink so near to the image's edge touches it, px.
_TOUCHES = 0.5
# Colors less apart, of 255, cannot be told from compression.
_LEAST_DISTANCE = 60.0

Floats = NDArray[np.float64]


def is_cut_off(
    pixels: Rgb,
    frame: LineFrame,
    ink: Ink,
    bounds: tuple[float, float, float, float],
    capitals: tuple[float, float],
) -> bool:
    """Return whether a line runs into an edge of the image.

    Args:
        pixels: The image, shape (H, W, 3), uint8.
        frame: The line.
        ink: Its ink.
        bounds: Left, top, right, bottom of the ink in the image.
        capitals: Rows of the image on which capitals begin and end.
    """
    height, width = pixels.shape[:2]
    cap = capitals[1] - capitals[0]
    across = bounds[0], bounds[2]
    sides = (
        (bounds[0] <= _TOUCHES, pixels[:, 0], capitals),
        (bounds[2] >= width - _TOUCHES, pixels[:, -1], capitals),
        (bounds[1] <= _TOUCHES, pixels[0], across),
        (bounds[3] >= height - _TOUCHES, pixels[-1], across),
    )
    touched = [(edge, extent) for touches, edge, extent in sides if touches]
    if touched:
        reach, color = max(2, round(_BEYOND * cap)), _ink_color(frame, ink)
        return not all(_runs_on(edge, color, x, reach) for edge, x in touched)
    distances = bounds[0], width - bounds[2]
    if frame.angle_deg or cap < 1 or min(distances) > _REACH * cap:
        return False
    if min(distances) <= _NO_GAP * cap:
        return True
    color = _ink_color(frame, ink)
    columns = [
        pixels[:, at]
        for at, distance in zip((0, -1), distances, strict=True)
        if distance <= _REACH * cap
    ]
    return any(_has_sliver(column, color, capitals) for column in columns)


def _runs_on(edge: Rgb, ink: Floats, extent: tuple[float, float], reach: int) -> bool:
    """Whether what touches the edge of the image is the picture beside the line.

    Dark letters on a dark picture cannot be told from it, and seem to reach the edge.

    Args:
        edge: The outermost pixels of the image along that edge, shape (N, 3), uint8.
        ink: Color of the ink.
        extent: Where along the edge the line begins and ends.
        reach: How far beyond that is looked, px.
    """
    first, last = (round(place) for place in extent)
    beyond = edge[max(0, first - reach) : max(0, first)], edge[last : last + reach]
    colors = [rim.mean(0) for rim in beyond if len(rim)]
    away = [float(np.linalg.norm(color - ink)) for color in colors]
    return bool(away) and max(away) < _LEAST_DISTANCE


def _ink_color(frame: LineFrame, ink: Ink) -> Floats:
    return np.asarray(median(frame.pixels[ink.mask]), np.float64)


def _has_sliver(column: Rgb, ink: Floats, capitals: tuple[float, float]) -> bool:
    """Whether ink begins and ends within a line's height on the edge of the image.

    Args:
        column: The outermost pixels of the image, shape (H, 3), uint8.
        ink: Color of the ink.
        capitals: Rows on which capitals begin and end.
    """
    cap = capitals[1] - capitals[0]
    first = max(0, round(capitals[0] - _BEYOND * cap))
    last = min(len(column), round(capitals[1] + _BEYOND * cap))
    rows = column[first:last].astype(np.float64)
    rim = max(2, round(_BEYOND * cap / 2))
    around = np.concatenate([rows[:rim], rows[-rim:]])
    background = around.mean(0)
    way = ink - background
    squared = float(way @ way)
    if squared**0.5 < _LEAST_DISTANCE:
        return False
    share = (rows - background) @ way / squared
    spread = float(((around - background) @ way / squared).std())
    aside = np.sqrt(
        np.maximum(((rows - background) ** 2).sum(1) / squared - share**2, 0)
    )
    inked = (share > max(_LEAST_INK, _CLEAR_OF * spread)) & (aside < _ASIDE * share)
    if inked[0] or inked[-1]:
        return False
    return int(inked.sum()) >= max(2.0, _LEAST_INKED * cap)
