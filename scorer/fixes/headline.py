"""A headline set on a panel, in a plain typeface."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from scorer.core.fix import Headline
from scorer.core.pin import Rgb
from scorer.fixes.letters import Place

# What stands where nobody has said any words.
STAND_IN = "Your headline here"
# Of the type: capitals and rows in ems, and room around the words in cap heights.
_CAP_EM, _ROW_EM, _ROOM_CAPS = 0.7, 1.2, 0.9


def is_drawable(text: str) -> bool:
    """Whether the typeface at hand has these letters: those of Latin alphabets."""
    return all(ord(char) < 0x250 or 0x2000 <= ord(char) < 0x2070 for char in text)


def set_headline(canvas: Rgb, fix: Headline, scale: float) -> Place:
    """Set a headline on a picture.

    Args:
        canvas: Drawn on.
        fix: What and where, in pixels of the file.
        scale: Pixels of ``canvas`` per pixel of the file.

    Returns:
        The panel's place.
    """
    left, top, width, _ = (side * scale for side in fix.box)
    cap = max(4.0, fix.cap_height_px * scale)
    font = ImageFont.load_default(cap / _CAP_EM)
    room = _ROOM_CAPS * cap
    words = fix.text if fix.text and is_drawable(fix.text) else STAND_IN
    rows = list(_rows(words, font, width - 2 * room))
    step = _ROW_EM * cap / _CAP_EM
    height = (len(rows) - 1) * step + cap + 2 * room
    picture = Image.fromarray(canvas)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle(
        (left, top, left + width, top + height), 0.4 * room, fill=fix.color
    )
    for number, row in enumerate(rows):
        place = (left + width / 2, top + room + cap + number * step)
        draw.text(place, row, fill=fix.ink, font=font, anchor="ms")
    canvas[:] = np.asarray(picture)
    return left, top, width, height


def _rows(
    words: str, font: ImageFont.ImageFont | ImageFont.FreeTypeFont, width: float
) -> Iterator[str]:
    """Yield rows of words that are no wider, but where one word is."""
    row = ""
    for word in words.split():
        longer = f"{row} {word}".strip()
        if row and font.getlength(longer) > width:
            yield row
            longer = word
        row = longer
    if row:
        yield row
