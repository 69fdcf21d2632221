"""Blocks of small print: low lines, one close below the other.

The detector sees a pin 416 px wide. Small print is six of its pixels high there: ends
of lines are cut off, the next line's tops are taken in, and pale print is not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.pin import Rgb
from scorer.text.networks.graph import Floats

# Of a pin that is 1000 px wide: a line of 20 px capitals has a box so high.
_LOW_SHARE = 0.044
_LEAST_LINES = 3
# A line is so many times as long as high, and level: its end is that little higher.
_LONG, _LEVEL = 4.0, 0.1
# So much of the lower box's height the next one covers: lines further apart are seen
# well enough.
_COVERED = 0.05
_ROOM = 0.024  # around a block, of the pin's width

# Bars are looked for in the pin at a width of 500 px: letters less than 13 px apart
# that stand out, joined to bars of 3 to 10 px by 60 and more.
_WIDTH_PX = 500
_STANDS_OUT = 24  # of 255, in one channel, from one pixel to the next
_APART_PX, _LOWEST_PX, _HIGHEST_PX, _SHORTEST_PX = 13, 3, 10, 60
_WHOLE_PX, _FULL = 41, 0.6
# Four and more that begin, or have their middle, at one place and stand evenly.
_LEAST_BARS, _IN_LINE_PX, _STEP = 4, 5, 4.0
_UNEVEN, _UNEVEN_PX = 0.15, 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """Low lines below each other.

    Attributes:
        rows: How many there are.
        left: Of the rectangle that holds them and some room around, px.
        top: Of the same.
        right: Of the same.
        bottom: Of the same.
    """

    rows: int
    left: int
    top: int
    right: int
    bottom: int

    def holds(self, quad: Floats) -> bool:
        """Return whether a line, corners (4, 2), lies in the rectangle, whole."""
        (left, top), (right, bottom) = quad.min(0), quad.max(0)
        is_within = self.left <= left and right <= self.right
        return bool(is_within and self.top <= top and bottom <= self.bottom)


def dense_blocks(pixels: Rgb, quads: Sequence[Floats]) -> list[Block]:
    """Return the blocks of three low lines and more, and others that look like some.

    Args:
        pixels: The pin, (H, W, 3).
        quads: Corners (4, 2) of all lines that were found, px, clockwise from top left.
    """
    size = pixels.shape[1], pixels.shape[0]
    found = [_block(around, size) for around in _low_lines(quads, size[0])]
    for bars in _blocks_of_bars(_bars(pixels)):
        block = _block(bars * (size[0] / _WIDTH_PX), size)
        if sum(map(block.holds, quads)) < block.rows:
            found.append(block)
    return found


def _low_lines(quads: Sequence[Floats], width: int) -> Iterator[Floats]:
    """Yield boxes (lines, 4) of low lines that follow each other."""
    low = [quad for quad in quads if _is_low(quad, width)]
    boxes = [np.concatenate([quad.min(0), quad.max(0)]) for quad in low]
    left = set(range(len(low)))
    while left:
        block = _linked(left.pop(), left, boxes)
        if len(block) >= _LEAST_LINES:
            yield np.array([boxes[n] for n in block])


def _is_low(quad: Floats, width: int) -> bool:
    across, down = quad[1] - quad[0], quad[3] - quad[0]
    long, high = float(np.linalg.norm(across)), float(np.linalg.norm(down))
    is_level = abs(across[1]) < _LEVEL * abs(across[0])
    return bool(high < _LOW_SHARE * width and long > _LONG * high and is_level)


def _linked(first: int, left: set[int], boxes: Sequence[Floats]) -> list[int]:
    """Return a line and all that follow it, taken from ``left``."""
    block = [first]
    for own in block:
        next_to = {other for other in left if _follow(boxes[own], boxes[other])}
        left -= next_to
        block += sorted(next_to)
    return block


def _follow(one: Floats, other: Floats) -> bool:
    """Whether two boxes stand one below the other and cover each other's edge."""
    lower = min(one[3] - one[1], other[3] - other[1])
    gap = max(one[1], other[1]) - min(one[3], other[3])
    overlap = min(one[2], other[2]) - max(one[0], other[0])
    return bool(gap < -_COVERED * lower and overlap > 0)


def _block(around: Floats, size: tuple[int, int]) -> Block:
    room = _ROOM * size[0]
    left, top = np.maximum(0, around[:, :2].min(0) - room).astype(int)
    right, bottom = np.minimum(size, around[:, 2:].max(0) + room).astype(int)
    return Block(len(around), int(left), int(top), int(right), int(bottom))


def _bars(pixels: Rgb) -> Floats:
    """Return level bars of small letters, (N, 4) corners at 500 px, from the top."""
    high, wide = pixels.shape[:2]
    size = _WIDTH_PX, max(1, round(high * _WIDTH_PX / wide))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)
    # One pixel beside the other.
    edges = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((1, 3), np.uint8))
    red, green, blue = cv2.split(edges)
    level = cv2.max(cv2.max(red, green), blue)
    on = cv2.threshold(level, _STANDS_OUT, 1, cv2.THRESH_BINARY)[1]
    on = cv2.morphologyEx(on, cv2.MORPH_CLOSE, np.ones((1, _APART_PX), np.uint8))
    whole = np.ones((_LOWEST_PX, _WHOLE_PX), np.uint8)
    on = cv2.morphologyEx(on, cv2.MORPH_OPEN, whole)
    boxes = cv2.connectedComponentsWithStats(on)[2][1:]
    left, top, width, height, area = boxes.T
    kept = (height >= _LOWEST_PX) & (height <= _HIGHEST_PX) & (width >= _SHORTEST_PX)
    kept &= area >= _FULL * width * height
    corners = np.stack([left, top, left + width, top + height], 1)[kept]
    return np.asarray(corners[np.argsort(corners[:, 1], kind="stable")], np.float32)


def _blocks_of_bars(bars: Floats) -> Iterator[Floats]:
    """Yield bars that stand evenly below each other, from one edge or one middle."""
    used: set[int] = set()
    for first in range(len(bars)):
        if first in used:
            continue
        run = [first]
        for other in range(first + 1, len(bars)):
            last = bars[run[-1]]
            step, height = bars[other][1] - last[1], last[3] - last[1]
            if step > _STEP * height:
                break
            if step > height and _is_in_line(last, bars[other]):
                run.append(other)
        steps = np.diff(bars[run][:, 1])
        if len(run) >= _LEAST_BARS and (
            steps.std() <= _UNEVEN * steps.mean() + _UNEVEN_PX
        ):
            used.update(run)
            yield bars[run]


def _is_in_line(one: Floats, other: Floats) -> bool:
    ends = abs(other[0] - one[0]), abs(other[0] + other[2] - one[0] - one[2]) / 2
    return bool(min(ends) <= _IN_LINE_PX)
