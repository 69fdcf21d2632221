"""Where a line goes that stands too near to an edge, or over it."""

from __future__ import annotations

from scorer.core.fix import Move
from scorer.core.units import Box


def moved_inside(box: Box, margin_px: float, width_px: int, height_px: int) -> Move:
    """Return the move of a line to within a margin, smaller where it must be.

    Args:
        box: Of the line.
        margin_px: Distance to keep from each edge.
        width_px: Of the picture.
        height_px: Of the picture.
    """
    room = (max(1.0, width_px - 2 * margin_px), max(1.0, height_px - 2 * margin_px))
    shrunk = min(1.0, room[0] / max(1, box.width), room[1] / max(1, box.height))
    width, height = shrunk * box.width, shrunk * box.height
    left = min(max(margin_px, box.left), width_px - margin_px - width)
    top = min(max(margin_px, box.top), height_px - margin_px - height)
    place = Box(round(left), round(top), max(1, round(width)), max(1, round(height)))
    return Move((box,), (place,))
