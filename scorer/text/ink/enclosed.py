"""What outlines, pills and stickers run around: the letters themselves."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask
from scorer.text.ink.frame import LineFrame, around
from scorer.vision.quantiles import median

# Letters that enclose nothing, in all faces.
_OPEN = frozenset("CEFGHIJKLMNSTUVWXYZcfhijklmnrstuvwxyz12357!?")
# Where the mask is of what is around the letters this share of them seems to enclose
# something: so many pixels, within a share of the line's height of their middles.
_ENCLOSE, _ENCLOSED_PX, _REACH = 0.6, 4, 0.06
_OTHER_FILL = 12.0  # CIELAB: another color than what the line stands on
# A pill holds two characters or more; its area by that of its convex hull, and what it
# holds by its area.
_HELD, _BULGING, _LEAST_HELD = 2, 0.93, 0.04
_FEWEST_PX = 5

# OpenCV keeps CIELAB in bytes: lightness in 255 steps.
_SCALE = np.array([100 / 255, 1, 1])

Color = NDArray[np.float64]
Plane = NDArray[np.uint8]
Places = tuple[NDArray[np.float64], NDArray[np.float64]]


class Pieces(NamedTuple):
    """The connected pieces of a mask.

    Attributes:
        labels: Shape (h, w), number of the piece, 0 where there is none.
        stats: Shape (n, 5), left, top, width, height and area of each.
        whole: Which lie within the line.
        letters: Which of them are as high as letters.
    """

    labels: NDArray[np.uint16]
    stats: NDArray[np.int32]
    whole: Mask
    letters: Mask


def encloses_nothing(text: str) -> Mask:
    """Return which characters have no counter, in no face: E and T, not A and O."""
    return np.array([char in _OPEN for char in text], np.bool_)


def enclosed(
    pieces: Pieces, frame: LineFrame, places: Places, lab: Plane
) -> Mask | None:
    """Return the letters that an outline, a pill or a sticker runs around.

    Letters such as E and T enclose nothing; where most of them seem to, the mask is
    of what is around them. Hollow letters enclose the color that they stand on.

    Args:
        pieces: Of the mask.
        frame: The line.
        places: Middles of its characters, and of those that enclose nothing, frame
            pixels.
        lab: Its colors, CIELAB in bytes, shape (h, w, 3).
    """
    rim = _rim(pieces)
    if rim is not None:
        return _of(pieces, pieces.letters & ~rim)
    centers, spots = places
    ink = _of(pieces, pieces.whole).view(np.uint8)
    inner = _inner(ink)
    is_plate = _is_plate(ink, inner, centers)
    size = frame.line_height
    if not is_plate and not _enclose(inner, spots, size):
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=4)
    kept = ~_within(np.asarray(stats[1:, :4]))
    beside = around(ink | inner, frame)
    if not is_plate and cv2.countNonZero(beside) >= _FEWEST_PX:
        background = np.array(cv2.mean(lab[frame.core], beside)[:3])
        color = np.array(cv2.mean(lab, ink)[:3])
        kept &= _distances(np.asarray(labels), lab, color, background) > _OTHER_FILL
    fill: Mask = np.concatenate([[False], kept])[labels]
    is_seen = is_plate or _enclose(fill.view(np.uint8), spots, size)
    return fill if is_seen and np.count_nonzero(fill) >= _FEWEST_PX else None


def _of(pieces: Pieces, chosen: Mask) -> Mask:
    drawn: Mask = np.concatenate([[False], chosen]).take(pieces.labels)
    return drawn


def _rim(pieces: Pieces) -> Mask | None:
    """Which piece runs around most others, a box around words; None where none does."""
    at = np.flatnonzero(pieces.letters)
    if len(at) <= _HELD:
        return None
    largest = at[pieces.stats[at, 2].argmax()]
    inside = _inside(pieces.stats[at, :4], pieces.stats[largest][None, :4])[:, 0]
    if np.count_nonzero(inside) < max(_HELD, 0.6 * (len(at) - 1)):
        return None
    chosen = np.zeros_like(pieces.letters)
    chosen[largest] = True
    return chosen


def _inner(ink: Plane) -> Plane:
    """What cannot be reached from the frame's edge without crossing ink."""
    outside = cv2.copyMakeBorder(ink, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(outside, np.zeros((0, 0), np.uint8), (0, 0), (2,))
    return np.asarray(outside[1:-1, 1:-1] == 0).view(np.uint8)


def _within(boxes: NDArray[np.int32]) -> Mask:
    """Which boxes (n, 4) of left, top, width, height lie in another: counters."""
    return np.asarray(_inside(boxes, boxes).any(1))


def _inside(boxes: NDArray[np.int32], others: NDArray[np.int32]) -> Mask:
    left, top, width, height = boxes.T[:, :, None]
    x, y, wide, high = others.T
    is_in: Mask = (
        (left > x) & (top > y) & (left + width < x + wide) & (top + height < y + high)
    )
    return is_in


def _distances(
    labels: NDArray[np.int32], lab: Plane, ink: Color, background: Color
) -> NDArray[np.float64]:
    """How far what each piece is filled with is from the ground, CIELAB.

    The half of its pixels that differs most from the ink counts: the rest is mixed
    with it.
    """
    spots = np.flatnonzero(labels)
    order = np.argsort(labels.ravel()[spots], kind="stable")
    number = labels.ravel()[spots[order]]
    colors = lab.reshape(-1, 3)[spots[order]] * _SCALE
    ends = np.flatnonzero(np.diff(number)) + 1
    away = []
    for piece in np.split(colors, ends):
        off = np.linalg.norm(piece - ink * _SCALE, axis=1)
        fill = piece[off >= median(off)].mean(0)
        away.append(float(np.linalg.norm(fill - background * _SCALE)))
    return np.array(away)


def _enclose(inner: Plane, spots: NDArray[np.float64], size: int) -> bool:
    """Whether most letters that enclose nothing have something enclosed."""
    if not len(spots):
        return False
    columns = np.concatenate([[0], np.cumsum(inner.sum(0, dtype=np.int64))])
    reach, at = max(2, round(_REACH * size)), spots.astype(np.intp)
    begin, end = (
        np.clip(edge, 0, len(columns) - 1) for edge in (at - reach, at + reach + 1)
    )
    return bool(np.mean(columns[end] - columns[begin] >= _ENCLOSED_PX) >= _ENCLOSE)


def _is_plate(ink: Plane, inner: Plane, centers: NDArray[np.float64]) -> bool:
    """Whether a piece that holds characters bulges as a pill, a disc, a box does."""
    contours, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(contours, key=cv2.contourArea)
    left, _, width, _ = cv2.boundingRect(largest)
    if np.count_nonzero((centers > left) & (centers < left + width)) < _HELD:
        return False
    area, hull = cv2.contourArea(largest), cv2.contourArea(cv2.convexHull(largest))
    return area > _BULGING * hull and cv2.countNonZero(inner) > _LEAST_HELD * area
