"""Where words end: spaces that the engine overlooked, or saw between spread letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from scorer.text.ink.glyphs import Glyph
from scorer.wording.lexicon import is_function_word
from scorer.wording.spelling.common_words import is_common
from scorer.wording.spelling.known_words import is_listed, plain_letters

# What stands before the items of a list.
_MARK = re.compile(r"^([-–—•·●○▪◦▸▶►→➔➜✓✔✗☑□■★»>*]+)(?=[^\W\d])")
_DOTS = "·•|"
# No word is spelled so: "in21". Of 6,000 real and drawn lines two had such a one.
_STUCK = re.compile(r"(?<![\w@#./-])([^\W\d_]{2,})(\d+)(?!\w)")
_CURRENCY = "$€£"
# The usual gap of a line's letters, in cap heights: where they touch gaps tell nothing.
_TOUCHING, _SPREAD = 0.02, 0.25
# In cap heights over that gap. Of 2,670 drawn lines 15 were mended and one marred, of
# some 1,100 real ones two and none.
_SPACE = 0.18  # the narrowest space between capitals
_ONLY_SPACE = 0.3  # the same in a line that has no other
_LEAP = 0.1  # and what it has before the next narrower gap: those of letters run on
_NO_SPACE = 0.08  # the widest that is none between spread letters
_LIKE = 0.7  # of the narrowest space that the engine saw in the line
# What may be several words in one, and no part of a name or an address; by how much
# wider its spaces are than the next gap, in cap heights. Of 4,669 lines of real pins,
# advertisements, covers and drawn things eight more are parted, one of them a name.
_UNPARTED = re.compile(r"(?<![\w@#./'’-])[^\W\d_]{8,}(?!\w|[@./'’-]\w)")
_APART, _MOST_PARTS = 0.07, 4
_SHORTEST, _UNTELLING = 2, 4  # letters; of the latter no list tells common words

Flags = NDArray[np.bool_]


def spaced(text: str, found: Sequence[Glyph]) -> str:
    """Return the text with the spaces that its ink shows.

    Around separators there always is one, and before a number that follows a function
    word. Gaps tell where every character has its own
    ink: between letter and figure, between capitals, and where letters are spread.

    Args:
        text: What the engine read.
        found: Its characters' ink, in order.
    """
    text = _MARK.sub(r"\1 ", text)
    for dot in _DOTS:
        text = text.replace(dot, f" {dot} ")
    text = _STUCK.sub(_loosened, text)
    words = text.split()
    chars = "".join(words)
    is_complete = [glyph.place for glyph in found] == list(range(len(chars)))
    if not is_complete or len(found) < 4:
        return " ".join(words)
    ends = np.cumsum([len(word) for word in words])[:-1] - 1
    is_space = np.zeros(len(chars) - 1, np.bool_)
    is_space[ends] = True
    is_space = _by_ink(found, is_space)
    return "".join(_with_spaces(chars, is_space))


def _loosened(found: re.Match[str]) -> str:
    word, number = found.groups()
    return f"{word} {number}" if is_function_word(word) else found[0]


def _by_ink(found: Sequence[Glyph], is_space: Flags) -> Flags:
    gaps = np.array([right.left - left.right for left, right in pairwise(found)])
    is_space = is_space | _between_letter_and_digit(found, gaps)
    is_space = is_space | _between_common_words(found, gaps, is_space)
    if is_space.all():
        return is_space
    usual = median(gaps[~is_space].tolist())
    height = _cap_height(found)
    excess = (gaps - usual) / height
    dots = np.array([glyph.character in _DOTS for glyph in found])
    worded = np.array([_is_worded(glyph) for glyph in found])
    if usual > _SPREAD * height and gaps.min() > 0.5 * usual:
        is_space = is_space & ((excess > _NO_SPACE) | dots[:-1] | dots[1:])
    if usual > _TOUCHING * height and _are_capitals(found, height):
        is_space = is_space | (worded[:-1] & worded[1:] & _wide(excess, is_space))
    return is_space


def _between_letter_and_digit(
    found: Sequence[Glyph], gaps: NDArray[np.float64]
) -> Flags:
    """Such a gap is three times the usual one and 0.6 letters wide."""
    width = median(glyph.right - glyph.left for glyph in found)
    wide = max(0.6 * width, 3 * median(gaps.tolist()))
    digits = np.array([glyph.character.isdigit() for glyph in found])
    letters = np.array([glyph.character.isalpha() for glyph in found])
    changes = (letters[:-1] & digits[1:]) | (digits[:-1] & letters[1:])
    return np.asarray((gaps > wide) & changes)


def _between_common_words(
    found: Sequence[Glyph], gaps: NDArray[np.float64], is_space: Flags
) -> Flags:
    """The widest gaps of a word that no language has, if known words meet there."""
    parts = np.zeros_like(is_space)
    text = "".join(glyph.character for glyph in found)
    height = _cap_height(found)
    for word in _UNPARTED.finditer("".join(_with_spaces(text, is_space))):
        first = word.start() - word.string.count(" ", 0, word.start())
        letters = plain_letters(word[0])
        if len(letters) == len(word[0]) and not is_listed(letters):
            inner = gaps[first : first + len(letters) - 1] / height
            parts[first + np.array(_ends(letters, inner), np.intp)] = True
    return parts


def _ends(letters: str, gaps: NDArray[np.float64]) -> list[int]:
    """Return the letters of what was read as a word after which a space is; or none."""
    widest = np.argsort(-gaps, kind="stable")
    for count in range(1, _MOST_PARTS):
        ends = sorted(widest[:count].tolist())
        borders = [0, *(end + 1 for end in ends), len(letters)]
        words = [letters[a:b] for a, b in pairwise(borders)]
        apart = gaps[widest[count - 1]] - gaps[widest[count]]
        if count == 1 and all(map(is_common, words)):
            return ends
        if apart >= _APART and _are_known(words):
            return ends
    return []


def _are_known(words: Sequence[str]) -> bool:
    """Whether all are common or function words, but for some of four letters."""
    if min(map(len, words)) < _SHORTEST:
        return False
    telling = [is_common(word) or is_function_word(word) for word in words]
    others = (word for word, tells in zip(words, telling, strict=True) if not tells)
    return any(telling) and all(len(x) == _UNTELLING and is_listed(x) for x in others)


def _with_spaces(chars: Sequence[str], is_space: Flags) -> Iterator[str]:
    """Yield the characters, and a space after each that has one."""
    for char, space in zip(chars, [*is_space, False], strict=True):
        yield char + " " * int(space)


def _wide(excess: NDArray[np.float64], is_space: Flags) -> Flags:
    """Gaps that stand apart from the narrower ones, and are like the known spaces."""
    inner = np.maximum(np.sort(excess[~is_space]), 0.0)
    known = excess[is_space]
    least = max(_SPACE, _LIKE * float(known.min())) if len(known) else _ONLY_SPACE
    leaps = np.diff(inner[len(inner) // 2 :])
    if not len(leaps) or leaps.max() < _LEAP:
        return np.zeros_like(is_space)
    first = inner[len(inner) // 2 + 1 + int(leaps.argmax())]
    return _parts_words((excess >= max(least, first)) & ~is_space, is_space)


def _parts_words(found: Flags, is_space: Flags) -> Flags:
    """Keep the new spaces that leave two characters or more on either side."""
    ends = np.flatnonzero(np.concatenate([[True], found | is_space, [True]]))
    short = np.diff(ends) < 2
    lonely = np.zeros(len(found) + 2, np.bool_)
    lonely[ends[:-1][short]] = lonely[ends[1:][short]] = True
    return found & ~lonely[1:-1]


def _is_worded(glyph: Glyph) -> bool:
    """Whether a word may begin or end with it, and nothing else shares its ink."""
    known = glyph.character.isalnum() or glyph.character in _CURRENCY
    return known and glyph.is_whole


def _are_capitals(found: Sequence[Glyph], height: float) -> bool:
    """Whether all letters are, with ink as tall as a capital's: else some is lost."""
    letters = [glyph for glyph in found if glyph.character.isalpha()]
    return all(
        glyph.bottom - glyph.top > 0.8 * height and not glyph.character.islower()
        for glyph in letters
    )


def _cap_height(found: Sequence[Glyph]) -> float:
    tall = [g.bottom - g.top for g in found if not g.character.islower()]
    return median(tall or [1.2 * (g.bottom - g.top) for g in found])
