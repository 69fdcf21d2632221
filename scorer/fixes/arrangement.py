"""Words set in a place at a size: as they stand, or flowing in rows.

The report's page does the same where there is no Python: ``reports/_html/fix.js``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorer.core.fix import Scale
from scorer.core.pin import Rgb
from scorer.fixes.letters import (
    Letters,
    Place,
    Tint,
    around,
    following,
    put,
    word_spans,
)

# Kept free at the sides of the pin, share of its width.
MARGIN = 0.04
# Enlarged words take so much of the height at most.
_MOST_HEIGHT = 0.6
_LEADING, _SPACE = 0.95, 0.26
# Lines whose heights differ by more than this factor, and their rows in their heights.
_UNLIKE, _APART = 1.35, 1.15


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Words in their places.

    Attributes:
        pieces: Letters, the columns of theirs that are meant, and where they go.
        place: Around all of them.
        rows: In how many rows they flow; 0 where they stand as they stood.
    """

    pieces: tuple[tuple[Letters, tuple[int, int], Place], ...]
    place: Place
    rows: int = 0


def arrangements(
    lines: Sequence[Letters], boxes: Sequence[Place], fix: Scale, canvas: Rgb
) -> Iterator[Arrangement]:
    """Yield ways to set lines so many times as large, the likeliest first.

    Args:
        lines: Their letters.
        boxes: Where they stand.
        fix: How many times as large, and which end of them stays.
        canvas: The pin; nothing is drawn on it.
    """
    high, wide = canvas.shape[:2]
    block, factor = around(boxes), fix.factor
    room = (1 - 2 * MARGIN) * wide
    if block[2] * factor <= max(room, block[2]):
        arranged = _in_place(lines, block, factor, canvas)
        for top in _tops(block, arranged.place[3], canvas, fix.keeps):
            yield _raised(arranged, top)
        return
    # Lines of unlike size are not run into each other.
    breaking = (True,) if _are_unlike([x.height for x in lines]) else (False, True)
    ways = [_flowed(lines, factor, room, breaks=breaks) for breaks in breaking]
    for rows in sorted((way for way in ways if way), key=len):
        tall = sum(_steps(rows))
        if tall <= _MOST_HEIGHT * high and all(row.width <= room for row in rows):
            for top in _tops(block, tall, canvas, fix.keeps):
                yield _in_rows(rows, factor, top, _anchor(boxes), wide)


def set_in_rows(
    canvas: Rgb,
    lines: Sequence[Letters],
    factor: float,
    top: float | None,
    color: Tint | None = None,
) -> None:
    """Set lines around the middle, each in as many rows as it needs.

    Args:
        canvas: Drawn on.
        lines: Letters that were taken off another picture.
        factor: How many times as large they are set; smaller where a word is too wide.
        top: Where the first row begins; higher where the rows would leave the picture.
            None sets them in the middle.
        color: Another color for the letters; their own if None.
    """
    high, wide = canvas.shape[:2]
    room = (1 - 2 * MARGIN) * wide
    spans = [(each, *span) for each in lines for span in word_spans(each)]
    widest = max((last - first for _, first, last in spans), default=1)
    size = min(factor, room / widest)
    rows = _flowed(lines, size, room, breaks=True)
    if not rows:
        return
    edge = MARGIN * wide
    tall = sum(_steps(rows))
    top = (high - tall) / 2 if top is None else top
    first = max(edge, min(top, high - edge - tall))
    for letters, span, place in _in_rows(
        rows, size, first, (wide / 2, 0.5), wide
    ).pieces:
        put(canvas, letters, place, color=color, span=span)


def _tops(block: Place, height: float, canvas: Rgb, keeps: str) -> Iterator[float]:
    """Yield where words may begin: around the old middle, top or foot."""
    edge = MARGIN * canvas.shape[1]
    last = max(edge, canvas.shape[0] - edge - height)
    top, bottom = block[1], block[1] + block[3] - height
    ways = {"top": (top,), "bottom": (bottom,)}
    for start in ways.get(keeps, ((top + bottom) / 2, top, bottom)):
        yield min(max(edge, start), last)


def _in_place(
    lines: Sequence[Letters], block: Place, factor: float, canvas: Rgb
) -> Arrangement:
    """Return lines as they stand, larger, clear of the sides."""
    wide = canvas.shape[1]
    edge = MARGIN * wide
    width, height = block[2] * factor, block[3] * factor
    left = block[0] + (block[2] - width) / 2
    left = min(max(edge, left), max(edge, wide - edge - width))
    place = (left, block[1] + (block[3] - height) / 2, width, height)
    pieces = tuple(
        (letters, (0, letters.width), following(letters, block, place))
        for letters in lines
    )
    return Arrangement(pieces, place)


def _raised(arranged: Arrangement, top: float) -> Arrangement:
    """Return words that begin at another height."""
    by = top - arranged.place[1]
    pieces = tuple(
        (letters, span, (place[0], place[1] + by, *place[2:]))
        for letters, span, place in arranged.pieces
    )
    return replace(
        arranged, pieces=pieces, place=(arranged.place[0], top, *arranged.place[2:])
    )


@dataclass(slots=True)
class _Row:
    """Words that stand beside each other, as wide as they will be."""

    words: list[tuple[Letters, int, int]]
    width: float
    height: float
    space: float


def _flowed(
    lines: Sequence[Letters], factor: float, room: float, *, breaks: bool
) -> list[_Row]:
    """Return words one after another in rows, each line in a new one if it breaks."""
    rows: list[_Row] = []
    for letters in lines:
        is_new = breaks
        for first, last in word_spans(letters):
            width = (last - first) * factor
            space = _SPACE * letters.height * factor
            height = _LEADING * letters.height * factor
            row = rows[-1] if rows and not is_new else None
            if row and row.width + space + width <= room:
                row.words.append((letters, first, last))
                row.width += space + width
                row.height = max(row.height, height)
            else:
                rows.append(_Row([(letters, first, last)], width, height, space))
                is_new = False
    return rows


def _steps(rows: Sequence[_Row]) -> list[float]:
    """Return the height of each row: all alike, but for lines of unlike size."""
    heights = [row.height for row in rows]
    if _are_unlike(heights):
        return [_APART * height for height in heights]
    return [max(heights)] * len(rows)


def _are_unlike(heights: Sequence[float]) -> bool:
    return max(heights) > _UNLIKE * min(heights)


def _anchor(boxes: Sequence[Place]) -> tuple[float, float]:
    """Return where lines are aligned, and how: 0 at their left, .5 at their middle."""
    lefts = [box[0] for box in boxes]
    middles = [box[0] + box[2] / 2 for box in boxes]
    is_flush_left = np.ptp(lefts) < np.ptp(middles)
    return (min(lefts), 0.0) if is_flush_left else (float(np.mean(middles)), 0.5)


def _in_rows(
    rows: Sequence[_Row],
    factor: float,
    top: float,
    anchor: tuple[float, float],
    wide: int,
) -> Arrangement:
    """Return rows of words from a height on, aligned as the lines were."""
    at, share = anchor
    edge, first = MARGIN * wide, top
    pieces: list[tuple[Letters, tuple[int, int], Place]] = []
    for row, step in zip(rows, _steps(rows), strict=True):
        most = max(edge, wide - edge - row.width)
        left = min(max(edge, at - share * row.width), most)
        for letters, start, end in row.words:
            width = (end - start) * factor
            place = (left, top, width, letters.height * factor)
            pieces.append((letters, (start, end), place))
            left += width + row.space
        top += step
    return Arrangement(
        tuple(pieces), (edge, first, wide - 2 * edge, top - first), len(rows)
    )
