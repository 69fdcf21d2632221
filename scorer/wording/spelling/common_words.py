"""The 16,000 most common words of English that have five letters and more."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

COMMON = "common_words.txt"
LEAST_COMMON_LETTERS = 5
_FOLDER = resources.files("scorer.wording") / "lexicons"


def is_common(letters: str) -> bool:
    """Return whether it is one of the common words of English.

    Args:
        letters: Small letters a to z.

    Example:
        >>> is_common("groceries"), is_common("gruceries")
        (True, False)
    """
    return letters in ranks()


@functools.cache
def ranks() -> Mapping[str, int]:
    """Return the common words, and the rank of each: 0 is the most common."""
    listed = (_FOLDER / COMMON).read_text("utf-8").split()
    return {word: rank for rank, word in enumerate(listed)}
