"""What the words of a title add, by the pieces that they are made of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from scorer.core.storage.bounds import LogEffect, Positive
from scorer.wording import tokens

# The feature that stands for them in a model.
TITLE_WORDS = "title_words.effect"
_SIZES = (1, 2, 3, 4)
_NOTHING = 1e-9
_MOST_WORDS = 4096  # kept in memory: those of an account come again and again


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
        known = self._known(pieces(title))
        if not known:
            return 0.0
        length = math.sqrt(sum(w * w for w, _ in known.values()))
        total = math.fsum(w * effect for w, effect in known.values())
        return total / length - self.average

    def losses(self, title: str, words: Sequence[str]) -> list[float]:
        """Return what a title would lose without each of some of its words."""
        found = pieces(title)
        known = self._known(found)
        if not known:
            return [0.0] * len(words)
        squares = sum(w * w for w, _ in known.values())
        total = math.fsum(w * effect for w, effect in known.values())
        lost = []
        for word in words:
            square, rest = squares, total
            for piece, count in pieces(word).items():
                if piece in known:
                    before, effect = known[piece]
                    left = found[piece] - count
                    after = weight(left, self.pieces[piece][0]) if left > 0 else 0.0
                    square += after * after - before * before
                    rest += (after - before) * effect
            without = rest / math.sqrt(square) if square > _NOTHING else self.average
            lost.append(total / math.sqrt(squares) - without)
        return lost

    def _known(self, found: Mapping[str, int]) -> dict[str, tuple[float, float]]:
        """Return weight and effect of the pieces that are known."""
        known = {}
        for piece, count in found.items():
            entry = self.pieces.get(piece)
            if entry is not None:
                known[piece] = weight(count, entry[0]), entry[1]
        return known


def pieces(title: str) -> Counter[str]:
    """Return how often each piece of one to four characters stands in a title.

    Example:
        >>> sorted(pieces("Ab"))
        [' ', ' a', ' ab', ' ab ', 'a', 'ab', 'ab ', 'b', 'b ']
    """
    words = tokens.straightened(title).lower().split()
    return Counter(chain.from_iterable(map(_pieces_of_word, words)))


@lru_cache(_MOST_WORDS)
def _pieces_of_word(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(
        padded[at : at + size]
        for size in _SIZES
        for at in range(len(padded) - size + 1)
    )


def weight(count: int, rarity: float) -> float:
    """Return the weight of a piece by how often it stands there and how rare it is."""
    return rarity if count == 1 else (1 + math.log(count)) * rarity
