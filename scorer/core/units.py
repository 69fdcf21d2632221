"""Units, and numbers that carry one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """What a measured number counts; the value is what reports print behind it."""

    NONE = ""
    PX = "px"
    DP = "dp"
    DEG = "deg"
    CHARS = "chars"
    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit."""

    value: float
    unit: Unit = Unit.NONE

    def __str__(self) -> str:
        """Return the number as a person writes it: ``4.4 dp``, ``31 %``, ``3.2:1``."""
        if self.unit is Unit.SHARE:
            return f"{100 * self.value:.3g} %"
        if self.unit is Unit.RATIO:
            return f"{self.value:.3g}:1"
        number = (
            f"{self.value:,.0f}" if abs(self.value) >= 1000 else f"{self.value:.3g}"
        )
        if self.unit is Unit.DEG:
            return f"{number}°"
        words = "" if self.unit in {Unit.NONE, Unit.COUNT} else f" {self.unit}"
        return number + words


def spoken_share(share: Quantity) -> str:
    """Return a share as it is said before "of": ``31 %``, and ``all`` of a whole.

    Example:
        >>> spoken_share(Quantity(0.31, Unit.SHARE))
        '31 %'
        >>> spoken_share(Quantity(1.0, Unit.SHARE))
        'all'
    """
    said = str(share)
    return "all" if said == "100 %" else said


def counted(number: int, name: str) -> str:
    """Return a number with what it counts: ``1 pin``, ``2 pins``."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


class Box(NamedTuple):
    """A rectangle in pixels of the upright image, origin at the top left."""

    left: int
    top: int
    width: int
    height: int

    def meets(self, other: Box) -> bool:
        """Return whether two boxes share a pixel."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """Return the box around one box or more."""
        sides = [(x.left, x.top, x.left + x.width, x.top + x.height) for x in boxes]
        lefts, tops, rights, bottoms = zip(*sides, strict=True)
        left, top = min(lefts), min(tops)
        return cls(left, top, max(rights) - left, max(bottoms) - top)
