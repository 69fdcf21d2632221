"""What the words of a title add, by the pieces that they are made of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scorer.core.storage.bounds import LogEffect, Positive
from scorer.wording import tokens

# The feature that stands for them in a model.
TITLE_WORDS = "title_words.effect"
_SIZES = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Effects of pieces of words.

    Attributes:
        pieces: By piece: its weight by how rare it is, and what it adds.
        average: What the average title adds.
    """

    pieces: Mapping[str, tuple[Positive, LogEffect]]
    average: LogEffect

    def effect(self, title: str) -> float:
        """Return what a title's words add to the log rate, against the average title.

        A title without a known piece, or none, is average.
        """
        found = pieces(title)
        known = {p: n for p, n in found.items() if p in self.pieces}
        if not known:
            return 0.0
        weights = {p: weight(n, self.pieces[p][0]) for p, n in known.items()}
        length = math.sqrt(sum(w * w for w in weights.values()))
        total = math.fsum(w * self.pieces[p][1] for p, w in weights.items())
        return total / length - self.average


def pieces(title: str) -> Counter[str]:
    """Return how often each piece of one to four characters stands in a title.

    Example:
        >>> sorted(pieces("Ab"))
        [' ', ' a', ' ab', ' ab ', 'a', 'ab', 'ab ', 'b', 'b ']
    """
    found: Counter[str] = Counter()
    for word in tokens.straightened(title).lower().split():
        padded = f" {word} "
        for size in _SIZES:
            found.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return found


def weight(count: int, rarity: float) -> float:
    """Return the weight of a piece by how often it stands there and how rare it is."""
    return (1 + math.log(count)) * rarity
