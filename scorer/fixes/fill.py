"""An empty place filled: words set larger, or the picture cropped closer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import floor, sqrt
from typing import Literal

from scorer.core.family import Features
from scorer.core.fix import Crop, Scale
from scorer.core.units import Box
from scorer.features.text_overlay import TextOverlay, word_count
from scorer.fixes.content import content
from scorer.fixes.crop import closer
from scorer.text.line.text_line import TextLine

# Words get so many times larger at least, or it is not worth while, and at most.
_LEAST, _MOST = 1.15, 1.8
# Wider than this share of the pin's width is a band across it, narrower a side.
_ACROSS = 0.8
# Words stand at an empty place, or at each other, within this share of the pin; they
# fill so much of it.
_NEAR, _FILLED = 0.08, 0.7
# Badges and what to do next stay small: shares of the largest capitals on the pin.
_MAIN = 0.6
# More words than these take so much of the pin at most, as `crowded-text` has it.
_FEW_WORDS, _TEXT_SHARE = 12, 0.3
# More words than `wordy-text` lets pass are to be cut before any gets larger.
_MANY_WORDS = 40
# A word takes so much of the width at most, as words are set when they are drawn.
_WIDEST = 0.92


def words_filling(text: TextOverlay, void: Box) -> Scale | None:
    """Return the words beside an empty place, as large as fills most of it.

    Args:
        text: Whose message is set larger.
        void: The empty place.

    Returns:
        None where no words of the headline's size stand beside it, or they would
        hardly get larger.
    """
    lines = _beside(text, void)
    if not lines or _largest(lines) < _MAIN * _largest(text.message):
        return None
    _, top, _, height = Box.around(line.box for line in lines)
    width = max(line.box.width for line in lines)
    if void.width >= _ACROSS * text.image_width_px:
        # Rows get longer and more of them: both sides share what is gained.
        factor = sqrt(1 + _FILLED * void.height / max(1, height))
    else:
        factor = 1 + _FILLED * void.width / max(1, width)
    factor = round(min(_MOST, factor, _not_crowding(lines, text)), 1)
    factor = min(factor, floor(10 * _with_words_whole(lines, text)) / 10)
    if factor <= _LEAST:
        return None
    keeps: Literal["top", "bottom"] = "bottom" if void.top < top else "top"
    return Scale(tuple(line.box for line in lines), factor, keeps)


def _not_crowding(lines: Sequence[TextLine], text: TextOverlay) -> float:
    """How many times as large lines may be before text takes too much of the pin."""
    if sum(word_count(line.text) for line in text.message) <= _FEW_WORDS:
        return _MOST
    pin = max(1, text.image_width_px * text.image_height_px)
    own = sum(line.box.width * 1.5 * line.cap_height_px for line in lines) / pin
    others = max(0.0, text.block_area_share - own)
    return sqrt(max(0.0, _TEXT_SHARE - others) / max(own, 1e-6))


def _with_words_whole(lines: Sequence[TextLine], text: TextOverlay) -> float:
    """How many times as large lines may be before a word is wider than the pin."""
    widest = max(
        line.box.width * max(map(len, line.text.split()), default=1) / len(line.text)
        for line in lines
    )
    return _WIDEST * text.image_width_px / max(1.0, widest)


def may_be_larger(text: TextOverlay) -> bool:
    """Return whether a pin's words may get larger: they are not too many as they are.

    Args:
        text: Whose message is meant.
    """
    count = sum(word_count(line.text) for line in text.message)
    is_crowded = count > _FEW_WORDS and text.block_area_share >= _TEXT_SHARE
    return count <= _MANY_WORDS and not is_crowded


def around_content(features: Features) -> Crop | None:
    """Return the crop to 2:3 around everything that is more than plain ground.

    Args:
        features: Geometry, and where they were measured clutter and focal point.
    """
    kept = content(features)
    return None if kept is None else closer(features, kept)


def _beside(text: TextOverlay, void: Box) -> list[TextLine]:
    """The words that stand at an empty place, with those that stand at them."""
    blocks = [list(lines) for lines in _blocks(text.message)]
    end = void.top + void.height
    reach = _NEAR * text.image_height_px
    if void.width < _ACROSS * text.image_width_px:
        along = [x for x in blocks if _is_along(x, void, _NEAR * text.image_width_px)]
        return max(along, key=_largest, default=[])
    above = _run([x for x in blocks if _middle(x) < void.top], void.top, reach)
    below = _run([x for x in blocks if _middle(x) > end], end, reach)
    return max(above, below, key=_largest)


def _blocks(lines: Iterable[TextLine]) -> Iterator[Iterator[TextLine]]:
    ordered = sorted(lines, key=lambda line: line.block)
    return (some for _, some in groupby(ordered, lambda line: line.block))


def _run(blocks: list[list[TextLine]], edge: float, reach: float) -> list[TextLine]:
    """Blocks that stand near an edge, and those near them, and so on."""
    found: list[TextLine] = []
    for lines in sorted(blocks, key=lambda x: abs(_middle(x) - edge)):
        top, bottom = _rows(lines)
        near = min(abs(top - edge), abs(bottom - edge))
        if found:
            first, last = _rows(found)
            near = max(top - last, first - bottom)
        if near > reach:
            break
        found += lines
    return sorted(found, key=lambda line: line.box.top)


def _is_along(lines: Sequence[TextLine], void: Box, reach: float) -> bool:
    """Whether a block stands beside an empty side, and not on both sides of it."""
    left, _, width, _ = Box.around(line.box for line in lines)
    right = left + width
    is_beside = void.top <= _middle(lines) <= void.top + void.height
    gap = max(void.left - right, left - void.left - void.width)
    crosses = left < void.left and right > void.left + void.width
    return is_beside and gap <= reach and not crosses


def _rows(lines: Sequence[TextLine]) -> tuple[int, int]:
    _, top, _, height = Box.around(line.box for line in lines)
    return top, top + height


def _middle(lines: Sequence[TextLine]) -> float:
    return sum(_rows(lines)) / 2


def _largest(lines: Sequence[TextLine]) -> float:
    return max((line.cap_height_px for line in lines), default=0.0)
