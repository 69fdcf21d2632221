"""Marks over a picture, and where their labels stand without covering each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

# The picture's usual width on the page, and a label's letter and height, in CSS px.
_STAGE_PX = 430
_LETTER_PX = 6.2
_PADDING_PX = 12
_LABEL_PX = 15
_GAP = 0.8  # between box and label, percent; on the right a finding's number stands
_GAP_RIGHT = 3.2

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom in percent


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle to draw, in percent of the picture, and what to write on it.

    Attributes:
        left: Of the rectangle.
        top: Of the rectangle.
        width: Of the rectangle.
        height: Of the rectangle.
        label: Written beside it, where there is room.
        hint: Told when it is pointed at.
        side: Where the label stands: left, right, above, below; empty is nowhere.
    """

    left: float
    top: float
    width: float
    height: float
    label: str = ""
    hint: str = ""
    side: str = ""

    @property
    def is_tight(self) -> bool:
        """Whether what hangs over the upper right corner would be cut off."""
        return self.left + self.width > 97 or self.top < 2


def placed(marks: Sequence[Mark], shape: float) -> tuple[Mark, ...]:
    """Return the marks with the sides of their labels, the tallest served first.

    Args:
        marks: In any order, which is kept.
        shape: Height of the picture divided by its width.

    Returns:
        Marks; one whose label would cover a line or a label on each side has no side.
    """
    taken = [_box(mark) for mark in marks if mark.label]
    sides: dict[int, str] = {}
    for number in sorted(range(len(marks)), key=lambda each: -marks[each].height):
        for side, label in _places(marks[number], shape):
            if _is_inside(label) and not any(_overlap(label, each) for each in taken):
                sides[number] = side
                taken.append(label)
                break
    return tuple(
        replace(mark, side=sides.get(number, "")) for number, mark in enumerate(marks)
    )


def _places(mark: Mark, shape: float) -> Iterator[tuple[str, Rectangle]]:
    """Yield each side with the rectangle that the label takes there."""
    if not mark.label:
        return
    width = 100 * (len(mark.label) * _LETTER_PX + _PADDING_PX) / _STAGE_PX
    height = 100 * _LABEL_PX / (_STAGE_PX * shape)
    left, top, right, bottom = _box(mark)
    middle = (top + bottom - height) / 2
    yield "left", (left - _GAP - width, middle, left - _GAP, middle + height)
    near = right + _GAP_RIGHT
    yield "right", (near, middle, near + width, middle + height)
    yield "above", (left, top - height, left + width, top)
    yield "below", (left, bottom, left + width, bottom + height)


def _box(mark: Mark) -> Rectangle:
    return mark.left, mark.top, mark.left + mark.width, mark.top + mark.height


def _is_inside(label: Rectangle) -> bool:
    return min(label[:2]) >= 0 and max(label[2:]) <= 100


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(
        one[3], other[3]
    ) > max(one[1], other[1])
