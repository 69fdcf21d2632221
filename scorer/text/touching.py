"""Things in the picture that letters touch: a bird, a sticker, a drawn line.

Around most lines the ground is plain, or changes slowly. What differs from it, has an
edge of its own and goes on beyond the line is a thing; where it comes nearer to the
letters than letters stand to each other, it touches them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from scorer.core.pin import Creative, Mask, Plane, Rgb
from scorer.core.units import Box
from scorer.text.ink.frame import line_frame
from scorer.text.ink.ink import line_ink
from scorer.text.line.text_line import TextLine
from scorer.text.lines import text_lines
from scorer.text.scale import text_pixels
from scorer.vision.color.lab import cielab, lab_of, squared_distance
from scorer.vision.quantiles import median
from scorer.vision.resize import working

# Smaller letters, share of the pin's width, stand too near to everything.
_LEAST_CAP_SHARE = 0.02
_SURE, _FEWEST_CHARS, _LEVEL_DEG = 0.9, 2, 3.0
# Capitals are looked at this high, with so much around the line, in cap heights.
_CAP_PX, _AROUND = 20, 1.5
# The ground is seen this far from the letters; soft edges and rims are nearer.
_RIM, _BACKGROUND = 0.12, 0.9
# Colors that differ from the ground by more are no ground, CIELAB; less is even. Where
# less of it is even the line stands over a picture, which is another fault.
_DIFFERS, _EVEN, _CALM = 14.0, 8.0, 0.7
# Letters of a word stand about a fifth of their height apart.
_NEAR, _CLOSE = 0.20, 0.25
# A thing has so much area, cap heights squared, and goes so far beyond the line; what
# stays within the line's height and does not go on is a bullet or an unread letter.
_LEAST_AREA, _BEYOND, _IN_LINE = 0.06, 0.8, 0.35
_FEWEST_PX, _MOST_ENDS = 3, 3
# A line drawn across takes so much of each row at most, cap heights; a panel more.
_THIN = 0.4
# Its edge is sharp near the letters: a change of so much within three pixels.
_SHARP, _EDGE_NEAR = 15.0, 0.6
# In the small picture a thing near a line shows as this much of a difference.
_HINT, _HINT_AROUND, _MOST = 14.0, 0.5, 0.6
_SAMPLES, _ROUNDS = 600, 3
_PADDING, _HALF = 0.28, 100
_SQUARE = np.ones((3, 3), np.uint8)


class Touch(NamedTuple):
    """A line whose letters touch a thing.

    Attributes:
        line: The line.
        length: Along which things are near to its letters, in cap heights.
        thing: Around them as far as they were looked at, pixels of the upright image.
    """

    line: TextLine
    length: float
    thing: Box


class _View(NamedTuple):
    """A line and what is around it, capitals 20 px high."""

    pixels: Rgb
    free: Mask  # without other lines
    own: Box
    left: float
    top: float
    zoom: float  # view pixels per pixel of the image

    def to_image(self, box: Box) -> Box:
        left, top = self.left + box.left / self.zoom, self.top + box.top / self.zoom
        size = box.width / self.zoom, box.height / self.zoom
        return Box(round(left), round(top), *(max(1, round(side)) for side in size))

    def of_image(self, box: Box, margin: float = 0.0) -> Box:
        """A box in the view, so many cap heights wider on each side."""
        more = margin * _CAP_PX
        left, top = (box.left - self.left) * self.zoom, (box.top - self.top) * self.zoom
        right, bottom = left + box.width * self.zoom, top + box.height * self.zoom
        first = int(left - more), int(top - more)
        return Box(*first, int(right + more) - first[0], int(bottom + more) - first[1])


def touches(creative: Creative) -> tuple[Touch, ...]:
    """Return the overlay lines whose letters touch a thing; shared by ``once``.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    lines = creative.once(text_lines)
    chosen = [line for line in lines if _is_judged(line, creative.width_px)]
    if not chosen:
        return ()
    small = creative.once(cielab)
    scale = small.shape[1] / creative.width_px, small.shape[0] / creative.height_px
    boxes = [line.box for line in lines]
    near = [line for line in chosen if _has_hint(line, boxes, small, scale)]
    found = (_touch(creative, line, boxes) for line in near)
    return tuple(each for each in found if each is not None)


def _is_judged(line: TextLine, width_px: int) -> bool:
    return (
        line.role == "overlay"
        and line.kind != "brand"
        and line.confidence >= _SURE
        and abs(line.angle_deg) <= _LEVEL_DEG
        and line.cap_height_px >= _LEAST_CAP_SHARE * width_px
        and sum(char.isalnum() for char in line.text) >= _FEWEST_CHARS
    )


