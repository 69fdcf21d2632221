"""Words cut down to a stem, so that "cakes" and "cake" count as the same.

A light stemmer: plural, past, progressive and comparison endings of English. It is
used to find shared words, never to print one.
"""

import functools
import re

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdfgkmnprt])\1$")


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of an English word, lower case.

    Source:
        The first steps of Porter, "An algorithm for suffix stripping", 1980,
        doi:10.1108/eb046814, without the derivational ones: they join words
        ("organ", "organize") that a title does not mean alike.

    Example:
        >>> [stem(word) for word in ("Cakes", "baking", "bake", "stories", "decor's")]
        ['cak', 'bak', 'bak', 'story', 'decor']
    """
    plain = word.lower().replace("’", "'").split("'")[0] or word.lower()
    if len(plain) <= 3 or not plain.isascii():
        return plain
    return _without_final_e(_without_verb_ending(_without_plural(plain)))


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_verb_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            return _DOUBLE.sub(r"\1", root)
    return word


def _without_final_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
