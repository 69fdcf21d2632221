"""A fix drawn on the pixels of its pin: one way, for agents and for what-if.

The report's page draws the same where there is no Python: ``reports/_html/fix.js``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorer.core.fix import Color, Crop, Fix, Layout, Lift, Move, Panel, Scale, Text
from scorer.core.pin import Rgb
from scorer.core.units import Box, counted
from scorer.fixes.letters import (
    Letters,
    Place,
    Tint,
    erase,
    lifted,
    put,
    word_spans,
)
from scorer.text.line.text_line import CLEAR_CONTRAST
from scorer.vision.color.legible import legible_color

# Kept free at the sides of the pin, share of its width.
_MARGIN = 0.04
# Enlarged words take so much of the height at most; a line below is so far moved.
_MOST_HEIGHT, _REACH, _GAP = 0.6, 0.35, 0.012
_LEADING, _SPACE = 0.95, 0.22
# Where there is no room, words are tried so much smaller each time, down to the last.
_STEP, _LEAST_FACTOR = 0.93, 1.05
# Room around words on a panel, in heights of the lowest line.
_PAD = 0.45


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it would be.

    Attributes:
        pixels: Shape (H, W, 3), uint8; of another size where it was cropped.
        changed: Around what changed, before and after; all of it where that is so.
        said: What is drawn otherwise than asked, such as fewer times larger; empty if
            nothing is.
    """

    pixels: Rgb
    changed: Place
    said: str = ""


def draw(
    pixels: Rgb, fix: Fix, *, scale: float = 1.0, others: Sequence[Box] = ()
) -> Drawn:
    """Return a picture with a fix.

    Args:
        pixels: Shape (H, W, 3), uint8, sRGB; not written to.
        fix: Its boxes are in pixels of the file.
        scale: Pixels of ``pixels`` per pixel of the file.
        others: Lines of the pin that the fix does not mean: words that get larger make
            them give way.
    """
    canvas = np.ascontiguousarray(pixels).copy()
    if isinstance(fix, Crop):
        return _whole(_cut(canvas, _scaled(fix.box, scale)))
    if isinstance(fix, Lift):
        return _whole(_brightened(canvas, fix))
    boxes = [_scaled(box, scale) for box in fix.boxes]
    if isinstance(fix, Layout):
        return _whole(_laid_out(canvas, fix, boxes, scale))
    if isinstance(fix, Scale):
        return _enlarged(canvas, boxes, fix.factor, [_scaled(x, scale) for x in others])
    return _set_again(canvas, fix, boxes, scale)


def _set_again(
    canvas: Rgb, fix: Color | Panel | Move | Text, boxes: Sequence[Place], scale: float
) -> Drawn:
    """Return lines in another color, on a panel, elsewhere, or taken out."""
    lines = _taken_off(canvas, boxes)
    if isinstance(fix, Text):
        return Drawn(canvas, _union(boxes))
    if isinstance(fix, Move):
        places = [_scaled(box, scale) for box in fix.places]
        for letters, box, place in zip(lines, boxes, places, strict=True):
            put(canvas, letters, _follow(letters, box, place))
        return Drawn(canvas, _union([*boxes, *places]))
    changed, ink = _union(boxes), fix.ink
    if isinstance(fix, Color):
        ink = fix.color
    else:
        changed = _lay_panel(canvas, fix.color or _panel_color(lines[0]), boxes)
    for letters in lines:
        put(canvas, letters, _own(letters), color=_rgb(ink) if ink else letters.ink)
    return Drawn(canvas, changed)


def _whole(pixels: Rgb) -> Drawn:
    return Drawn(pixels, (0, 0, pixels.shape[1], pixels.shape[0]))


def _scaled(box: Box, scale: float) -> Place:
    left, top, width, height = (side * scale for side in box)
    return left, top, width, height


def _cut(pixels: Rgb, place: Place) -> Rgb:
    high, wide = pixels.shape[:2]
    left = min(max(0, round(place[0])), wide - 1)
    top = min(max(0, round(place[1])), high - 1)
    right = max(left + 1, round(place[0] + place[2]))
    bottom = max(top + 1, round(place[1] + place[3]))
    return pixels[top:bottom, left:right]


def _union(boxes: Sequence[Place]) -> Place:
    left = min(box[0] for box in boxes)
    top = min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def _taken_off(canvas: Rgb, boxes: Sequence[Place]) -> list[Letters]:
    """Take the letters of lines off the picture, and return them."""
    lines = [lifted(canvas, box) for box in boxes]
    for letters in lines:
        erase(canvas, letters)
    return lines


def _own(letters: Letters) -> Place:
    return letters.left, letters.top, letters.width, letters.height


def _follow(letters: Letters, box: Place, place: Place) -> Place:
    """Where letters go when their line's box goes to a place."""
    across, down = place[2] / max(1e-6, box[2]), place[3] / max(1e-6, box[3])
    return (
        place[0] + (letters.left - box[0]) * across,
        place[1] + (letters.top - box[1]) * down,
        letters.width * across,
        letters.height * down,
    )


def _rgb(color: str) -> Tint:
    return np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)], np.float32)


def _panel_color(letters: Letters) -> str:
    """The color around letters, lighter or darker until they stand out."""
    return legible_color(_hex(letters.background), _hex(letters.ink), CLEAR_CONTRAST)


def _hex(color: Tint) -> str:
    return "#" + "".join(f"{round(float(value)):02x}" for value in color)


