"""Words set larger: in their place, or in rows, with other words giving way.

The report's page does the same where there is no Python: ``reports/_html/fix.js``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scorer.core.fix import Scale
from scorer.core.pin import Rgb
from scorer.core.units import counted
from scorer.fixes.letters import (
    Letters,
    Place,
    Tint,
    around,
    erase,
    following,
    lifted,
    own_place,
    put,
    taken_off,
    word_spans,
)

# Kept free at the sides of the pin, share of its width.
_MARGIN = 0.04
# Enlarged words take so much of the height at most; a line below is so far moved.
_MOST_HEIGHT, _REACH, _GAP = 0.6, 0.35, 0.012
_LEADING, _SPACE = 0.95, 0.26
# Lines whose heights differ by more than this factor, and their rows in their heights.
_UNLIKE, _APART = 1.35, 1.15
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
            for each in _settings(lines, boxes, replace(fix, factor=size), canvas)
            if (found := _room_made(others, block, each.place, canvas)) is not None
            and _is_even(bare, [*zip(lines, boxes, strict=True)], each, found)
        ]
        if ways:
            break
    else:
        return block, f"no room to be {factor:.1f}× as large: cut words"
    # Rather where nothing has to give way.
    setting, moves = min(ways, key=lambda way: bool(way[1]))
    for letters in lines:
        erase(canvas, letters)
    for some, by in moves:
        _shift(canvas, some, by)
    for letters, span, place in setting.pieces:
        put(canvas, letters, place, span=span)
    return around([block, setting.place]), _said(factor, size, setting)


def _without(canvas: Rgb, lines: Sequence[Letters], others: Sequence[Place]) -> Rgb:
    """Return a picture without lines of text."""
    bare = canvas.copy()
    for letters in [*lines, *(lifted(canvas, box) for box in others)]:
        erase(bare, letters)
    return bare


def _is_even(
    bare: Rgb,
    lines: Sequence[tuple[Letters, Place]],
    setting: _Setting,
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
        places = [place for each, _, place in setting.pieces if each is letters]
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
    room = (1 - 2 * _MARGIN) * wide
    spans = [(each, *span) for each in lines for span in word_spans(each)]
    widest = max((last - first for _, first, last in spans), default=1)
    size = min(factor, room / widest)
    rows = _flowed(lines, size, room, breaks=True)
    if not rows:
        return
    edge = _MARGIN * wide
    tall = sum(_steps(rows))
    top = (high - tall) / 2 if top is None else top
    first = max(edge, min(top, high - edge - tall))
    for letters, span, place in _in_rows(
        rows, size, first, (wide / 2, 0.5), wide
    ).pieces:
        put(canvas, letters, place, color=color, span=span)


def _said(factor: float, size: float, setting: _Setting) -> str:
    """Return how lines are set where that is not just as was asked."""
    if size < factor:
        return f"as large as fits, {size:.1f}×: {factor:.1f}× needs fewer words"
    if setting.rows:
        return f"{factor:.1f}× as large, in {counted(setting.rows, 'row')}"
    return ""


def _sizes(factor: float) -> Iterator[float]:
    """Yield the size that is asked, and smaller ones down to the one that is now."""
    yield factor
    size = factor * _STEP
    while size >= _LEAST_FACTOR:
        yield size
        size *= _STEP


@dataclass(frozen=True, slots=True)
class _Setting:
    """Words in their places.

    Attributes:
        pieces: Letters, the columns of theirs that are meant, and where they go.
        place: Around all of them.
        rows: In how many rows they flow; 0 where they stand as they stood.
    """

    pieces: tuple[tuple[Letters, tuple[int, int], Place], ...]
    place: Place
    rows: int = 0


def _settings(
    lines: Sequence[Letters], boxes: Sequence[Place], fix: Scale, canvas: Rgb
) -> Iterator[_Setting]:
    """Yield ways to set lines so many times as large, the likeliest first."""
    high, wide = canvas.shape[:2]
    block, factor = around(boxes), fix.factor
    room = (1 - 2 * _MARGIN) * wide
    if block[2] * factor <= max(room, block[2]):
        setting = _in_place(lines, block, factor, canvas)
        for top in _tops(block, setting.place[3], canvas, fix.keeps):
            yield _raised(setting, top)
        return
    # Lines of unlike size are not run into each other.
    breaking = (True,) if _are_unlike([x.height for x in lines]) else (False, True)
    ways = [_flowed(lines, factor, room, breaks=breaks) for breaks in breaking]
    for rows in sorted((way for way in ways if way), key=len):
        tall = sum(_steps(rows))
        if tall <= _MOST_HEIGHT * high and all(row.width <= room for row in rows):
            for top in _tops(block, tall, canvas, fix.keeps):
                yield _in_rows(rows, factor, top, _anchor(boxes), wide)


def _tops(block: Place, height: float, canvas: Rgb, keeps: str) -> Iterator[float]:
    """Yield where words may begin: around the old middle, top or foot."""
    edge = _MARGIN * canvas.shape[1]
    last = max(edge, canvas.shape[0] - edge - height)
    top, bottom = block[1], block[1] + block[3] - height
    ways = {"top": (top,), "bottom": (bottom,)}
    for start in ways.get(keeps, ((top + bottom) / 2, top, bottom)):
        yield min(max(edge, start), last)


def _in_place(
    lines: Sequence[Letters], block: Place, factor: float, canvas: Rgb
) -> _Setting:
    """Return lines as they stand, larger, clear of the sides."""
    wide = canvas.shape[1]
    edge = _MARGIN * wide
    width, height = block[2] * factor, block[3] * factor
    left = block[0] + (block[2] - width) / 2
    left = min(max(edge, left), max(edge, wide - edge - width))
    place = (left, block[1] + (block[3] - height) / 2, width, height)
    pieces = tuple(
        (letters, (0, letters.width), following(letters, block, place))
        for letters in lines
    )
    return _Setting(pieces, place)


def _raised(setting: _Setting, top: float) -> _Setting:
    """Return words that begin at another height."""
    by = top - setting.place[1]
    pieces = tuple(
        (letters, span, (place[0], place[1] + by, *place[2:]))
        for letters, span, place in setting.pieces
    )
    return replace(
        setting, pieces=pieces, place=(setting.place[0], top, *setting.place[2:])
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
) -> _Setting:
    """Return rows of words from a height on, aligned as the lines were."""
    at, share = anchor
    edge, first = _MARGIN * wide, top
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
    return _Setting(
        tuple(pieces), (edge, first, wide - 2 * edge, top - first), len(rows)
    )


def _room_made(
    others: Sequence[Place], block: Place, place: Place, canvas: Rgb
) -> list[_Moved] | None:
    """Return which lines have to go how far up or down for words in a place.

    None where they would leave the picture.
    """
    high, wide = canvas.shape[:2]
    gap, reach, edge = _GAP * high, _REACH * high, _MARGIN * wide
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
