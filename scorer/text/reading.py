"""What was read in a picture: lines of text, and where their characters stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

Quad = tuple[
    tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]
]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as an engine read it; boxes are as padded as the engine's.

    Attributes:
        text: The words.
        quad: Corners in pixels, clockwise, the first where reading begins.
        confidence: 0 to 1.
        centers: Place of each character of ``text`` along the line, 0 (its begin) to
            1 (its end); empty where the engine does not say.
        laid_odds: Log odds that it is laid over the picture, by what the engine's
            network saw in and around it; None where it does not say.
        script_shares: Probability of each script, in the order of ``Script``, by what
            the engine's network saw in it; empty where it does not say.
    """

    text: str
    quad: Quad
    confidence: float
    centers: tuple[float, ...] = ()
    laid_odds: float | None = None
    script_shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that an engine read.

    Attributes:
        lines: The lines of text.
        unread: Why text may stand there that was not read; empty where all was.
        doubted: What looks like a line, and what was read of it is not believed.
        look: What its network saw in the whole picture, numbers without a name; empty
            where the engine has no such network.
    """

    lines: tuple[ReadLine, ...]
    unread: str = ""
    doubted: tuple[ReadLine, ...] = ()
    look: tuple[float, ...] = ()

    def enlarged(self, factor: float) -> Reading:
        """Return what was read as it lies in the picture so many times as large."""
        if factor == 1:
            return self
        lines, doubted = (
            tuple(_enlarged(line, factor) for line in some)
            for some in (self.lines, self.doubted)
        )
        return replace(self, lines=lines, doubted=doubted)


def upright(left: float, top: float, width: float, height: float) -> Quad:
    """Return the corners of an upright rectangle."""
    right, bottom = left + width, top + height
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def length_and_height(quad: Quad) -> tuple[float, float]:
    """Return how long and how high a line between four corners is, in their pixels.

    The height is 1 or more.
    """
    corners = np.array(quad, np.float32)
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    return float(np.linalg.norm(across)), max(1.0, float(np.linalg.norm(down)))


def aspect(quad: Quad) -> float:
    """Return how many times as long as high a line between four corners is."""
    length, height = length_and_height(quad)
    return length / height


def area(quad: Quad) -> float:
    """Return the area of a line between four corners, in their pixels squared."""
    return math.prod(length_and_height(quad))


def _enlarged(line: ReadLine, factor: float) -> ReadLine:
    a, b, c, d = ((factor * x, factor * y) for x, y in line.quad)
    return replace(line, quad=(a, b, c, d))
