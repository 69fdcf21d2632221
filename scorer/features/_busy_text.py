"""Overlay lines, and how far the picture shows behind their letters."""

from __future__ import annotations

import numpy as np

from scorer.core.pin import Creative, Mask, Plane
from scorer.text.line.text_line import TextLine
from scorer.text.lines import text_lines
from scorer.vision.color.lab import cielab

# Color behind and around letters that varies less shows no picture.
BUSY_SPREAD = 8.0
# With fewer edges it is a gradient or a blurred photo.
_BUSY_EDGES = 0.02
# Around a line: as far as its capitals are high, without what stands beside it.
_AROUND, _TEXT_MARGIN = 0.9, 0.25
_FEWEST_PX = 12
_SURE, _FEWEST_CHARS = 0.9, 3

LineSpread = tuple[TextLine, float]


def line_spreads(creative: Creative) -> tuple[LineSpread, ...]:
    """Return the surely read overlay lines, each with the spread of color behind it.

    It is a standard deviation, CIELAB, and 0 where the background is even. A picture
    goes on around the words; an outline, a shadow or a button behind them does not.
    The lesser of both spreads counts.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    lines = creative.once(text_lines)
    overlay = [line for line in lines if line.role == "overlay" and _is_text(line)]
    if not any(line.backdrop_spread for line in overlay):
        return tuple((line, 0.0) for line in overlay)
    lab = creative.once(cielab)
    scale = lab.shape[1] / creative.width_px, lab.shape[0] / creative.height_px
    free = np.ones(lab.shape[:2], bool)
    for line in lines:
        free[_around(line, _TEXT_MARGIN, scale)] = False
    return tuple((line, _spread(line, lab, free, scale)) for line in overlay)


def _is_text(line: TextLine) -> bool:
    chars = sum(char.isalnum() for char in line.text)
    return line.confidence >= _SURE and chars >= _FEWEST_CHARS


def _spread(
    line: TextLine, lab: Plane, free: Mask, scale: tuple[float, float]
) -> float:
    behind = min(1.0, line.backdrop_edges / _BUSY_EDGES) * line.backdrop_spread
    if not behind:
        return 0.0
    around = _around(line, _AROUND, scale)
    colors = lab[around][free[around]]
    if len(colors) < _FEWEST_PX:
        return 0.0
    return min(behind, float(np.sqrt(colors.var(0).sum())))


def _around(
    line: TextLine, reach: float, scale: tuple[float, float]
) -> tuple[slice, slice]:
    """A line in a smaller picture, ``reach`` cap heights wider on each side."""
    across, down = scale
    more = reach * line.cap_height_px
    left, top, width, height = line.box
    rows = slice(
        max(0, int((top - more) * down)), int((top + height + more) * down) + 1
    )
    right = int((left + width + more) * across) + 1
    return rows, slice(max(0, int((left - more) * across)), right)
