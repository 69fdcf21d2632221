"""Lines of text that lie over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from scorer.core.units import Box
from scorer.text.line.text_line import TextLine

# One of two lines is read surely; what covers the other takes from its sureness.
_SURE, _HALF_SURE = 0.9, 0.7
# Of tilted lines the upright boxes cross although the words do not.
_LEVEL_DEG = 3.0
# Letters lower than this share of the pin's width are measured too roughly.
_LEAST_CAP_SHARE = 0.016
# How surely ink and background were told apart; below, heights are wrong.
_CLEAR_INK = 0.7
# Two readings of one place are one line read twice.
_SAME_PLACE = 0.6
_ROUGH = frozenset({"ink-height", "padded-box"})


class Overlap(NamedTuple):
    """Two lines whose letters share a place.

    Attributes:
        first: The line that begins higher.
        second: The other one.
        depth: Height that they share, in cap heights of the smaller one; below 0 is
            the distance between them.
        box: Around what they share, pixels of the upright image.
    """

    first: TextLine
    second: TextLine
    depth: float
    box: Box


def overlaps(lines: Sequence[TextLine], width_px: float) -> list[Overlap]:
    """Return pairs of lines whose letters meet or overlap, the deepest first.

    A line is taken from its baseline to the height of its capitals: that an accent
    or a tail reaches into the next line is what type does.

    Args:
        lines: Measured lines; at least one of two is overlay.
        width_px: Of the upright image.
    """
    sure = [line for line in lines if _is_measured(line, width_px)]
    pairs = combinations(sorted(sure, key=_top), 2)
    found = [each for pair in pairs for each in _shared(*pair)]
    return sorted(found, key=lambda each: -each.depth)


def _is_measured(line: TextLine, width_px: float) -> bool:
    return (
        line.confidence >= _HALF_SURE
        and abs(line.angle_deg) <= _LEVEL_DEG
        and line.cap_height_px >= _LEAST_CAP_SHARE * width_px
        and line.cap_height_source not in _ROUGH
        and line.ink_quality >= _CLEAR_INK
        and sum(char.isalnum() for char in line.text) > 1
    )


def _top(line: TextLine) -> float:
    return line.baseline_px - line.cap_height_px


def _shared(first: TextLine, second: TextLine) -> Iterator[Overlap]:
    if "overlay" not in {first.role, second.role}:
        return
    if max(first.confidence, second.confidence) < _SURE:
        return
    small = min(first.cap_height_px, second.cap_height_px)
    left = max(first.box.left, second.box.left)
    right = min(_right(first.box), _right(second.box))
    top = _top(second)
    bottom = min(first.baseline_px, second.baseline_px)
    if right - left <= small / 2 or bottom <= top or _is_one(first.box, second.box):
        return
    box = Box(left, round(top), right - left, max(1, round(bottom - top)))
    yield Overlap(first, second, (bottom - top) / small, box)


def _right(box: Box) -> int:
    return box.left + box.width


def _is_one(first: Box, second: Box) -> bool:
    """Whether two boxes are about the same."""
    across = min(_right(first), _right(second)) - max(first.left, second.left)
    down = min(first.top + first.height, second.top + second.height) - max(
        first.top, second.top
    )
    shared = max(0, across) * max(0, down)
    both = first.width * first.height + second.width * second.height - shared
    return shared > _SAME_PLACE * both