def _has_hint(
    line: TextLine, boxes: Sequence[Box], small: Plane, scale: tuple[float, float]
) -> bool:
    """Whether anything near the line differs from what is usual there."""
    across, down = scale
    reach = max(2.0, _HINT_AROUND * line.cap_height_px * across)
    left, top = int(line.box.left * across - reach), int(line.box.top * down - reach)
    left, top = max(0, left), max(0, top)
    right = int((line.box.left + line.box.width) * across + reach) + 1
    bottom = int((line.box.top + line.box.height) * down + reach) + 1
    seen = small[top:bottom, left:right]
    free = np.ones(seen.shape[:2], bool)
    for box in boxes:
        rows = max(0, int(box.top * down) - top), int((box.top + box.height) * down) + 1
        columns = (
            max(0, int(box.left * across) - left),
            int((box.left + box.width) * across) + 1,
        )
        free[
            rows[0] : max(0, rows[1] - top), columns[0] : max(0, columns[1] - left)
        ] = False
    colors = seen[free]
    if not len(colors):
        return False
    share = float((squared_distance(colors - median(colors)) > _HINT**2).mean())
    return 0 < share < _MOST


def _touch(creative: Creative, line: TextLine, boxes: Sequence[Box]) -> Touch | None:
    view = _view(creative, line, boxes)
    lab = lab_of(view.pixels)
    beside = _outside(view)
    background = _background(lab, view.free & (beside > _RIM) & (beside < _BACKGROUND))
    if background is None:
        return None
    # Boxes first: ink is cut out only where a thing comes near to one.
    away = np.sqrt(squared_distance(lab - background))
    close = view.free & (beside > _RIM) & (beside < _NEAR)
    if np.count_nonzero(away[close] > _DIFFERS) < _FEWEST_PX:
        return None
    ink = _ink(creative, line, view)
    if ink is None:
        return None
    apart = cv2.distanceTransform((~ink).view(np.uint8), cv2.DIST_L2, 3)
    found = list(_things(away, np.asarray(apart / _CAP_PX), view))
    length = sum(length for length, _ in found)
    if not length:
        return None
    return Touch(line, length, view.to_image(Box.around(box for _, box in found)))


def _view(creative: Creative, line: TextLine, boxes: Sequence[Box]) -> _View:
    zoom, reach = _CAP_PX / line.cap_height_px, _AROUND * line.cap_height_px
    left, top, width, height = line.box
    x0, y0 = max(0.0, left - reach), max(0.0, top - reach)
    x1 = min(creative.width_px, left + width + reach)
    y1 = min(creative.height_px, top + height + reach)
    size = max(2, round((x1 - x0) * zoom)), max(2, round((y1 - y0) * zoom))
    cut = _resized(creative, (x0, y0, x1, y1), size)
    free = np.ones(cut.shape[:2], np.uint8)
    view = _View(cut, free.view(np.bool_), line.box, x0, y0, zoom)
    for box in boxes:
        if box != line.box:
            left, top, width, height = view.of_image(box, _RIM)
            cv2.rectangle(free, (left, top, width, height), 0, cv2.FILLED)
    return view._replace(own=view.of_image(line.box))


def _resized(creative: Creative, part: tuple[float, ...], size: tuple[int, int]) -> Rgb:
    """A part of the picture, from the smallest copy that is large enough for it."""
    x0, y0, x1, y1 = part
    pixels = creative.once(working)
    if size[0] > (x1 - x0) * pixels.shape[1] / creative.width_px:
        pixels = creative.once(text_pixels)
    across = pixels.shape[1] / creative.width_px
    down = pixels.shape[0] / creative.height_px
    columns = slice(int(x0 * across), max(int(x0 * across) + 1, round(x1 * across)))
    rows = slice(int(y0 * down), max(int(y0 * down) + 1, round(y1 * down)))
    is_half = 2 * size[0] <= columns.stop - columns.start
    interpolation = cv2.INTER_AREA if is_half else cv2.INTER_LINEAR
    return np.asarray(
        cv2.resize(pixels[rows, columns], size, interpolation=interpolation), np.uint8
    )


def _outside(view: _View) -> Plane:
    """Distance from the line's box, in cap heights."""
    rows, columns = view.pixels.shape[:2]
    x, y = np.arange(columns), np.arange(rows)
    own = view.own
    beside = np.maximum(own.left - x, x - own.left - own.width) / _CAP_PX
    above = np.maximum(own.top - y, y - own.top - own.height) / _CAP_PX
    return np.maximum(
        beside.astype(np.float32)[None], above.astype(np.float32)[:, None]
    )


