"""Capitals, exclamation marks and how loud a text is."""

import re

from scorer.wording import tokens

# Capitals of up to this length are taken for an abbreviation: DIY, BBQ, HIIT.
_ABBREVIATION_CHARS = 4
_EXCLAMATIONS = re.compile(r"!")


def shouted_words(text: str) -> tuple[str, ...]:
    """Return the words written in capitals that are not taken for abbreviations.

    Short ones count beside a longer one, and where nothing else is there.

    Example:
        >>> shouted_words("DIY FARMHOUSE Decor"), shouted_words("DIY Decor")
        (('DIY', 'FARMHOUSE'), ())
        >>> shouted_words("BEST CAKE EVER")
        ('BEST', 'CAKE', 'EVER')
    """
    cased = cased_words(text)
    capitals = tuple(word for word in cased if word.isupper())
    is_loud = len(capitals) == len(cased) > 1 or any(map(_is_long, capitals))
    return capitals if is_loud else ()


def in_title_case(text: str) -> str:
    """Return the text with its shouted words in small letters after the first.

    Example:
        >>> in_title_case("DON'T MISS THE iPhone CASES")
        "Don't Miss The iPhone Cases"
    """
    straight, shouted = tokens.straightened(text), set(shouted_words(text))
    for word, start, end in reversed(tokens.placed_words(text)):
        if word in shouted:
            straight = straight[:start] + word.capitalize() + straight[end:]
    return straight


def cased_words(text: str) -> tuple[str, ...]:
    """Return the words that could be in capitals: letters, two or more."""
    return tuple(
        word
        for word in tokens.words(text)
        if len(word) > 1 and word.upper() != word.lower()
    )


def exclamation_count(text: str) -> int:
    """Return the number of exclamation marks."""
    return len(_EXCLAMATIONS.findall(text.replace("！", "!")))


def _is_long(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) > _ABBREVIATION_CHARS
