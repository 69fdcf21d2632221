"""Words of a line: places where style changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.text.ink.frame import LineFrame
from scorer.text.ink.glyphs import Glyph
from scorer.text.ink.ink import Ink
from scorer.text.line.backdrop import EVEN
from scorer.text.line.cap_height import Baseline, heights, standing
from scorer.text.line.gutter import has_gutter

# Two colors that nobody takes for one, CIELAB; soft edges and JPEG stay below.
_OTHER_COLOR = 30.0
# Sizes that are meant to differ; measuring errs by a few percent.
_OTHER_SIZE = 1.25


# What may end a sentence, or stand alone in one.
_SENTENCE = frozenset(".,;:!?…\"'”’»)]-–—")


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a line changes its style.

    Attributes:
        index: First character of the new style in the text.
        place: Where it lies, frame pixels from the left.
    """

    index: int
    place: float


@dataclass(frozen=True, slots=True)
class _Word:
    begin: int  # in the text
    length: int
    left: float
    right: float
    color: NDArray[np.float32] | None  # CIELAB, None where it has no ink
    heights: dict[str, list[float]]  # above its baseline, of tall and small letters

    @property
    def is_telling(self) -> bool:
        """Whether its ink, or that it has none, says something of its style."""
        return self.color is not None or self.length > 1


def is_mark(text: str) -> bool:
    """Whether that is the bullet, arrow or dash before an item."""
    return not any(char.isalnum() or char in "$€£&+@#%" for char in text)


def is_ornament(text: str) -> bool:
    """Whether that is a star, an arrow, a heart after a line, no end of a sentence.

    Example:
        >>> is_ornament("→"), is_ornament("★ ★"), is_ornament("..."), is_ornament("&")
        (True, True, False, False)
    """
    solid = text.replace(" ", "")
    return is_mark(text) and any(char not in _SENTENCE for char in solid)


def style_cuts(
    frame: LineFrame,
    ink: Ink,
    found: Sequence[Glyph],
    text: str,
    places: NDArray[np.float64],
) -> list[Cut]:
    """Return where a line of several words changes color or size, or a mark ends.

    A word whose place holds no ink, while the others' do, has another color, too. What
    stands on two panels, with a gutter between, is two lines.

    A mark is what stands before an item of a list: a bullet, an arrow, a dash;
    ornaments after the last word are cut off, too.

    Args:
        frame: The line.
        ink: Its ink.
        found: Its characters.
        text: What it says, with spaces.
        places: Middles of its characters without spaces, frame pixels; may be empty.
    """
    if " " not in text or len(places) != len("".join(text.split())):
        return []
    first, *others = _words(frame, ink, found, text, places)
    cuts, style, tail = [], [first], False
    for word in others:
        if (
            _differs(word, style)
            or _is_on_another_panel(frame, ink, style[-1], word)
            or is_mark(text[: word.begin])
            or (not tail and is_ornament(text[word.begin :]))
        ):
            tail = is_ornament(text[word.begin :])
            place = _between(style[-1], word, 0.1 * frame.line_height)
            cuts.append(Cut(word.begin, place))
            style = []
        style.append(word)
    return cuts


def _words(
    frame: LineFrame,
    ink: Ink,
    found: Sequence[Glyph],
    text: str,
    places: NDArray[np.float64],
) -> list[_Word]:
    words, begin, first = [], 0, 0
    for word in text.split(" "):
        last = first + len(word)
        own = [glyph for glyph in found if first <= glyph.place < last]
        left, right = float(places[first]), float(places[last - 1])
        if own:
            left, right = own[0].left, max(glyph.right for glyph in own)
        color = _color(frame, ink, left, right)
        words.append(_Word(begin, len(word), left, right, color, _heights(own)))
        begin, first = begin + len(word) + 1, last
    return words


def _heights(own: Sequence[Glyph]) -> dict[str, list[float]]:
    """Heights of tall and of small letters above the word's own baseline."""
    own = [glyph for glyph in own if glyph.is_whole]
    feet = [glyph.bottom for glyph in standing(own)]
    if not feet:
        return {}
    found = heights(own, Baseline(0.0, median(feet)))
    tall = [*found["flat"], *found["round"], *found["ascenders"]]
    # Small letters as high as capitals are capitals that the engine read as small.
    small = [height for height in found["x"] if height < 0.88 * max(tall or [np.inf])]
    # 0, 1 and 2 are as low as small letters in old-style figures; others would tell.
    digits = found["figures"]
    if any(glyph.character in "3456789" for glyph in own):
        tall, digits = tall + digits, []
    kinds = {"tall": tall, "figures": digits, "small": small}
    # Letters of one kind that disagree were not told apart well.
    return {k: some for k, some in kinds.items() if some and _agree(some)}


def _agree(some: list[float]) -> bool:
    return max(some) <= 1.25 * min(some)


def _between(one: _Word, other: _Word, margin: float) -> float:
    """Halfway; of a word without ink only the middles of its letters are known."""
    middle = (one.right + other.left) / 2
    if one.color is None:
        return max(middle, other.left - margin)
    return min(middle, one.right + margin) if other.color is None else middle


def _color(
    frame: LineFrame, ink: Ink, left: float, right: float
) -> NDArray[np.float32] | None:
    columns = slice(max(0, int(left)), max(int(left) + 1, int(np.ceil(right))))
    inside = ink.mask.view(np.uint8)[:, columns]
    if not cv2.countNonZero(inside):
        return None
    mean = np.array(cv2.mean(frame.pixels[:, columns], inside)[:3], np.float32) / 255
    lab = cv2.cvtColor(mean.reshape(1, 1, 3), cv2.COLOR_RGB2LAB)
    return np.asarray(lab[0, 0], np.float32)


def _differs(word: _Word, style: Sequence[_Word]) -> bool:
    before = next((each for each in reversed(style) if each.is_telling), None)
    if before is None or not word.is_telling:
        return False
    if word.color is None or before.color is None:
        return (word.color is None) != (before.color is None)
    if float(np.linalg.norm(word.color - before.color)) > _OTHER_COLOR:
        return True
    steps = [
        _step(word.heights.get(kind, ()), _joined(style, kind))
        for kind in ("tall", "small", "figures")
    ]
    known = [step for step in steps if step is not None]
    known = known or list(_steps_to_digits(word, style))
    return bool(known) and (min(known) >= 1 or max(known) <= -1)


def _is_on_another_panel(
    frame: LineFrame, ink: Ink, before: _Word, word: _Word
) -> bool:
    if ink.background_spread < EVEN:
        return False
    return has_gutter(frame, before.right, word.left)


def _joined(style: Sequence[_Word], kind: str) -> list[float]:
    return [height for word in style for height in word.heights.get(kind, ())]


def _steps_to_digits(word: _Word, style: Sequence[_Word]) -> Iterator[float]:
    """Figures against capitals: smaller ones may be of the same size, but old-style."""
    up = _step(word.heights.get("figures", ()), _joined(style, "tall"))
    down = _step(word.heights.get("tall", ()), _joined(style, "figures"))
    if up is not None and up > 0:
        yield up
    if down is not None and down < 0:
        yield down


def _step(some: Sequence[float], others: Sequence[float]) -> float | None:
    """By how many steps that matter some letters are larger than others."""
    if min(len(some), len(others)) < 2:  # a single letter may be misplaced
        return None
    return log(median(some) / median(others)) / log(_OTHER_SIZE)
