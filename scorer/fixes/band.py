"""Words on a band of their own, where the picture has no room for them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from scorer.core.fix import Band
from scorer.core.units import Box
from scorer.fixes.crop import start
from scorer.text.line.text_line import TextLine

# So many lines at most; the band takes so much of the pin's height, and keeps so much
# of it free above and below. Rows are so full, and so high for their letters.
_MOST_LINES, _MOST_HEIGHT, _EDGE = 6, 0.34, 0.03
_ACROSS, _LEADING = 0.85, 1.0


def on_band(
    lines: Sequence[TextLine],
    others: Sequence[Box],
    subject: Box,
    size: tuple[int, int],
    least_px: float,
) -> Band | None:
    """Return lines on a band above or below the picture, whichever they are nearer to.

    Args:
        lines: What is set there, each on rows of its own.
        others: Boxes of the other lines, which stay on the picture.
        subject: What is to be seen of the picture.
        size: Width and height of the pin.
        least_px: Least height of the largest capitals.

    Returns:
        None where there are too many words, or other lines would be cut off.
    """
    width, height = size
    if not 0 < len(lines) <= _MOST_LINES:
        return None
    room = (_MOST_HEIGHT - 2 * _EDGE) * height
    largest = max(line.cap_height_px for line in lines)
    factor = 1.0
    while (tall := _height(lines, factor, width)) > room:
        factor *= 0.95
        if factor * largest < least_px:
            return None
    band = round(tall + 2 * _EDGE * height)
    kept = height - band
    top = start(
        [(box.top, box.height) for box in others],
        (subject.top, subject.height),
        height,
        kept,
    )
    if top is None:
        return None
    middle = sum(x.box.top + x.box.height / 2 for x in lines) / len(lines)
    boxes = tuple(line.box for line in lines)
    box = Box(0, top, width, kept)
    return Band(box, boxes, factor, band, is_above=middle < height / 2)


def _height(lines: Sequence[TextLine], factor: float, width: int) -> float:
    """Height of lines so many times as large, in as many rows as they need."""
    rows = sum(ceil(factor * x.box.width / (_ACROSS * width)) for x in lines)
    return rows * _LEADING * factor * max(line.box.height for line in lines)