def _lay_panel(canvas: Rgb, color: str, boxes: Sequence[Place]) -> Place:
    room = _PAD * min(box[3] for box in boxes)
    left, top, width, height = _union(boxes)
    panel = (left - room, top - room, width + 2 * room, height + 2 * room)
    _cut(canvas, panel)[:] = _rgb(color).astype(np.uint8)
    return panel


def _laid_out(canvas: Rgb, fix: Layout, boxes: Sequence[Place], scale: float) -> Rgb:
    """Return the part that is kept, without its words, and these in their places."""
    lines = _taken_off(canvas, boxes)
    kept = np.ascontiguousarray(_cut(canvas, _scaled(fix.box, scale)))
    places = [_scaled(place, scale) for place in fix.places]
    for letters, box, place in zip(lines, boxes, places, strict=True):
        put(kept, letters, _follow(letters, box, place))
    return kept


def _enlarged(
    canvas: Rgb, boxes: Sequence[Place], factor: float, others: Sequence[Place]
) -> Drawn:
    """Set lines larger: as large as is asked, or as other words leave room for."""
    block = _union(boxes)
    lines = [lifted(canvas, box) for box in boxes]
    setting, moves, size = None, [], factor
    for size in _sizes(factor):
        for setting in _settings(lines, boxes, size, canvas):
            found = _room_made(others, block, setting.place, canvas)
            if found is not None:
                moves = found
                break
        else:
            continue
        break
    else:
        setting = next(_settings(lines, boxes, factor, canvas), None)
        size = factor
    if setting is None:
        most = max(1.0, (1 - 2 * _MARGIN) * canvas.shape[1] / block[2])
        setting, size = _in_place(lines, block, min(factor, most), canvas), most
    for letters in lines:
        erase(canvas, letters)
    for some, by in moves:
        _shift(canvas, some, by)
    for letters, span, place in setting.pieces:
        put(canvas, letters, place, span=span)
    return Drawn(canvas, _union([block, setting.place]), _said(factor, size, setting))


def _said(factor: float, size: float, setting: _Setting) -> str:
    """Return how lines are set where that is not just as was asked."""
    if size < factor:
        if size >= _LEAST_FACTOR:
            return f"as large as fits, {size:.1f}×: {factor:.1f}× needs fewer words"
        return f"no room to be {factor:.1f}× as large: cut words"
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
    lines: Sequence[Letters], boxes: Sequence[Place], factor: float, canvas: Rgb
) -> Iterator[_Setting]:
    """Yield ways to set lines so many times as large, the likeliest first."""
    high, wide = canvas.shape[:2]
    block = _union(boxes)
    room = (1 - 2 * _MARGIN) * wide
    if block[2] * factor <= max(room, block[2]):
        setting = _in_place(lines, block, factor, canvas)
        for top in _tops(block, setting.place[3], canvas):
            yield _raised(setting, top)
        return
    ways = [_flowed(lines, factor, room, breaks=breaks) for breaks in (False, True)]
    for rows in sorted(ways, key=len):
        tall = len(rows) * max(row.height for row in rows)
        if tall <= _MOST_HEIGHT * high and all(row.width <= room for row in rows):
            for top in _tops(block, tall, canvas):
                yield _in_rows(rows, factor, top, _anchor(boxes), wide)


def _tops(block: Place, height: float, canvas: Rgb) -> Iterator[float]:
    """Yield where words may begin: around the old middle, top or foot."""
    edge = _MARGIN * canvas.shape[1]
    last = max(edge, canvas.shape[0] - edge - height)
    for top in (
        block[1] + (block[3] - height) / 2,
        block[1],
        block[1] + block[3] - height,
    ):
        yield min(max(edge, top), last)


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
        (letters, (0, letters.width), _follow(letters, block, place))
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


def _anchor(boxes: Sequence[Place]) -> tuple[float, float]:
    """Return where lines are aligned, and how: 0 at their left, .5 at their middle."""
    lefts = [box[0] for box in boxes]
    middles = [box[0] + box[2] / 2 for box in boxes]
    is_ragged = np.ptp(lefts) < np.ptp(middles)
    return (min(lefts), 0.0) if is_ragged else (float(np.mean(middles)), 0.5)


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
    step = max(row.height for row in rows)
    pieces: list[tuple[Letters, tuple[int, int], Place]] = []
    for row in rows:
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
) -> list[tuple[list[Place], float]] | None:
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
    for letters in _taken_off(canvas, lines):
        left, top, width, height = _own(letters)
        put(canvas, letters, (left, top + by, width, height))


def _brightened(pixels: Rgb, fix: Lift) -> Rgb:
    """Stretch and bend lightness L*, colors kept: channels by one factor of light."""
    shares = pixels.astype(np.float32) / 255
    linear = np.where(
        shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4
    )
    light = linear @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    lightness = np.where(light > 0.008856, 116 * np.cbrt(light) - 16, 903.3 * light)
    span = max(1e-6, fix.white - fix.black)
    wanted = 100 * np.clip((lightness - fix.black) / span, 0, 1) ** fix.gamma
    goal = np.where(wanted > 8, ((wanted + 16) / 116) ** 3, wanted / 903.3)
    lit = np.minimum(1, linear * (goal / np.maximum(light, 1e-4))[..., None])
    shown = np.where(lit <= 0.0031308, 12.92 * lit, 1.055 * lit ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(255 * shown), np.uint8)
