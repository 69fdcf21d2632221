"""Letters and figures that look alike: a capital I, a small l and a 1; O and 0."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from scorer.text.ink.glyphs import Glyph
from scorer.text.line.cap_height import baseline
from scorer.wording.spelling.known_words import is_word, plain_letters

_LIKE_ONE, _LIKE_ZERO = "Il|", "Oo"
# A price, a year, an amount: at least one figure, and nothing that is surely a letter.
_NUMBER = re.compile(r"(?=.*\d)[$€£]?[\dIl|Oo]+(?:[.,:][\dIl|Oo]+)*%?")
_SURELY_NUMBER = re.compile(r"[$€£]|%$|\d.*\d")
_LITERS = re.compile(r"[\d.,]+l")
_POUNDS = re.compile(r"\bIb(s?)\b")
_AFTER_NUMBER = re.compile(r"\d\s*$")
_FLAT = frozenset("ABDEFHKLMNPRTVWXYZ")
_ASCENDERS = frozenset("bdfhk")
# Ascenders and capitals of one face differ by a pixel and this share, or tell nothing.
_LEAST_STEP, _LEAST_SHARE = 0.9, 0.025
_LEAST_WORD = 4


def untangled(text: str, found: Sequence[Glyph]) -> str:
    """Return the text with look-alikes as the rest of the word and their height say.

    An I is as high as capitals, an l as high as b, d, h and k, which most faces draw
    higher. In amounts both are a 1. Where neither tells, the text stays as it was read.

    Args:
        text: What the engine read, spaces right.
        found: Its characters' ink, in order.
    """
    words, first = [], 0
    for word in text.split(" "):
        own = [glyph for glyph in found if first <= glyph.place < first + len(word)]
        words.append(_word(word, own, found, first))
        first += len(word)
    joined = " ".join(words)
    return _POUNDS.sub(
        lambda m: f"lb{m[1]}" if _AFTER_NUMBER.search(joined[: m.start()]) else m[0],
        joined,
    )


def _word(word: str, own: Sequence[Glyph], found: Sequence[Glyph], first: int) -> str:
    if _is_number(word):
        ones = str.maketrans(dict.fromkeys(_LIKE_ONE, "1"))
        return word.translate(ones | str.maketrans(dict.fromkeys(_LIKE_ZERO, "0")))
    if not any(char in "Il" for char in word) or not word.isascii():
        return word
    letters = [char for char in word if char.isalpha()]
    others = [char for char in letters if char not in "Il"]
    if len(others) >= 2 and all(char.isupper() for char in others):
        return word.replace("l", "I")
    if word.isalpha() and len(word) >= _LEAST_WORD:
        return _as_known(word)
    if "l" in word[1:] and word[0].isupper() and len(word) == 2:
        return _by_height(word, own, found, first)
    return word


def _is_number(word: str) -> bool:
    is_one = _NUMBER.fullmatch(word) and _SURELY_NUMBER.search(word)
    return bool(is_one) and not _LITERS.fullmatch(word)


def _as_known(word: str) -> str:
    """Return a word that no language has as the one that it looks like."""
    if is_word(plain_letters(word)):
        return word
    other = word[0] + word[1:].replace("I", "l")
    return other if other != word and is_word(plain_letters(other)) else word


def _by_height(
    word: str, own: Sequence[Glyph], found: Sequence[Glyph], first: int
) -> str:
    """Tell "AI" from "Al" by what is higher in the rest of the line."""
    line = baseline(found)
    doubted = next((g for g in own if g.place == first + 1 and g.is_whole), None)
    if line is None or doubted is None:
        return word
    above = {
        kind: [line.foot(g) - g.top for g in found if g.character in kind]
        for kind in (_FLAT, _ASCENDERS)
    }
    if not all(above.values()):
        return word
    capitals, ascenders = (median(heights) for heights in above.values())
    if ascenders - capitals < max(_LEAST_STEP, _LEAST_SHARE * capitals):
        return word
    height = line.foot(doubted) - doubted.top
    is_capital = height < (capitals + ascenders) / 2
    return word[0] + "I" if is_capital else word
