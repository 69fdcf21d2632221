"""Words set larger, with other words giving way.

The report's page does the same where there is no Python: ``reports/_html/fix.js``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scorer.core.fix import Scale
from scorer.core.pin import Rgb
from scorer.core.units import counted
from scorer.fixes.arrangement import MARGIN, Arrangement, arrangements
from scorer.fixes.letters import (
    Letters,
    Place,
    around,
    erase,
    lifted,
    own_place,
    put,
    taken_off,
)

# A line so near below gives way, and keeps so much apart, of the pin's height.
_REACH, _GAP = 0.35, 0.012
# Where there is no room, words are tried so much smaller each time, down to the last.
_STEP, _LEAST_FACTOR = 0.93, 1.05
# Words go where colors are no farther from those that they stand on, RGB: so many times
# the distance within their own place, and so much more.
_AS_EVEN, _ALIKE = 1.3, 14.0
# Lines that give way, and how far down.
_Moved = tuple[list[Place], float]


def enlarged(
    canvas: Rgb, boxes: Sequence[Place], fix: Scale, others: Sequence[Place]
) -> tuple[Place, str]:
    """Set lines larger: as large as is asked, or as other words leave room for.

    Args:
        canvas: Drawn on.
        boxes: Of the lines.
        fix: How many times as large, and which end of them stays.
        others: Of the other lines, which give way.

    Returns:
        The place that changed, and what was drawn otherwise than asked: nothing where
        words would run into pictures, off their label or out of the pin.
    """
    block, factor = around(boxes), fix.factor
    lines = [lifted(canvas, box) for box in boxes]
    bare = _without(canvas, lines, others)
    for size in _sizes(factor):
        ways = [
            (each, found)
            for each in arrangements(lines, boxes, replace(fix, factor=size), canvas)
            if (found := _room_made(others, block, each.place, canvas)) is not None
            and _is_even(bare, [*zip(lines, boxes, strict=True)], each, found)
        ]
        if ways:
            break
    else:
        return block, f"no room to be {factor:.1f}× as large: cut words"
    # Rather where nothing has to give way.
    arranged, moves = min(ways, key=lambda way: bool(way[1]))
    for letters in lines:
        erase(canvas, letters)
    for some, by in moves:
        _shift(canvas, some, by)
    for letters, span, place in arranged.pieces:
        put(canvas, letters, place, span=span)
    return around([block, arranged.place]), _said(factor, size, arranged)


def _without(canvas: Rgb, lines: Sequence[Letters], others: Sequence[Place]) -> Rgb:
    """Return a picture without lines of text."""
    bare = canvas.copy()
    for letters in [*lines, *(lifted(canvas, box) for box in others)]:
        erase(bare, letters)
    return bare


def _is_even(
    bare: Rgb,
    lines: Sequence[tuple[Letters, Place]],
    arranged: Arrangement,
    moves: Sequence[_Moved],
) -> bool:
    """Whether all words come to stand on ground like that which they stand on.

    A label does not grow with its words, and a picture does not give way.
    """
    ways = [
        (line, (line[0], line[1] + by, *line[2:]))
        for some, by in moves
        for line in some
    ]
    for letters, box in lines:
        places = [place for each, _, place in arranged.pieces if each is letters]
        if places:
            ways.append((box, around(places)))
    return all(_is_alike(bare, *way) for way in ways)


def _is_alike(bare: Rgb, one: Place, other: Place) -> bool:
    """Whether the ground of a place is as even as that of another, and of its color."""
    there, wanted = _part(bare, one), _part(bare, other)
    color = there.mean(axis=(0, 1))
    spread, away = (
        float(np.sqrt(((part - color) ** 2).sum(axis=2).mean()))
        for part in (there, wanted)
    )
    return away <= _AS_EVEN * spread + _ALIKE


def _part(pixels: Rgb, place: Place) -> NDArray[np.float64]:
    high, wide = pixels.shape[:2]
    left = min(max(0, int(place[0])), wide - 1)
    top = min(max(0, int(place[1])), high - 1)
    right = max(left + 1, min(wide, int(place[0] + place[2])))
    bottom = max(top + 1, min(high, int(place[1] + place[3])))
    return pixels[top:bottom, left:right].astype(np.float64)


def _said(factor: float, size: float, arranged: Arrangement) -> str:
    """Return how lines are set where that is not just as was asked."""
    if size < factor:
        return f"as large as fits, {size:.1f}×: {factor:.1f}× needs fewer words"
    if arranged.rows:
        return f"{factor:.1f}× as large, in {counted(arranged.rows, 'row')}"
    return ""


def _sizes(factor: float) -> Iterator[float]:
    """Yield the size that is asked, and smaller ones down to the one that is now."""
    yield factor
    size = factor * _STEP
    while size >= _LEAST_FACTOR:
        yield size
        size *= _STEP


def _room_made(
    others: Sequence[Place], block: Place, place: Place, canvas: Rgb
) -> list[_Moved] | None:
    """Return which lines have to go how far up or down for words in a place.

    None where they would leave the picture.
    """
    high, wide = canvas.shape[:2]
    gap, reach, edge = _GAP * high, _REACH * high, MARGIN * wide
    first, last = place[1], place[1] + place[3]
    start, end = block[1], block[1] + block[3]
    middle = (start + end) / 2
    beside = [
        line
        for line in others
        if line[0] < place[0] + place[2] and line[0] + line[2] > place[0]
    ]
    below = [x for x in beside if x[1] + x[3] / 2 > middle and x[1] < last + reach]
    above = [
        x for x in beside if x[1] + x[3] / 2 <= middle and x[1] + x[3] > first - reach
    ]
    # Lines that stand nearer now may stay as near.
    down = max([0.0, *(last - x[1] + min(gap, max(0.0, x[1] - end)) for x in below)])
    up = max(
        [
            0.0,
            *(
                x[1] + x[3] - first + min(gap, max(0.0, start - x[1] - x[3]))
                for x in above
            ),
        ]
    )
    moves = []
    if down:
        if max(line[1] + line[3] for line in below) + down > high - edge:
            return None
        moves.append((below, down))
    if up:
        if min(line[1] for line in above) - up < edge:
            return None
        moves.append((above, -up))
    return moves


def _shift(canvas: Rgb, lines: Sequence[Place], by: float) -> None:
    for letters in taken_off(canvas, lines):
        left, top, width, height = own_place(letters)
        put(canvas, letters, (left, top + by, width, height))
