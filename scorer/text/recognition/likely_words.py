"""Words that no language has, spelled as the next likeliest reading that is common.

Letters drawn by hand are taken for others: "GRUCERIES" is hardly likelier than
"GROCERIES" to a network that knows no words. What is clearly written is left alone,
misspelled or not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from scorer.text.networks.graph import Floats
from scorer.wording.spelling.common_words import LEAST_COMMON_LETTERS, is_common
from scorer.wording.spelling.known_words import is_word, plain_letters

_WORD = re.compile(r"[^\W\d_]+")
# A word with a letter that is less sure is doubted.
_SURE = 0.9
# A common word is taken up to so many times less likely than the likeliest spelling.
_LESS_LIKELY = 20.0
# So likely must a letter be at a step to be thought of, and so many spellings are kept.
_LEAST, _MOST = 0.01, 16


def doubted_words(text: str, sure: Floats) -> list[slice]:
    """Return where words stand that have a doubted letter and are of no language.

    Args:
        text: Of one line.
        sure: Probability of each of its characters.
    """
    places = [slice(*found.span()) for found in _WORD.finditer(text)]
    return [
        place
        for place in places
        if place.stop - place.start >= LEAST_COMMON_LETTERS
        and sure[place].min() < _SURE
        and not _is_known(text[place])
    ]


def _is_known(word: str) -> bool:
    letters = plain_letters(word)
    return not letters or is_word(letters)


def likely_word(chances: Floats, letters_of: Sequence[str]) -> str:
    """Return the likeliest common word that some steps may spell; empty if none may.

    Args:
        chances: Of each class at each step, (steps, classes); class 0 is none.
        letters_of: The character of each class.
    """
    spelled = _spellings(chances)
    if not spelled:
        return ""
    least = max(spelled.values()) / _LESS_LIKELY
    for classes, chance in sorted(spelled.items(), key=lambda each: -each[1]):
        word = "".join(letters_of[each] for each in classes).strip()
        letters = plain_letters(word)
        if chance >= least and len(letters) == len(word) and is_common(letters):
            return word
    return ""


def _spellings(chances: Floats) -> dict[tuple[int, ...], float]:
    """Return the likeliest spellings, and the chance of each.

    Source:
        Graves et al. 2006, "Connectionist temporal classification", prefix search.
    """
    # The chance of those that end with no letter, of those that end with their last.
    kept: dict[tuple[int, ...], tuple[float, float]] = {(): (1.0, 0.0)}
    for row in chances:
        thought_of = np.flatnonzero(row >= _LEAST).tolist()
        found: dict[tuple[int, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for spelling, (ended, open_) in kept.items():
            for letter in thought_of:
                chance = float(row[letter])
                if letter == 0:
                    found[spelling][0] += (ended + open_) * chance
                elif spelling and spelling[-1] == letter:
                    found[spelling][1] += open_ * chance
                    found[(*spelling, letter)][1] += ended * chance
                else:
                    found[(*spelling, letter)][1] += (ended + open_) * chance
        likeliest = sorted(found.items(), key=lambda each: -sum(each[1]))[:_MOST]
        kept = {spelling: (both[0], both[1]) for spelling, both in likeliest}
    return {spelling: sum(both) for spelling, both in kept.items()}
