"""How easy a text is to read."""

import functools
import re

from scorer.wording import tokens

_SYLLABLE = re.compile(r"[aeiouy]+")


@functools.lru_cache(maxsize=65536)
def syllable_count(word: str) -> int:
    """Return the syllables of an English word, counted by groups of vowels.

    Example:
        >>> [syllable_count(word) for word in ("cake", "table", "chocolate", "idea")]
        [1, 2, 3, 2]
    """
    plain = word.lower().split("'")[0]
    silent = plain.endswith("e") and not plain.endswith(("le", "ee", "ye"))
    return max(len(_SYLLABLE.findall(plain)) - silent, 1)


def reading_ease(text: str) -> float | None:
    """Return the Flesch reading ease of an English text; None without words.

    Returns:
        About 0 (very hard) to 121 (words of one syllable).

    Source:
        Flesch 1948, "A new readability yardstick", doi:10.1037/h0057532.
    """
    present = [word for word in tokens.words(text) if word[0].isalpha()]
    if not present:
        return None
    per_word = sum(map(syllable_count, present)) / len(present)
    per_sentence = len(present) / max(len(tokens.sentences(text)), 1)
    return 206.835 - 1.015 * per_sentence - 84.6 * per_word
