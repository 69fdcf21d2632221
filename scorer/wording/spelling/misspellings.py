"""Misspelled words of English, told by how much more common their neighbors are.

"Balanciing" is in no list of 27 languages, and "balancing" is common and one letter
away. ``models/words/spelling.py`` builds the lists.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from importlib import resources
from string import ascii_lowercase
from typing import NamedTuple

from scorer.wording import tokens
from scorer.wording.lexicon import is_function_word, language_of
from scorer.wording.spelling.bloom_filter import holds
from scorer.wording.spelling.common_words import LEAST_COMMON_LETTERS, ranks

NEARBY, RARE = "nearby_words.bin", "rare_words.bin"
_FOLDER = resources.files("scorer.wording") / "lexicons"
# Shorter words have too many neighbors to be told by one.
LEAST_LETTERS = 6
# A new word of six letters is a name more often than a mistake.
_SURE_LETTERS = 7
# English is taken for granted where so many of the words are of it.
_FEWEST_WORDS, _ENGLISH_SHARE = 2, 0.6


class Misspelling(NamedTuple):
    """A word that looks misspelled.

    Attributes:
        word: As it is written.
        meant: The common word next to it, in the same case.
        is_sure: Whether no list holds the word, or the text itself has the common one,
            too; else others write it so, or it may be a name.
    """

    word: str
    meant: str
    is_sure: bool


def misspellings(text: str) -> Iterator[Misspelling]:
    """Yield the words of an English text that look misspelled, in order, each once.

    Example:
        >>> list(misspellings("6 tips for balanciing hormones"))
        [Misspelling(word='balanciing', meant='balancing', is_sure=True)]
        >>> list(misspellings("Art theraphy: what art therapy can do for you"))
        [Misspelling(word='theraphy', meant='therapy', is_sure=True)]
        >>> list(misspellings("Sechs Tipps für balanciing"))
        []
    """
    words = [word for word in tokens.words(text) if word.isascii() and word.isalpha()]
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.lower(), word)
    for plain, word in first.items():
        rest = [other for other in words if other.lower() != plain]
        meant = correction(word)
        if meant and _is_english(rest):
            is_new = not holds(_bits(RARE), plain) and len(plain) >= _SURE_LETTERS
            yield Misspelling(word, _cased_as(word, meant), is_new or meant in first)


def correction(word: str) -> str | None:
    """Return the most common word that a rare one may be a misspelling of.

    Args:
        word: Letters a to z, in any case.

    Example:
        >>> correction("Identifiy"), correction("Crockpot"), correction("Identify")
        ('identify', None, None)
    """
    plain = word.lower()
    if len(plain) < LEAST_LETTERS or _has_capitals_inside(word):
        return None
    if plain in ranks() or holds(_bits(NEARBY), plain):
        return None
    close = one_edit_away(plain) & ranks().keys()
    meant = min(close, key=ranks().__getitem__, default=None)
    return None if meant is None or _is_formed(plain, meant) else meant


def one_edit_away(word: str) -> set[str]:
    """Return a word with a letter more, less, changed or swapped with the next.

    Example:
        >>> "soup" in one_edit_away("suop"), "soup" in one_edit_away("pous")
        (True, False)
    """
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    longer = {a + letter + b for a, b in cuts for letter in ascii_lowercase}
    shorter = {a + b[1:] for a, b in cuts if b}
    changed = {a + letter + b[1:] for a, b in cuts if b for letter in ascii_lowercase}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return longer | shorter | changed | swapped


def _is_english(words: Sequence[str]) -> bool:
    """Whether so many words are common ones of English that the text surely is.

    Short words that are no function words are in no list, and speak for no language.
    """
    if language_of(" ".join(words)) != "en":
        return False
    common = {word for word in words if word.lower() in ranks()}
    function = {word for word in words if is_function_word(word)}
    known = len(common | function)
    telling = function | {w for w in words if len(w) >= LEAST_COMMON_LETTERS}
    return known >= max(_FEWEST_WORDS, _ENGLISH_SHARE * len(telling))


def _is_formed(word: str, common: str) -> bool:
    """Whether a common word is changed on purpose: sciencey, shoulda, cookin'."""
    spoken = {common + ending for ending in ("s", "y", "a")}
    return word in spoken | {common.removesuffix("g")}


def _has_capitals_inside(word: str) -> bool:
    return not (word.isupper() or word.islower() or word.istitle())


def _cased_as(word: str, meant: str) -> str:
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word.istitle() else meant


@functools.cache
def _bits(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()
