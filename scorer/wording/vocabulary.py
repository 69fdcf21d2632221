"""Whether a word is one in any language that is written in Latin letters.

The words are kept as a Bloom filter: one in fifty that is none passes for one.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from importlib import resources

HASHES = 6
LEAST_LETTERS, MOST_LETTERS = 4, 14
# Endings by which languages bend words that the list holds in one form only.
_ENDINGS = ("s", "es", "ed", "ing", "n", "en", "er", "e", "d", "ly", "y", "t", "st")
_WORD = re.compile(r"[^\W\d_]+")


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words that can be looked up: Latin, of four letters or more.

    Example:
        >>> telling_words("The 3 Rüben & 4K-Kamera, кот")
        ('Rüben', 'Kamera')
    """
    return tuple(
        word for word in _WORD.findall(text) if len(folded(word)) >= LEAST_LETTERS
    )


def is_word(word: str) -> bool:
    """Return whether a word, one of its forms or the two halves of it are known.

    Example:
        >>> is_word("Strawberries"), is_word("Haushaltsbuch"), is_word("Gatledon")
        (True, True, False)
    """
    plain = folded(word)
    if len(plain) < LEAST_LETTERS or _is_listed(plain):
        return True
    stems = (plain.removesuffix(end) for end in _ENDINGS if plain.endswith(end))
    if any(len(stem) >= LEAST_LETTERS and _is_listed(stem) for stem in stems):
        return True
    return any(
        _is_listed(plain[:cut]) and _is_second_half(plain[cut:])
        for cut in range(LEAST_LETTERS, len(plain) - LEAST_LETTERS + 1)
    )


def folded(word: str) -> str:
    """Return a word in small letters without accents; empty if not all are Latin."""
    parts = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return plain if plain.isascii() and plain.isalpha() else ""


def places(word: str, bits: int) -> tuple[int, ...]:
    """Return the bits of a filter that stand for a word."""
    digest = hashlib.blake2b(word.encode(), digest_size=16).digest()
    first = int.from_bytes(digest[:8], "big")
    step = int.from_bytes(digest[8:], "big") | 1
    return tuple((first + number * step) % bits for number in range(HASHES))


def _is_second_half(word: str) -> bool:
    """Whether a word follows another in a compound, with an s or n between or none."""
    bare = word[1:] if word[0] in "sn" else ""
    return _is_listed(word) or (len(bare) >= LEAST_LETTERS and _is_listed(bare))


@functools.lru_cache(maxsize=4096)
def _is_listed(word: str) -> bool:
    held = _filter()
    return len(word) > MOST_LETTERS or all(
        held[place >> 3] >> (place & 7) & 1 for place in places(word, 8 * len(held))
    )


@functools.cache
def _filter() -> bytes:
    return (resources.files("scorer.wording") / "lexicons" / "words.bloom").read_bytes()
