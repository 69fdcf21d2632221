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
from scorer.vision.quantiles import median

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

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
    "laid_odds",
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
# What numbers the items of a list: 1, 02, 3., 4)
_NUMERAL = re.compile(r"\(?#?(\d{1,2})[.):]?")
_SAME_HEIGHT = 0.15
_VOWEL = re.compile(r"(?i)[aeiouyàáâäåæèéêëìíîïòóôöøœùúûüýÿ]")
_OTHER_COLOR, _OTHER_WEIGHT = 14.0, 0.35
_OTHER_TURN_DEG = 4.0
_SURE = 1.0  # log odds
# So soft may be the edges of any lettering in a file that was narrower than text is
# measured at: up to there they tell nothing. Files of less than half that width are
# enlarged more.
_ENLARGED_PX, _ENLARGED_MORE_PX = 1.8, 0.9


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
    own = np.clip(own, -6, 6)
    weights = np.array([_weight(line) for line in lines])
    seen = np.array([_texture(line) for line in lines]).reshape(count, 3)
    alike, near, aligned = _pairs(lines, picture.width)
    is_sure = own > _SURE
    beside = np.zeros((count, 3))
    for i in range(count):
        sure = is_sure.copy()
        sure[i] = False
        beside[i] = _beside(seen[i], seen[sure])
    return np.column_stack(
        [
            own,
            _means(own, weights, alike),
            _means(own, weights, near),
            np.log2(1 + np.minimum(aligned.sum(1), 7)),
            beside,
        ]
    ).reshape(count, len(PIN))


def joined(
    lines: Sequence[TextLine], is_overlay: NDArray[np.bool_], width: int
) -> NDArray[np.bool_]:
    """Return which lines are set like one that is overlay, in its column or by it.

    Args:
        lines: All lines of the pin.
        is_overlay: Which of them are overlay, (n,).
        width: Of the pin, px.

    Returns:
        A claim a line, (n,).
    """
    alike, near, aligned = _pairs(lines, width)
    return np.asarray((alike & (near | aligned) & is_overlay).any(1))


def letter_count(line: TextLine) -> int:
    """Return how many of its characters are letters, figures or of a price."""
    return sum(char.isalnum() or char in "$€£%" for char in line.text)


def _of_line(line: TextLine, picture: Picture) -> tuple[float, ...]:
    seen = line.surface or _UNKNOWN
    is_even = float(np.exp(-line.background_spread / 10))
    sharp_px = max(_ENLARGED_PX, _ENLARGED_MORE_PX * picture.enlarged)
    softness = np.log2(max(seen.edge_px, 0.7) / sharp_px)
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
        _clipped(-softness, -1.5, 0),
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
        line.laid_odds or 0.0,
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
    return np.asarray(-np.clip(own - median(sure), 0, (1.0, 3.0, 3.0)))


def _weight(line: TextLine) -> float:
    return float(np.sqrt(max(1.0, line.box.width * line.cap_height_px)))


def _means(own: Floats, weights: Floats, chosen: Flags) -> Floats:
    """Weighted means over the lines chosen for each; 0 where there are none."""
    shares = chosen * weights
    total = shares.sum(1)
    means: Floats = np.where(total > 0, shares @ own / np.maximum(total, 1e-9), 0.0)
    return means


def _pairs(lines: Sequence[TextLine], width: int) -> tuple[Flags, Flags, Flags]:
    """Which lines are set alike, stand near each other, are aligned: (n, n) each.

    Alike is one color, weight and direction; near is within two capitals; aligned is
    beginning, ending or having the middle at one place across the pin, or numbering
    items of one list, wherever these stand.
    """
    corners = [
        (x.left, x.top, x.left + x.width, x.top + x.height)
        for x in (line.box for line in lines)
    ]
    left, top, right, bottom = np.array(corners, np.float64).reshape(-1, 4).T
    cap = np.array([line.cap_height_px for line in lines])
    angle = np.array([line.angle_deg for line in lines])
    turn = np.abs(angle[:, None] - angle) % 360
    is_one_way = np.minimum(turn, 360 - turn) < _OTHER_TURN_DEG
    weight = np.array([line.stroke_px for line in lines]) / cap
    heavier = np.maximum(weight[:, None], weight)
    is_one_weight = np.abs(weight[:, None] - weight) < _OTHER_WEIGHT * heavier
    colors = [(line.surface or _UNKNOWN).ink_color for line in lines]
    color = np.array(colors, np.float64).reshape(-1, 3)
    apart = np.linalg.norm(color[:, None] - color, axis=2)
    known = np.array([line.surface is not None for line in lines], np.bool_)
    others = ~np.eye(len(lines), dtype=np.bool_)
    alike = (apart < _OTHER_COLOR) & is_one_weight & is_one_way & others
    alike &= known[:, None] & known
    reach = 2.0 * np.maximum(cap[:, None], cap)
    across = np.maximum(left[:, None], left) - np.minimum(right[:, None], right)
    down = np.maximum(top[:, None], top) - np.minimum(bottom[:, None], bottom)
    near = (across <= reach) & (down <= reach) & others
    reach = np.maximum(0.006 * width, 0.15 * np.minimum(cap[:, None], cap))
    gaps = [np.abs(x[:, None] - x) for x in (left, right, (left + right) / 2)]
    aligned = (np.minimum.reduce(gaps) <= reach) & is_one_way & others
    return alike, near, aligned | _counting(lines, cap)


def _counting(lines: Sequence[TextLine], cap: Floats) -> Flags:
    """Which lines are different numerals of one height, (n, n)."""
    found = [_NUMERAL.fullmatch(line.text) for line in lines]
    number = np.array([int(each[1]) if each else -1 for each in found], np.intp)
    is_one_height = np.abs(cap[:, None] - cap) <= _SAME_HEIGHT * cap
    is_numeral = number >= 0
    differ = number[:, None] != number
    both: Flags = is_numeral[:, None] & is_numeral & differ
    return both & is_one_height & is_one_height.T
