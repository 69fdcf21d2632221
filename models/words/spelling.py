"""Build the lists that misspelled English words are told by.

    pip install wordfreq==3.1.1
    apt install wamerican-huge wbritish-huge    # SCOWL
    python models/words/spelling.py SCOWL… [--write scorer/wording/lexicons]

A word is misspelled where no list of SCOWL has it, and a common word of English lies
one edit away and is met thirty times as often as it is in English, and in any other
language. The ratio was chosen on headlines of the Upworthy archive (card.md). Written
are the common words, and two filters of words near them: those that are words of their
own, and those that are misspelled so often that frequency lists hold them.
"""

from __future__ import annotations

import argparse
import collections
import math
from collections.abc import Iterable
from pathlib import Path

from build import LANGUAGES

from scorer.core.storage.files import write_bytes
from scorer.wording.spelling.bloom_filter import filled
from scorer.wording.spelling.common_words import COMMON, LEAST_COMMON_LETTERS
from scorer.wording.spelling.known_words import plain_letters
from scorer.wording.spelling.misspellings import (
    LEAST_LETTERS,
    NEARBY,
    RARE,
    one_edit_away,
)

# Powers of ten: how often a word is met in a billion words. Names are common only from
# the first on, words that SCOWL has from the second on.
COMMON_FROM, LISTED_FROM, RATIO = 3.8, 3.3, 1.5


def frequencies(languages: Iterable[str]) -> dict[str, float]:
    """Return the largest frequency of each word in plain letters, as a power of ten."""
    import wordfreq

    found: dict[str, float] = collections.defaultdict(float)
    for language in languages:
        for word, share in wordfreq.get_frequency_dict(language, "best").items():
            if letters := plain_letters(word):
                found[letters] = max(found[letters], math.log10(share) + 9)
    return found


def main() -> None:
    """Build, describe, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scowl", type=Path, nargs="+", help="a word in each line")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    listed = {
        plain_letters(word.replace("'", ""))
        for path in given.scowl
        for word in path.read_text("utf-8").split()
    }
    english = frequencies(["en"])
    others = frequencies(each for each in LANGUAGES if each != "en")
    common = {
        word: often
        for word, often in english.items()
        if often >= (LISTED_FROM if word in listed else COMMON_FROM)
        and len(word) >= LEAST_COMMON_LETTERS
    }
    near = {each for word in common for each in one_edit_away(word)} - common.keys()
    near = {word for word in near if len(word) >= LEAST_LETTERS}
    nearby, rare = near & listed, set()
    for word in near & (english.keys() | others.keys()) - listed:
        often = max(english.get(word, 0.0), others.get(word, 0.0))
        meant = one_edit_away(word) & common.keys()
        wrong = any(common[each] - often >= RATIO for each in meant)
        (rare if wrong else nearby).add(word)
    print(f"{len(common):,} common words; near them {len(nearby):,} words of their own")
    print(f"and {len(rare):,} that are met and yet misspelled")
    if given.write:
        ordered = sorted(common, key=lambda word: (-common[word], word))
        write_bytes(given.write / COMMON, "\n".join(ordered).encode() + b"\n")
        write_bytes(given.write / NEARBY, filled(nearby))
        write_bytes(given.write / RARE, filled(rare))


if __name__ == "__main__":
    main()
