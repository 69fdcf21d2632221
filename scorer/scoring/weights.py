"""How much each fault takes, fitted to pins rated by eye; ``models/score`` holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field

from scorer.core.report import GuidelineResult
from scorer.core.storage.packaged import impossible, packaged, record

# What a guideline takes that was not fitted, in classes for each step of its impact:
# minor a tenth of a class, critical a whole one.
CLASSES_OF_AN_IMPACT = 0.1
_FITTED = "score/score.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """What turns verdicts into a score.

    Attributes:
        base: Class, 1 to 5, that a pin without faults and of usual finish was given.
        shares: By guideline, the classes that its fault in full takes.
        scale: Classes and the score that they stand for, both rising.
    """

    base: float
    shares: Mapping[str, float]
    scale: tuple[tuple[float, float], ...]

    def share(self, result: GuidelineResult) -> float:
        """Return the classes that a guideline's fault in full takes."""
        return self.shares.get(result.id, CLASSES_OF_AN_IMPACT * int(result.impact))

    def points(self, classes: float) -> float:
        """Return the score, 0 to 100, that a class stands for.

        Example:
            >>> Weights(4.0, {}, ((1.0, 0.0), (3.0, 50.0), (4.0, 100.0))).points(2.0)
            25.0
        """
        after = bisect_right(self.scale, (classes, 0.0))
        if after == 0:
            return self.scale[0][1]
        if after == len(self.scale):
            return self.scale[-1][1]
        (x0, y0), (x1, y1) = self.scale[after - 1], self.scale[after]
        return y0 + (y1 - y0) * (classes - x0) / (x1 - x0)


@cache
def weights() -> Weights:
    """Return the weights that travel with the package.

    Raises:
        ModelError: The file is missing or was changed.
    """
    return read_weights(packaged(_FITTED))


Classes = Annotated[float, Field(ge=0, le=10)]
Points = Annotated[float, Field(ge=0, le=100)]


@dataclass(frozen=True, slots=True)
class _Stored:
    schema: Literal[1]
    base: Classes
    shares: dict[str, Classes]
    scale: Annotated[list[tuple[Classes, Points]], Field(min_length=2)]


def read_weights(content: Mapping[str, Any]) -> Weights:
    """Return the weights that a fitted file's content describes.

    Raises:
        ModelError: A number in it cannot be, or the scale does not rise.
    """
    stored = record(_Stored, content, _FITTED)
    for (x0, y0), (x1, y1) in pairwise(stored.scale):
        if x1 <= x0 or y1 < y0:
            raise impossible(_FITTED, f"scale falls at {x1:g}, {y1:g}")
    return Weights(stored.base, stored.shares, tuple(stored.scale))
