"""Cap heights that a line does not show itself: taken from lines in the same face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from statistics import median

import numpy as np

from scorer.text.line.text_line import TextLine

# What tells less than capitals do, the least first: their share is that of usual faces.
_GUESSED = ("x-height", "ascenders")
# Two lines in one face and size: their small letters and strokes are as high, as wide.
_ONE_SIZE, _ONE_STROKE, _ONE_COLOR = log(1.06), log(1.3), 20.0


def with_shared_heights(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines, those without capitals as high as others in their face.

    Small letters are 0.6 to 0.8 of the capitals, by the face. Where another line of the
    same size, weight and color has capitals, it tells how much it is here.

    Args:
        lines: Measured lines of a pin.
    """
    return [_shared(line, lines) for line in lines]


def _shared(line: TextLine, lines: Sequence[TextLine]) -> TextLine:
    if line.cap_height_source not in _GUESSED or not line.x_height_px:
        return line
    like = [
        other.cap_height_px / other.x_height_px
        for other in lines
        if other.cap_height_source == "capitals"
        and other.x_height_px
        and _is_one_face(line, other)
    ]
    if not like:
        return line
    return replace(line, cap_height_px=median(like) * line.x_height_px)


def _is_one_face(one: TextLine, other: TextLine) -> bool:
    if one.surface is None or other.surface is None:
        return False
    size = abs(log((one.x_height_px or 1) / (other.x_height_px or 1)))
    stroke = abs(log(max(one.stroke_px, 0.5) / max(other.stroke_px, 0.5)))
    color = np.subtract(one.surface.ink_color, other.surface.ink_color)
    return (
        size < _ONE_SIZE
        and stroke < _ONE_STROKE
        and float(np.linalg.norm(color)) < _ONE_COLOR
    )
