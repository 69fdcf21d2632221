"""Which words of an account's titles go with more clicks, and which with fewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.model.model import Model
from scorer.wording import tokens

_FEWEST = 3  # titles that a word stands in
_MOST_TITLES = 1000  # are enough to tell
_SMALLEST = 0.01  # of a mean effect, log rate


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word of the account's titles.

    Attributes:
        word: In lower case.
        effect: What it adds to the log rate, mean over the titles that it stands in.
        titles: Number of these.
    """

    word: str
    effect: float
    titles: int


def telling_words(
    model: Model, titles: Sequence[str], *, most: int = 5
) -> tuple[tuple[TellingWord, ...], tuple[TellingWord, ...]]:
    """Return the words that add most to the rate, and those that take most.

    What a word adds is what its title would lose without it.

    Args:
        model: The model.
        titles: Of the account; the same one counts once.
        most: How many words of each kind.
    """
    distinct = sorted({title for title in titles if title})
    known = model.title_words
    if known is None or not distinct:
        return (), ()
    step = max(1, len(distinct) // _MOST_TITLES)
    found: dict[str, list[float]] = defaultdict(list)
    for title in distinct[::step]:
        seen = list(dict.fromkeys(word.lower() for word in tokens.words(title)))
        for word, lost in zip(seen, known.losses(title, seen), strict=True):
            found[word].append(lost)
    words = [
        TellingWord(word, float(np.mean(each)), len(each))
        for word, each in found.items()
        if len(each) >= _FEWEST
    ]
    ranked = sorted(words, key=lambda each: (-each.effect, each.word))
    good = [each for each in ranked if each.effect > _SMALLEST]
    bad = [each for each in reversed(ranked) if each.effect < -_SMALLEST]
    return tuple(good[:most]), tuple(bad[:most])
