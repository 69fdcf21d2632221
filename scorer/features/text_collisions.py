"""Text that runs into other text, into a panel's edge, over a busy picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative, Mask, Plane
from scorer.core.units import Box, Unit
from scorer.text.collisions import overlaps
from scorer.text.line.text_line import TextLine
from scorer.text.lines import text_lines
from scorer.vision.lab import cielab

# Around a line: as far as its capitals are high, without what stands beside it.
_AROUND, _TEXT_MARGIN = 0.9, 0.25
_FEWEST_PX = 12
# Color behind and around letters that varies less shows no picture; with fewer edges
# it is a gradient or a blurred photo.
_BUSY_SPREAD, _BUSY_EDGES = 8.0, 0.02
_SURE = 0.9
_FEWEST_LETTERS = 3


class Obstacle(StrEnum):
    """What text runs into."""

    LINE = "line"
    EDGE = "edge"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Collision:
    """A line of text and what it runs into.

    Attributes:
        obstacle: What it runs into.
        text: The words of the line.
        other: Those of the line that it overlaps; else empty.
        amount: Depth of the overlap in cap heights, color step of the edge, or color
            spread times area, as the measures of the family count.
        size: Cap height as a share of the pin's width.
        region: Where, in pixels of the upright image.
    """

    obstacle: Obstacle
    text: str
    amount: float
    size: float
    region: Box
    other: str = ""


@dataclass(frozen=True, slots=True)
class TextCollisions:
    """Overlay text and what it runs into.

    Attributes:
        collisions: All of them, the worst of each kind first.
    """

    overlap_depth: float = measure(
        Unit.NONE,
        "Deepest overlap of two lines, in cap heights of the smaller; 0 for none",
        label="overlap of two lines of text; in cap heights",
    )
    split_step: float = measure(
        Unit.NONE,
        "Color step of a straight edge that runs through words, CIELAB; 0 for none",
        source="CIE 15",
        label="step of an edge that runs through words",
    )
    busy_text: float = measure(
        Unit.NONE,
        "Color spread behind and around a line, CIELAB, times its area in squares of "
        "the pin's width; the largest of all lines",
        source="CIE 15",
        label="text over a busy picture; 0 is none",
    )
    busy_share: float = measure(
        Unit.SHARE,
        "Share of the area of overlay text that stands over a busy picture, 0..1",
        source="CIE 15",
        label="share of the text that stands over a busy picture",
    )
    collisions: tuple[Collision, ...] = evidence("text_collisions")


def _extract(creative: Creative) -> TextCollisions:
    lines, width = creative.once(text_lines), creative.width_px
    overlay = [line for line in lines if line.role == "overlay" and _is_text(line)]
    across = [
        Collision(
            Obstacle.LINE,
            each.second.text,
            each.depth,
            each.second.cap_height_px / width,
            each.box,
            each.first.text,
        )
        for each in overlaps(lines, width)
    ]
    split = [
        _collision(Obstacle.EDGE, line, line.split_step, width)
        for line in overlay
        if line.split_step > 0
    ]
    spreads = list(_spreads(creative, overlay, lines))
    busy = [
        _collision(Obstacle.PICTURE, line, spread * _area(line) / width**2, width)
        for line, spread in spreads
        if spread > 0
    ]
    over = sum(_area(line) for line, spread in spreads if spread >= _BUSY_SPREAD)
    across, split, busy = map(_worst_first, (across, split, busy))
    return TextCollisions(
        overlap_depth=_most(across),
        split_step=_most(split),
        busy_text=_most(busy),
        busy_share=over / max(1.0, sum(map(_area, overlay))),
        collisions=(*across, *split, *busy),
    )


def _worst_first(collisions: Sequence[Collision]) -> list[Collision]:
    return sorted(collisions, key=lambda collision: -collision.amount)


def _most(collisions: Sequence[Collision]) -> float:
    return collisions[0].amount if collisions else 0.0


def _is_text(line: TextLine) -> bool:
    letters = sum(sign.isalnum() for sign in line.text)
    return line.confidence >= _SURE and letters >= _FEWEST_LETTERS


def _area(line: TextLine) -> float:
    """Its letters: as wide as the line, as high as capitals."""
    return line.cap_height_px * line.box.width


def _collision(
    obstacle: Obstacle, line: TextLine, amount: float, width: int
) -> Collision:
    size = line.cap_height_px / width
    return Collision(obstacle, line.text, amount, size, line.box)


def _spreads(
    creative: Creative, overlay: Sequence[TextLine], lines: Sequence[TextLine]
) -> Iterator[tuple[TextLine, float]]:
    """Yield each overlay line with the spread of color behind it, 0 if it is even.

    A picture goes on around the words: an outline, a shadow or a button behind them
    does not. The lesser of both spreads counts.
    """
    if not any(line.backdrop_spread for line in overlay):
        return
    lab = creative.once(cielab)
    scale = lab.shape[1] / creative.width_px, lab.shape[0] / creative.height_px
    free = np.ones(lab.shape[:2], bool)
    for line in lines:
        free[_around(line, _TEXT_MARGIN, scale)] = False
    for line in overlay:
        edges = min(1.0, line.backdrop_edges / _BUSY_EDGES)
        behind = edges * line.backdrop_spread
        if behind:
            around = _around(line, _AROUND, scale)
            behind = min(behind, _spread(lab[around], free[around]))
        yield line, behind


def _around(
    line: TextLine, reach: float, scale: tuple[float, float]
) -> tuple[slice, slice]:
    """A line in a smaller picture, ``reach`` cap heights wider on each side."""
    (across, down), more = scale, reach * line.cap_height_px
    left, top, width, height = line.box
    return (
        slice(max(0, int((top - more) * down)), int((top + height + more) * down) + 1),
        slice(
            max(0, int((left - more) * across)), int((left + width + more) * across) + 1
        ),
    )


def _spread(lab: Plane, free: Mask) -> float:
    """Standard deviation of the color of the free pixels; 0 where there are few."""
    colors = lab[free]
    if len(colors) < _FEWEST_PX:
        return 0.0
    return float(np.sqrt(colors.var(0).sum()))


FAMILY = Family(
    record=TextCollisions,
    extract=_extract,
    version=1,
    reads=("ocr_engine", "languages"),
)
