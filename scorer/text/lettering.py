"""Lettering that is broken: no words, two words in one place, missing characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.text.line.text_line import TextLine
from scorer.wording import tokens
from scorer.wording.spelling.known_words import is_word, plain_letters

# An engine reads clear letters of a script that it knows with more than the first
# sureness; large ones, of which it makes no words, with more than the second.
_SURE, UNSURE = 0.9, 0.95
_LEAST_LETTERS = 4
# Below this cap height, a share of the width, misreadings are the engine's own.
_LEAST_SIZE = 0.01
_LARGE, _CLEAR_INK, _CLEAR_CONTRAST, _LEVEL_DEG = 0.03, 0.35, 3.0, 4.0
_FEWEST_CHARS = 6
# Short words that engines join to the next where spaces are narrow.
_JOINED = ("the", "and", "of")
# What an address, a handle or a tag runs together is no word.
_ADDRESS = re.compile(r"\S*[@#]\S+|\S+\.[a-z]{2,}\b\S*|\S*\d\S*", re.IGNORECASE)
# The box that stands for a character without a glyph, and what engines read it as.
_BOXES = re.compile("[\u25a1\u25a2\u25ad\u25af\ufffd\u2395\u53e3\u56d7\u30ed]{2,}")


class Lettering(NamedTuple):
    """What the letters of the overlay form.

    Attributes:
        word_count: Different long words that were read surely enough to be looked up.
        strange_words: Those that no language has, as they were read.
        strange_lines: Lines that have them.
        tangled_lines: Large clear lines that cannot be read as words.
        boxed_lines: Lines with boxes in place of characters.
    """

    word_count: int
    strange_words: tuple[str, ...]
    strange_lines: tuple[TextLine, ...]
    tangled_lines: tuple[TextLine, ...]
    boxed_lines: tuple[TextLine, ...]


def lettering(lines: Sequence[TextLine], width_px: float) -> Lettering:
    """Return what the letters of overlay lines form.

    Args:
        lines: Measured lines that are no part of the picture for sure, without
            addresses and brands.
        width_px: Of the image.
    """
    sure = [line for line in lines if _is_legible(line, width_px)]
    # A word counts once, however often it stands there: one misreading is no more.
    words = {word.lower(): word for line in sure for word in long_words(line.text)}
    return Lettering(
        word_count=len(words),
        strange_words=tuple(strange_words(list(words.values()))),
        strange_lines=tuple(
            line for line in sure if strange_words(long_words(line.text))
        ),
        tangled_lines=tuple(line for line in lines if _is_tangled(line, width_px)),
        boxed_lines=tuple(line for line in lines if _BOXES.search(line.text)),
    )


def long_words(text: str) -> list[str]:
    """Return the words of four and more letters a to z, accents aside.

    Example:
        >>> long_words("Jalapeño poppers: visit me@home.com or www.soup.com")
        ['Jalapeño', 'poppers', 'visit']
    """
    words = tokens.words(_ADDRESS.sub(" ", text))
    parts = (part for word in words for part in word.split("'"))
    return [word for word in parts if len(plain_letters(word)) >= _LEAST_LETTERS]


def strange_words(words: Sequence[str]) -> list[str]:
    """Return the words that no language has.

    Example:
        >>> strange_words(["Soup", "SALEI", "ofPersia", "clallogent"])
        ['clallogent']
    """
    return [word for word in words if not _is_known(word)]


def _is_known(word: str) -> bool:
    letters = plain_letters(word)
    # Engines read an exclamation mark as I or l.
    shorter = letters[:-1] if letters[-1] in "il" else ""
    return any(
        len(each) >= _LEAST_LETTERS and is_word(each)
        for each in (letters, shorter, *_parted(letters))
    )


def _parted(letters: str) -> Iterator[str]:
    """What is left of a word without the short one that may be joined to it."""
    for short in _JOINED:
        yield letters.removeprefix(short)
        yield letters.removesuffix(short)


def _is_legible(line: TextLine, width_px: float) -> bool:
    return line.confidence >= _SURE and line.cap_height_px >= _LEAST_SIZE * width_px


def _is_tangled(line: TextLine, width_px: float) -> bool:
    """Whether a large line of clear ink was not read as words: two in one place."""
    words = long_words(line.text)
    return (
        line.role == "overlay"
        and line.confidence < UNSURE
        and line.cap_height_px >= _LARGE * width_px
        and line.ink_quality >= _CLEAR_INK
        and (line.contrast_typical or 1.0) >= _CLEAR_CONTRAST
        and abs(line.angle_deg) <= _LEVEL_DEG
        and sum(char.isalpha() for char in line.text) >= _FEWEST_CHARS
        and len(words) > 0
        and len(strange_words(words)) >= len(words) / 2
    )
