"""A set of words in one byte each: none is missed, and one of fifty others is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_HASHES = 5
_BITS_A_WORD = 8


def filled(words: Iterable[str]) -> bytes:
    """Return the bits of a filter that holds these words.

    Example:
        >>> soup = filled(["soup", "bread"])
        >>> holds(soup, "soup"), holds(soup, "tables")
        (True, False)
    """
    listed = sorted(set(words))
    bits = bytearray(max(1, len(listed) * _BITS_A_WORD // 8))
    for word in listed:
        for place in _places(word, 8 * len(bits)):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def holds(bits: bytes, word: str) -> bool:
    """Return whether a word is in a filter; of fifty that are not, one seems to be."""
    places = _places(word, 8 * len(bits))
    return all(bits[place >> 3] >> (place & 7) & 1 for place in places)


def _places(word: str, count: int) -> list[int]:
    digest = hashlib.blake2b(word.encode(), digest_size=16).digest()
    first = int.from_bytes(digest[:8], "little")
    step = int.from_bytes(digest[8:], "little") | 1
    return [(first + n * step) % count for n in range(_HASHES)]
