"""Where a line goes that stands too near to an edge, in the corner or over others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorer.core.fix import Move
from scorer.core.units import Box
from scorer.text.line.text_line import TextLine

# Kept free beside a line, in its heights.
_ROOM = 0.25


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


def out_of_corner(
    box: Box,
    side_px: float,
    margin_px: float,
    size: tuple[int, int],
    others: Sequence[Box],
) -> Move | None:
    """Return the shortest move out of the lower right corner, along the lines or up.

    Args:
        box: Of the line.
        side_px: Of the corner.
        margin_px: Distance to keep from each edge.
        size: Width and height of the picture.
        others: Boxes that it must not cover.

    Returns:
        None where there is no room for it.
    """
    width, height = size
    room = _ROOM * box.height
    sideways = round(width - side_px - room - box.width)
    upwards = round(height - side_px - room - box.height)
    ways = [
        Box(sideways, min(box.top, round(height - margin_px - box.height)), *box[2:]),
        Box(min(box.left, round(width - margin_px - box.width)), upwards, *box[2:]),
    ]
    free = [
        place
        for place in ways
        if min(place.left, place.top) >= margin_px and not _meets(place, others, room)
    ]
    if not free:
        return None
    nearest = min(free, key=lambda place: _way(box, place))
    return Move((box,), (nearest,))


def off_subject(
    lines: Sequence[Box],
    subject: Box,
    margin_px: float,
    size: tuple[int, int],
    others: Sequence[Box],
) -> Move | None:
    """Return the shortest move of lines, up or down together, to beside the subject.

    Args:
        lines: Boxes of the lines that stand over it.
        subject: What they are not to cover.
        margin_px: Distance to keep from the upper and lower edge.
        size: Width and height of the picture.
        others: Boxes of all other lines.

    Returns:
        None where there is no room.
    """
    _, height = size
    top = min(box.top for box in lines)
    room = _ROOM * max(box.height for box in lines)
    last = max(map(_bottom, lines))
    ways = [
        round(subject.top - room - last),
        round(_bottom(subject) + room - top),
        round(margin_px - top),
        round(height - margin_px - last),
    ]
    for by in sorted(ways, key=abs):
        move = _shifted(lines, by)
        first, end = top + by, last + by
        is_inside = first >= margin_px - 1 and end <= height - margin_px + 1
        free = [subject, *others]
        if is_inside and not any(_meets(x, free, room / 2) for x in move.places):
            return move
    return None


def apart(
    upper: Box, lower: Box, margin_px: float, height_px: int, others: Sequence[Box]
) -> Move | None:
    """Return the move that gives two lines that overlap room.

    The lower one goes down, and what stands below it with it; where that is too much,
    the upper one goes up, and what stands above it.

    Args:
        upper: Box of the line that begins higher.
        lower: Of the other one.
        margin_px: Distance to keep from the upper and lower edge.
        height_px: Of the picture.
        others: Of all other lines.

    Returns:
        None where there is no room either way.
    """
    room = max(2, round(_ROOM * min(upper.height, lower.height)))
    by = upper.top + upper.height + room - lower.top
    if by <= 0:
        return None
    middle = lower.top + lower.height / 2
    below = [lower, *(x for x in others if x.top > middle and _beside(x, lower))]
    if max(map(_bottom, below)) + by <= height_px - margin_px:
        return _shifted(below, by)
    middle = upper.top + upper.height / 2
    above = [upper, *(x for x in others if _bottom(x) < middle and _beside(x, upper))]
    if min(box.top for box in above) - by >= margin_px:
        return _shifted(above, -by)
    return None


def headline_room(size: tuple[int, int], subject: Box | None) -> Box:
    """Return where a headline may stand: at the top, or below where the subject is.

    The foot of the pin is left free, which the app covers in part.

    Args:
        size: Width and height of the picture.
        subject: What must not be covered; None where it is not known.
    """
    width, height = size
    left, tall = round(0.06 * width), round(0.3 * height)
    is_high = subject is not None and subject.top + subject.height / 2 < 0.42 * height
    top = round(0.58 * height) if is_high else round(0.06 * height)
    return Box(left, top, max(1, width - 2 * left), max(1, tall))


def moved_with(move: Move, lines: Sequence[TextLine]) -> Move:
    """Return the move of several lines, of which one of the box around them is known.

    Args:
        move: Of the box around them.
        lines: All of them.
    """
    [box], [place] = move.boxes, move.places
    boxes = tuple(line.box for line in lines)
    across, down = place.left - box.left, place.top - box.top
    return Move(boxes, tuple(Box(x.left + across, x.top + down, *x[2:]) for x in boxes))


def direction(move: Move) -> str:
    """Return how far the first line of a move goes, such as ``40 px to the left``."""
    [box, *_], [place, *_] = move.boxes, move.places
    across, down = place.left - box.left, place.top - box.top
    if abs(across) >= abs(down):
        return f"{abs(across)} px to the {'left' if across < 0 else 'right'}"
    return f"{abs(down)} px {'up' if down < 0 else 'down'}"


def _shifted(boxes: Sequence[Box], by: int) -> Move:
    return Move(
        tuple(boxes), tuple(Box(x.left, x.top + by, x.width, x.height) for x in boxes)
    )


def _meets(place: Box, others: Iterable[Box], room: float) -> bool:
    return any(
        _beside(place, other)
        and place.top < _bottom(other) + room
        and other.top < _bottom(place) + room
        for other in others
    )


def _beside(one: Box, other: Box) -> bool:
    """Whether two boxes share a column."""
    return one.left < other.left + other.width and other.left < one.left + one.width


def _bottom(box: Box) -> int:
    return box.top + box.height


def _way(box: Box, place: Box) -> int:
    return abs(place.left - box.left) + abs(place.top - box.top)
