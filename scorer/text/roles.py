"""Overlay, or text on things in the photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorer.core.units import Box
from scorer.text.line.text_line import TextLine

_SOLID_LETTERS = 3
_SURE = 0.8
_STEEP_DEG = 60.0
_TILTED_DEG = 4.0
# Behind overlay text, or behind text on a flat panel, colors vary less than this.
_EVEN_GROUND = 4.0
_DOUBTS = 3
_FEW_LINES = 4
_LEVEL_DEG = 1.5
_TINY = 0.012
_AROUND_SCENE = 0.6


def with_roles(lines: Sequence[TextLine], width: int, height: int) -> list[TextLine]:
    """Return the lines with role ``overlay`` or ``scene``.

    Scene is what stands steeply on an uneven ground, shows several signs of being part
    of a photo, is a stray sign without a line of text beside it, stands among text
    that is scene, or is all the text of the pin and neither level nor large.

    Args:
        lines: Measured lines.
        width: Of the image, px.
        height: Of the image, px.
    """
    roles = ["scene" if _is_on_a_thing(line, height) else "overlay" for line in lines]
    solid = [
        line
        for line, role in zip(lines, roles, strict=True)
        if role == "overlay" and _letters(line) >= _SOLID_LETTERS
    ]
    seeds = [line for line, r in zip(lines, roles, strict=True) if r == "scene"]
    around = _around(seeds, width, height) if len(seeds) > 1 else None
    found = []
    for line, role in zip(lines, roles, strict=True):
        stray = _letters(line) < _SOLID_LETTERS and (
            line.confidence < _SURE or not _has_company(line, solid)
        )
        scene = role == "scene" or stray or (around and _holds(around, line.box))
        found.append(replace(line, role="scene" if scene else "overlay"))
    if _is_all_on_things([line for line in found if line.role == "overlay"], height):
        found = [replace(line, role="scene") for line in found]
    return found


def _letters(line: TextLine) -> int:
    # A single Chinese or Japanese character is a word where that script is read, but
    # what engines see in patterns of a photo, too.
    return sum(sign.isalnum() or sign in "$€£%" for sign in line.text)


def _is_on_a_thing(line: TextLine, image_height: int) -> bool:
    steep = abs(line.angle_deg) > _STEEP_DEG
    if steep:
        return line.ground_spread > _EVEN_GROUND
    distinct = line.contrast_typical or 1.0
    doubts = (
        abs(line.angle_deg) > _TILTED_DEG and line.ground_spread > 2 * _EVEN_GROUND,
        line.confidence < 0.85,
        line.cap_height_px < 0.008 * image_height and line.ground_spread > 8,
        line.ink_quality < 0.3,
        line.ink_spread > 18,
        distinct < 2.0,
    )
    return sum(doubts) >= _DOUBTS


def _is_all_on_things(overlay: Sequence[TextLine], image_height: int) -> bool:
    """Whether a few lines that are tilted, or tiny on an uneven ground, are all.

    A designer who lays text over a pin lays a level line, or one that is seen.
    """
    return 0 < len(overlay) <= _FEW_LINES and all(
        _off_axis(line) > _LEVEL_DEG
        or (
            line.cap_height_px < _TINY * image_height
            and line.ground_spread > _EVEN_GROUND
        )
        for line in overlay
    )


def _off_axis(line: TextLine) -> float:
    """Degrees to the nearer of level and upright."""
    turn = abs(line.angle_deg) % 90
    return min(turn, 90 - turn)


def _has_company(line: TextLine, solid: Sequence[TextLine]) -> bool:
    """Whether a line of text stands on the same row or close above or below."""
    return any(_is_near(line, other) for other in solid if other is not line)


def _is_near(line: TextLine, other: TextLine) -> bool:
    a, b = line.box, other.box
    reach = 1.5 * max(line.cap_height_px, other.cap_height_px)
    across = max(a.left, b.left) - min(a.left + a.width, b.left + b.width)
    down = max(a.top, b.top) - min(a.top + a.height, b.top + b.height)
    even = max(line.cap_height_px, other.cap_height_px) <= 8 * min(
        line.cap_height_px, other.cap_height_px
    )
    return even and across <= reach and down <= reach


def _around(seeds: Sequence[TextLine], width: int, height: int) -> Box:
    left = min(line.box.left for line in seeds)
    top = min(line.box.top for line in seeds)
    right = max(line.box.left + line.box.width for line in seeds)
    bottom = max(line.box.top + line.box.height for line in seeds)
    # Seeds all over the pin say nothing of a place.
    if (right - left) * (bottom - top) > 0.35 * width * height:
        return Box(0, 0, 0, 0)
    dx, dy = int(_AROUND_SCENE * (right - left)), int(_AROUND_SCENE * (bottom - top))
    return Box(left - dx, top - dy, right - left + 2 * dx, bottom - top + 2 * dy)


def _holds(outer: Box, inner: Box) -> bool:
    x, y = inner.left + inner.width / 2, inner.top + inner.height / 2
    across = outer.left <= x <= outer.left + outer.width
    return across and outer.top <= y <= outer.top + outer.height
