"""Whether letters form a word of any of 27 languages that are written in Latin letters.

A Bloom filter answers: it knows every word that it was given and takes one of fifty
others for one. ``models/words`` says what it was given, and builds it.
"""

from __future__ import annotations

import functools
import unicodedata
from importlib import resources

from scorer.wording.spelling.bloom_filter import holds

_FILE = resources.files("scorer.wording") / "lexicons" / "known_words.bin"
# Compounds (Wechselbonus, brandandsystems) are parts of at least four letters.
_LEAST_PART, _LEAST_COMPOUND = 4, 8
_LONGEST = 40
_SPELLED_OUT = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d"}
)


@functools.lru_cache(maxsize=4096)
def plain_letters(word: str) -> str:
    """Return a word in the letters a to z; empty where it has others.

    Example:
        >>> plain_letters("Jalapeño"), plain_letters("Straße"), plain_letters("суп")
        ('jalapeno', 'strasse', '')
    """
    lower = unicodedata.normalize("NFKD", word.lower().translate(_SPELLED_OUT))
    letters = "".join(char for char in lower if not unicodedata.combining(char))
    return letters if letters.isascii() and letters.isalpha() else ""


@functools.lru_cache(maxsize=4096)
def is_word(letters: str) -> bool:
    """Return whether it is a word of some language, or several in one.

    Args:
        letters: At least four letters a to z, as ``plain_letters`` gives them.

    Example:
        >>> is_word("recipes"), is_word("wechselbonus"), is_word("clallogent")
        (True, True, False)
    """
    bits = _bits()
    if holds(bits, letters):
        return True
    size = len(letters)
    if not _LEAST_COMPOUND <= size <= _LONGEST:
        return False
    reached = {0}
    for end in range(_LEAST_PART, size + 1):
        begins = (start for start in reached if end - start >= _LEAST_PART)
        if any(holds(bits, letters[start:end]) for start in begins):
            reached.add(end)
    return size in reached


def is_listed(letters: str) -> bool:
    """Return whether it is one word of some language, not several in one.

    Args:
        letters: At least four letters a to z, as ``plain_letters`` gives them.

    Example:
        >>> is_listed("recipes"), is_listed("wechselbonus")
        (True, False)
    """
    return holds(_bits(), letters)


@functools.cache
def _bits() -> bytes:
    return _FILE.read_bytes()
