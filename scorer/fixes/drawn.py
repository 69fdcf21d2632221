"""A fix drawn on the pixels of its pin: one way, for agents and for what-if.

The report's page draws the same where there is no Python: ``reports/_html/fix.js``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.core.fix import (
    Band,
    Color,
    Crop,
    Fix,
    Headline,
    Layout,
    Lift,
    Move,
    Panel,
    Scale,
    Text,
)
from scorer.core.pin import Rgb
from scorer.core.units import Box
from scorer.fixes.arrangement import set_in_rows
from scorer.fixes.enlarged import enlarged
from scorer.fixes.headline import set_headline
from scorer.fixes.letters import (
    Letters,
    Place,
    Tint,
    around,
    following,
    own_place,
    put,
    taken_off,
)
from scorer.text.line.text_line import CLEAR_CONTRAST
from scorer.vision.color.legible import legible_color

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
    if isinstance(fix, Headline):
        return Drawn(canvas, set_headline(canvas, fix, scale))
    boxes = [_scaled(box, scale) for box in fix.boxes]
    if isinstance(fix, Layout | Band):
        return _whole(_composed(canvas, fix, boxes, scale))
    if isinstance(fix, Scale):
        way = [_scaled(box, scale) for box in others]
        return Drawn(canvas, *enlarged(canvas, boxes, fix, way))
    return _set_again(canvas, fix, boxes, scale)


def _set_again(
    canvas: Rgb, fix: Color | Panel | Move | Text, boxes: Sequence[Place], scale: float
) -> Drawn:
    """Return lines in another color, on a panel, elsewhere, or taken out."""
    lines = taken_off(canvas, boxes)
    if isinstance(fix, Text):
        return Drawn(canvas, around(boxes))
    if isinstance(fix, Move):
        places = [_scaled(box, scale) for box in fix.places]
        for letters, box, place in zip(lines, boxes, places, strict=True):
            put(canvas, letters, following(letters, box, place))
        return Drawn(canvas, around([*boxes, *places]))
    changed, ink = around(boxes), fix.ink
    if isinstance(fix, Color):
        ink = fix.color
    else:
        widest = max(lines, key=lambda each: each.width * each.height)
        ink = ink or _hex(widest.ink)
        changed = _lay_panel(canvas, fix.color or _panel_color(widest), boxes)
    for letters in lines:
        put(canvas, letters, own_place(letters), color=_rgb(ink))
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


def _rgb(color: str) -> Tint:
    return np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)], np.float32)


def _panel_color(letters: Letters) -> str:
    """The color around letters, lighter or darker until they stand out."""
    return legible_color(_hex(letters.background), _hex(letters.ink), CLEAR_CONTRAST)


def _hex(color: Tint) -> str:
    return "#" + "".join(f"{round(float(value)):02x}" for value in color)


def _lay_panel(canvas: Rgb, color: str, boxes: Sequence[Place]) -> Place:
    room = _PAD * min(box[3] for box in boxes)
    left, top, width, height = around(boxes)
    panel = (left - room, top - room, width + 2 * room, height + 2 * room)
    _cut(canvas, panel)[:] = _rgb(color).astype(np.uint8)
    return panel


def _composed(
    canvas: Rgb, fix: Layout | Band, boxes: Sequence[Place], scale: float
) -> Rgb:
    if isinstance(fix, Band):
        return _on_band(canvas, fix, boxes, scale)
    return _laid_out(canvas, fix, boxes, scale)


def _laid_out(canvas: Rgb, fix: Layout, boxes: Sequence[Place], scale: float) -> Rgb:
    """Return the part that is kept, without its words, and these in their places."""
    lines = taken_off(canvas, boxes)
    kept = np.ascontiguousarray(_cut(canvas, _scaled(fix.box, scale)))
    set_in_rows(kept, lines, fix.factor, scale * fix.top)
    return kept


def _on_band(canvas: Rgb, fix: Band, boxes: Sequence[Place], scale: float) -> Rgb:
    """Return what is kept of the picture without its words, and these on a band."""
    lines = taken_off(canvas, boxes)
    kept = _cut(canvas, _scaled(fix.box, scale))
    height = max(1, round(scale * fix.height_px))
    band = np.empty((height, kept.shape[1], 3), np.uint8)
    band[:] = _rgb(fix.color).astype(np.uint8)
    set_in_rows(band, lines, fix.factor, None, _rgb(fix.ink))
    return np.concatenate([band, kept] if fix.is_above else [kept, band])


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
