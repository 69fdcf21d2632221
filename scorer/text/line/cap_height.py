"""Cap height of a line, measured from the baseline to the tops of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from scorer.text.ink.glyphs import Glyph
from scorer.vision import quantiles

_FLAT = frozenset("ABDEFHIKLMNPRTVWXYZ")
_ROUND = frozenset("CGOQSUJ")
_DIGITS = frozenset("0123456789")
_ASCENDERS = frozenset("bdfhkl")
_X_HEIGHT = frozenset("acemnorsuvwxz")
_KINDS = {
    "flat": _FLAT,
    "round": _ROUND,
    "figures": _DIGITS,
    "ascenders": _ASCENDERS,
    "x": _X_HEIGHT,
}
_KIND_OF = {char: kind for kind, members in _KINDS.items() for char in members}
# In old-style figures 3, 4, 5, 7 and 9 hang below the baseline.
_ON_BASELINE = (
    _FLAT | _ROUND | frozenset("01268") | _ASCENDERS | _X_HEIGHT | frozenset("it")
)

# Capitals of a font are at least so much higher than its small capitals.
_SMALL_CAPS = 1.12
# Capitals of scripts are so much higher than ascenders, at most, and go below the
# baseline by at least such a share of their height; some of J and Q do in all faces.
_SWASH, _HANGS = 1.9, 0.08
_HANGING = (_FLAT | _ROUND) - frozenset("JQ")
_LEAST_OF_SMALL = 0.85
# What a round letter, a figure, an ascender stands above a flat capital, and the
# x-height below it: usual proportions of Latin type (Karow, "Digital Typefaces").
_ROUND_TO_CAP, _DIGIT_TO_CAP, _ASCENDER_TO_CAP, _X_TO_CAP = 0.97, 0.985, 0.95, 1 / 0.7


@dataclass(frozen=True, slots=True)
class Baseline:
    """Height at the frame's left edge, frame pixels, and slope, downwards positive."""

    slope: float
    at_left: float

    def foot(self, glyph: Glyph) -> float:
        """Return the height of the baseline below the middle of a character."""
        return self.at_left + self.slope * (glyph.left + glyph.right) / 2


@dataclass(frozen=True, slots=True)
class CapHeight:
    """A cap height in frame pixels.

    Attributes:
        pixels: The height.
        source: Which characters gave it.
        baseline: Where they stand.
        x_height: Height of small letters, None where the line has none.
    """

    pixels: float
    source: str
    baseline: Baseline
    x_height: float | None


def cap_height(found: list[Glyph]) -> CapHeight | None:
    """Return the cap height of a line, None where no character tells it.

    Flat capitals are asked first, then lining figures, ascenders, and the x-height.
    """
    line = baseline(found)
    if line is None:
        return None
    above = heights(found, line)
    capitals = [*above["flat"], *(_ROUND_TO_CAP * h for h in above["round"])]
    digits, ascenders, small = (
        median(above[kind]) if above[kind] else 0.0
        for kind in ("figures", "ascenders", "x")
    )
    # Taken from a mask that lost them, capitals would be lower than small letters.
    if capitals and median(capitals) >= _LEAST_OF_SMALL * small:
        hanging = _hanging(found, line)
        cap = median(hanging or _full_capitals(capitals, found[0], line))
        # One or two capitals may be misplaced: ascenders are as high in most faces.
        doubtful = ascenders and len(capitals) <= 2 and not hanging
        highest = 1.25 if len(capitals) < 2 or not _agree(capitals) else _SWASH
        if not doubtful or 0.78 * ascenders <= cap <= highest * ascenders:
            return CapHeight(cap, "capitals", line, small or None)
    if digits and digits > 1.2 * small:
        return CapHeight(_DIGIT_TO_CAP * digits, "figures", line, small or None)
    if ascenders:
        return CapHeight(_ASCENDER_TO_CAP * ascenders, "ascenders", line, small or None)
    if small:
        return CapHeight(_X_TO_CAP * small, "x-height", line, small or None)
    return None


def _agree(capitals: list[float]) -> bool:
    return max(capitals) <= 1.12 * min(capitals)


def _hanging(found: Sequence[Glyph], line: Baseline) -> list[float]:
    """Return heights of capitals that all hang below the baseline, as in scripts."""
    capitals = [glyph for glyph in found if glyph.character in _HANGING]
    own = [glyph.bottom - glyph.top for glyph in capitals]
    feet = [glyph.bottom - line.foot(glyph) for glyph in capitals]
    hang = [
        _HANGS < foot / max(1.0, high) < 0.3
        for foot, high in zip(feet, own, strict=True)
    ]
    return own if len(own) >= 2 and all(hang) and _agree(own) else []


def _full_capitals(capitals: list[float], first: Glyph, line: Baseline) -> list[float]:
    """Return those that begin words where the rest are small capitals, else all."""
    large = [height for height in capitals if height > _SMALL_CAPS * median(capitals)]
    if not large or len(large) > len(capitals) / 2 or max(large) > 1.12 * min(large):
        return capitals
    begins = first.is_whole and line.foot(first) - first.top >= 0.96 * min(large)
    return large if begins else capitals


def baseline(found: Sequence[Glyph]) -> Baseline | None:
    """Return the baseline, by medians of pairs (Theil-Sen); None without letters."""
    points = np.array([((g.left + g.right) / 2, g.bottom) for g in standing(found)])
    if not len(points):
        return None
    slope = 0.0
    if len(points) >= 4:
        # Each pair both ways, which leaves the median as it is.
        run, rise = (np.subtract.outer(of, of) for of in points.T)
        far = np.abs(run) > 0.25 * np.ptp(points[:, 0])
        slope = float(quantiles.median(rise[far] / run[far])) if far.any() else 0.0
        slope = slope if abs(slope) <= 0.12 else 0.0
    feet = points[:, 1] - slope * points[:, 0]
    return Baseline(slope, median(feet.tolist()))


def standing(found: Sequence[Glyph]) -> list[Glyph]:
    """Characters that stand on the baseline in all faces, else figures."""
    sure = [glyph for glyph in found if glyph.character in _ON_BASELINE]
    return sure or [glyph for glyph in found if glyph.character in _DIGITS]


def heights(found: Sequence[Glyph], line: Baseline) -> dict[str, list[float]]:
    """Return how high characters that stand on a baseline are, by their kind."""
    above: dict[str, list[float]] = {kind: [] for kind in _KINDS}
    for glyph in found:
        kind = _KIND_OF.get(glyph.character)
        if kind:
            foot = line.foot(glyph)
            height = foot - glyph.top
            if height > 0 and abs(glyph.bottom - foot) <= 0.35 * height:
                above[kind].append(height)
    return above