def _background(lab: Plane, seen: Mask) -> Plane | None:
    """The plane of color that most of what is seen lies in; None where most does not.

    Args:
        lab: Shape (h, w, 3).
        seen: Where the ground is looked at, shape (h, w).
    """
    spots = np.flatnonzero(seen)
    y, x = np.divmod(spots[:: max(1, len(spots) // _SAMPLES)], seen.shape[1])
    if len(y) < _CAP_PX:
        return None
    height, width = seen.shape
    places = np.stack([np.ones(len(y)), x / width, y / height], 1)
    colors = lab[y, x].astype(np.float64)
    plane = np.zeros((3, 3))
    plane[0] = median(colors)
    for _ in range(_ROUNDS):
        off = squared_distance(colors - places @ plane)
        weighted = places / (1 + off[:, None] / 25) ** 2
        plane = np.linalg.solve(
            weighted.T @ places + 1e-6 * np.eye(3), weighted.T @ colors
        )
    off = squared_distance(colors - places @ plane)
    if float((off < _EVEN**2).mean()) < _CALM:
        return None
    even = plane.astype(np.float32)
    across = np.linspace(0, 1, width, endpoint=False, dtype=np.float32)
    down = np.linspace(0, 1, height, endpoint=False, dtype=np.float32)
    along = across[None, :, None] * even[1]
    return np.asarray(along + (even[0] + down[:, None, None] * even[2]), np.float32)


def _ink(creative: Creative, line: TextLine, view: _View) -> Mask | None:
    """Where the letters are in the view."""
    pixels = creative.once(text_pixels)
    factor = pixels.shape[1] / creative.width_px
    left, top, width, height = (side * factor for side in line.box)
    more = _PADDING * line.cap_height_px * factor
    x0, y0, x1, y1 = left - more, top - more, left + width + more, top + height + more
    quad = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float64)
    frame = line_frame(pixels, quad)
    ink = line_ink(frame, np.empty(0))
    if ink is None:
        return None
    to_view = frame.to_image * (view.zoom / factor)
    to_view[:, 2] -= np.array([view.left, view.top]) * view.zoom
    rows, columns = view.pixels.shape[:2]
    drawn = cv2.warpAffine(ink.mask.view(np.uint8) * 255, to_view, (columns, rows))
    found = np.asarray(drawn > _HALF)
    return found if found.any() else None


def _things(away: Plane, distance: Plane, view: _View) -> Iterator[tuple[float, Box]]:
    """Return things near the letters: how long they run along them, and their boxes.

    Args:
        away: How far colors are from the ground, shape (h, w).
        distance: From the letters, in cap heights, shape (h, w).
        view: The line.
    """
    differs = (away > _DIFFERS) & view.free & (distance > _RIM - 0.02)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        differs.view(np.uint8), connectivity=4
    )
    if count < 2:
        return
    change = cv2.dilate(away, _SQUARE) - cv2.erode(away, _SQUARE)
    for number in range(1, count):
        left, top, width, height, area = (int(n) for n in stats[number])
        box = Box(left, top, width, height)
        is_thin = area < _THIN * _CAP_PX * height
        if area < _LEAST_AREA * _CAP_PX**2 or not _goes_beyond(
            box, view, is_thin=is_thin
        ):
            continue
        part = slice(top, top + height), slice(left, left + width)
        own, far = labels[part] == number, distance[part]
        if float(far[own].min()) > _NEAR:
            continue
        inner = cv2.erode(np.pad(own, 1).view(np.uint8), _SQUARE)[1:-1, 1:-1]
        edge = own & (inner == 0) & (far < _EDGE_NEAR) & (far > _RIM + 0.04)
        if not edge.any() or float(median(change[part][edge])) < _SHARP:
            continue
        close = np.count_nonzero(own & (far < _CLOSE)) / _CAP_PX**2
        yield close / (_CLOSE - _RIM + 0.02), box


def _goes_beyond(box: Box, view: _View, *, is_thin: bool) -> bool:
    """Whether it is a thing beside or across the line, and no panel that holds it."""
    own, more = view.own, _IN_LINE * _CAP_PX
    rows, columns = view.free.shape
    right, bottom = box.left + box.width, box.top + box.height
    own_right, own_bottom = own.left + own.width, own.top + own.height
    beyond = max(
        own.left - box.left, right - own_right, own.top - box.top, bottom - own_bottom
    )
    if beyond < _BEYOND * _CAP_PX:
        return False
    at_sides = box.left <= 0, right >= columns
    at_ends = box.top <= 0, bottom >= rows
    is_in_line = box.top >= own.top - more and bottom <= own_bottom + more
    middle = own.left + own.width / 2
    is_beside = any(at_sides) and (box.left > middle or right < middle)
    if is_in_line and not is_beside:
        return False
    # What holds the line, a band beside it and a rule below it meet three ends or both
    # sides; a line drawn through it is thin.
    is_band = all(at_sides) or (all(at_ends) and not is_thin)
    return not is_band and sum(at_sides + at_ends) < _MOST_ENDS
