"""Text that runs into other text, a thing or a panel's edge, or over a busy picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative
from scorer.core.units import Box, Unit
from scorer.features._busy_text import BUSY_SPREAD, line_spreads
from scorer.text.collisions import overlaps
from scorer.text.line.text_line import TextLine
from scorer.text.lines import text_lines
from scorer.text.touching import touches

# Across smaller letters an edge is hardly seen; logos are drawn across edges.
_LEAST_SIZE = 0.015


class Obstacle(StrEnum):
    """What text runs into."""

    LINE = "line"
    EDGE = "edge"
    PICTURE = "picture"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Collision:
    """A line of text and what it runs into.

    Attributes:
        obstacle: What it runs into.
        text: The words of the line.
        other: Those of the line that it overlaps; else empty.
        thing: What it touches, as far as that was looked at; None for other kinds.
        amount: Depth of the overlap in cap heights, color step of the edge, color
            spread times area, or length of the touch, as the family's measures count.
        size: Cap height as a share of the pin's width.
        region: Where, in pixels of the upright image.
    """

    obstacle: Obstacle
    text: str
    amount: float
    size: float
    region: Box
    other: str = ""
    thing: Box | None = None


@dataclass(frozen=True, slots=True)
class TextCollisions:
    """Overlay text and what it runs into.

    Attributes:
        collisions: All of them, the worst of each kind first.
    """

    overlap_depth: float = measure(
        Unit.NONE,
        "Deepest overlap of two lines, in cap heights of the smaller; 0 for none",
        label="overlap of two lines of text",
        scale="in cap heights",
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
        label="text over a busy picture",
        scale="0 is none",
    )
    busy_share: float = measure(
        Unit.SHARE,
        "Share of the area of overlay text that stands over a busy picture, 0..1",
        source="CIE 15",
        label="share of the text that is on a busy picture",
    )
    touch_length: float = measure(
        Unit.NONE,
        "Length along which things in the picture are nearer to a line's letters than "
        "a quarter of their height, in cap heights; the largest of all lines",
        label="things that touch the letters",
        scale="in cap heights",
    )
    collisions: tuple[Collision, ...] = evidence("text_collisions")


def _extract(creative: Creative) -> TextCollisions:
    lines, width = creative.once(text_lines), creative.width_px
    spreads = creative.once(line_spreads)
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
        for line, _ in spreads
        if line.split_step > 0
        and line.kind != "brand"
        and line.cap_height_px >= _LEAST_SIZE * width
    ]
    busy = [
        _collision(Obstacle.PICTURE, line, spread * _area(line) / width**2, width)
        for line, spread in spreads
        if spread > 0
    ]
    touched = [
        _collision(Obstacle.THING, each.line, each.length, width, each.thing)
        for each in creative.once(touches)
    ]
    over = sum(_area(line) for line, spread in spreads if spread >= BUSY_SPREAD)
    area = sum(_area(line) for line, _ in spreads)
    across, split, busy, touched = map(_worst_first, (across, split, busy, touched))
    return TextCollisions(
        overlap_depth=_most(across),
        split_step=_most(split),
        busy_text=_most(busy),
        busy_share=over / max(1.0, area),
        touch_length=_most(touched),
        collisions=(*across, *split, *busy, *touched),
    )


def _worst_first(collisions: Sequence[Collision]) -> list[Collision]:
    return sorted(collisions, key=lambda collision: -collision.amount)


def _most(collisions: Sequence[Collision]) -> float:
    return collisions[0].amount if collisions else 0.0


def _area(line: TextLine) -> float:
    """Its letters: as wide as the line, as high as capitals."""
    return line.cap_height_px * line.box.width


def _collision(
    obstacle: Obstacle,
    line: TextLine,
    amount: float,
    width: int,
    thing: Box | None = None,
) -> Collision:
    size = line.cap_height_px / width
    return Collision(obstacle, line.text, amount, size, line.box, thing=thing)


FAMILY = Family(
    record=TextCollisions,
    extract=_extract,
    version=4,
    reads=("ocr_engine", "languages"),
)
