"""What speaks for a line being laid over the picture, and against it.

Every number is larger where lettering laid over a picture is likelier, so that a model
of them can be checked by eye: no weight may be negative.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scorer.text.line.surface import Surface
from scorer.text.line.text_line import TextLine
from scorer.text.picture import Picture

Floats = NDArray[np.float64]

LINE = (
    "confidence",
    "size",
    "sharpness",
    "sharper_than_photo",
    "smooth_ink",
    "smooth_thick_ink",
    "smooth_panel",
    "unlit_panel",
    "unlit_ink",
    "unlit_thick_ink",
    "contrast",
    "level_unless_clear",
    "level_where_lit",
    "not_upright",
    "straight",
    "letters",
    "clear_ink",
    "words",
    "length",
)
PIN = (
    "line",
    "same_style",
    "neighbors",
    "aligned",
    "as_sharp",
    "as_smooth",
    "as_unlit",
)

_UNKNOWN = Surface((50.0, 0.0, 0.0), 2.0, 0.6, 0.6, 0.0, 0.0)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWEL = re.compile(r"(?i)[aeiouyàáâäåæèéêëìíîïòóôöøœùúûüýÿ]")
_OTHER_COLOR, _OTHER_WEIGHT = 14.0, 0.35
_OTHER_TURN_DEG = 4.0
_SURE = 1.0  # log odds


def line_evidence(lines: Sequence[TextLine], picture: Picture) -> Floats:
    """Return the evidence of each line for itself, shape (lines, len(LINE))."""
    rows = [_of_line(line, picture) for line in lines]
    return np.array(rows, np.float64).reshape(len(rows), len(LINE))


def pin_evidence(lines: Sequence[TextLine], own: Floats, picture: Picture) -> Floats:
    """Return the evidence of each line among the others, shape (lines, len(PIN)).

    Args:
        lines: All lines of the pin.
        own: Log odds of each by the evidence of its own.
        picture: The pin apart from its text.
    """
    count = len(lines)
    found = np.zeros((count, len(PIN)))
    own = np.clip(own, -6, 6)
    weights = np.array([_weight(line) for line in lines])
    seen = np.array([_texture(line) for line in lines]).reshape(count, 3)
    for i, line in enumerate(lines):
        others = np.array([j for j in range(count) if j != i], np.intp)
        alike = [j for j in others if _is_alike(line, lines[j])]
        near = [j for j in others if _is_near(line, lines[j])]
        rows = [j for j in others if _is_aligned(line, lines[j], picture.width)]
        found[i] = (
            own[i],
            _mean(own, weights, alike),
            _mean(own, weights, near),
            np.log2(1 + min(len(rows), 7)),
            *_beside(seen[i], seen[others[own[others] > _SURE]]),
        )
    return found


def joined(
    lines: Sequence[TextLine], is_overlay: NDArray[np.bool_], width: int
) -> NDArray[np.bool_]:
    """Return which lines are set like one that is overlay, in its column or by it.

    Args:
        lines: All lines of the pin.
        is_overlay: Which of them are overlay.
        width: Of the pin, px.
    """
    sure = [line for line, is_so in zip(lines, is_overlay, strict=True) if is_so]
    return np.array(
        [
            any(
                _is_alike(line, other)
                and (_is_aligned(line, other, width) or _is_near(line, other))
                for other in sure
                if other is not line
            )
            for line in lines
        ],
        np.bool_,
    )


def letter_count(line: TextLine) -> int:
    """Return how many of its characters are letters, figures or of a price."""
    return sum(char.isalnum() or char in "$€£%" for char in line.text)


def _of_line(line: TextLine, picture: Picture) -> tuple[float, ...]:
    seen = line.surface or _UNKNOWN
    is_even = float(np.exp(-line.ground_spread / 10))
    softness = np.log2(max(seen.edge_px, 0.7) / 1.3)
    reference = picture.edge_px or seen.edge_px
    # Grain tells a thing's surface from a panel; behind bare letters it is the photo's.
    smooth = _clipped(-np.log2((seen.background_grain + 0.03) / 0.35), -2, 3)
    smooth_ink = _clipped(-np.log2((seen.ink_grain + 0.2) / 0.6), -2, 1.5)
    # Thin strokes hold few pixels that are all ink: they tell less.
    solid = _clipped((line.stroke_px - 4) / 5, 0, 1)
    # A sticker is turned, too; a thing that is turned is lit from a side.
    lit = _clipped(np.log2((seen.ink_shading + 0.1) / 0.15), 0, 4)
    tilt = _clipped((_off_axis(line) - 1) / 8, 0, 1)
    clear = min(
        _clipped((line.confidence - 0.9) / 0.07, 0, 1),
        _clipped((line.ink_quality - 0.35) / 0.25, 0, 1),
        _clipped((line.cap_height_px / picture.height - 0.01) / 0.012, 0, 1),
    )
    turn = abs(line.angle_deg)
    return (
        _clipped((line.confidence - 0.9) / 0.1, -3, 1),
        _clipped(np.log2(line.cap_height_px / (0.02 * picture.height)), -2, 2),
        _clipped(-softness, -1.5, 0.5),
        _clipped(np.log2(max(reference, 0.7) / max(seen.edge_px, 0.7)), -1, 1.5),
        smooth_ink,
        solid * smooth_ink,
        smooth if smooth > 0 else is_even * smooth,
        -is_even * _clipped(seen.background_shading / 1.5, 0, 2),
        1 - lit,
        solid * (1 - lit),
        _clipped(np.log2((line.contrast_typical or 1.0) / 3), -1.5, 1),
        -tilt * (1 - clear),
        -tilt * _clipped(lit / 3, 0, 1),
        -float(turn > 60),
        -_clipped((seen.convergence + seen.bend - 0.06) / 0.1, 0, 3),
        -_clipped((3 - letter_count(line)) / 2, 0, 1),
        _clipped((line.ink_quality - 0.5) / 0.3, -1.5, 1),
        _plausible(line.text) - 0.5,
        _clipped(np.log2(max(1, letter_count(line)) / 6), -2, 2),
    )


def _clipped(value: float, low: float, high: float) -> float:
    return float(min(max(value, low), high))


def _off_axis(line: TextLine) -> float:
    """Degrees to the nearer of level and upright."""
    turn = abs(line.angle_deg) % 90
    return min(turn, 90 - turn)


def _plausible(text: str) -> float:
    """Share of its letters that stand in words as people write them."""
    letters = sum(char.isalpha() for char in text)
    if not letters:
        return 0.5
    good = sum(len(word) for word in _WORD.findall(text) if _is_word(word))
    return min(1.0, good / letters)


def _is_word(word: str) -> bool:
    case = word.islower() or word.isupper() or word.istitle()
    return len(word) >= 2 and case and bool(_VOWEL.search(word))


def _texture(line: TextLine) -> tuple[float, float, float]:
    """Softness, grain and shading, each in steps of a factor of two."""
    look = line.surface or _UNKNOWN
    values = (max(look.edge_px, 0.7), look.ink_grain + 0.2, look.ink_shading + 0.15)
    soft, grain, shade = (float(np.log2(value)) for value in values)
    return soft, grain, shade


def _beside(own: Floats, sure: Floats) -> Floats:
    """How little softer, grainier and more shaded a line is than surely laid ones.

    All that is laid over a picture comes from one hand; a photo within it does not.
    """
    if not len(sure):
        return np.zeros(3)
    return -np.clip(own - np.median(sure, axis=0), 0, (1.0, 3.0, 3.0))


def _weight(line: TextLine) -> float:
    return float(np.sqrt(max(1.0, line.box.width * line.cap_height_px)))


def _mean(own: Floats, weights: Floats, chosen: list[int]) -> float:
    if not chosen:
        return 0.0
    return float(np.average(own[chosen], weights=weights[chosen]))


def _is_alike(line: TextLine, other: TextLine) -> bool:
    """Whether both are set in one color, weight and direction."""
    if line.surface is None or other.surface is None:
        return False
    pairs = zip(line.surface.ink_color, other.surface.ink_color, strict=True)
    color = sum((a - b) ** 2 for a, b in pairs) ** 0.5
    one, two = (each.stroke_px / each.cap_height_px for each in (line, other))
    return (
        color < _OTHER_COLOR
        and abs(one - two) < _OTHER_WEIGHT * max(one, two)
        and _turn_between(line, other) < _OTHER_TURN_DEG
    )


def _turn_between(line: TextLine, other: TextLine) -> float:
    turn = abs(line.angle_deg - other.angle_deg) % 360
    return min(turn, 360 - turn)


def _is_near(line: TextLine, other: TextLine) -> bool:
    a, b = line.box, other.box
    reach = 2.0 * max(line.cap_height_px, other.cap_height_px)
    across = max(a.left, b.left) - min(a.left + a.width, b.left + b.width)
    down = max(a.top, b.top) - min(a.top + a.height, b.top + b.height)
    return across <= reach and down <= reach


def _is_aligned(line: TextLine, other: TextLine, width: int) -> bool:
    """Whether both begin, end or have their middles at one place across the pin."""
    if _turn_between(line, other) > _OTHER_TURN_DEG:
        return False
    a, b = line.box, other.box
    reach = max(0.006 * width, 0.15 * min(line.cap_height_px, other.cap_height_px))
    gaps = (
        a.left - b.left,
        a.left + a.width - b.left - b.width,
        (2 * a.left + a.width - 2 * b.left - b.width) / 2,
    )
    return min(map(abs, gaps)) <= reach
