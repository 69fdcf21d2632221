"""Build the filter of known words from frequency lists.

    pip install wordfreq==3.1.1
    python models/words/build.py [--write scorer/wording/lexicons/known_words.bin]

Without --write it says how many words there are, and how many made-up ones it takes
for words. The lists are no dependency of the project, and no part of this repository.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from scorer.wording.spelling.bloom_filter import filled, holds
from scorer.wording.spelling.known_words import plain_letters

LANGUAGES = (
    *("ca", "cs", "da", "de", "en", "es", "fi", "fil", "fr", "hu", "id", "is", "it"),
    *(
        "lt",
        "lv",
        "ms",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "sh",
        "sk",
        "sl",
        "sv",
        "tr",
        "vi",
    ),
)
WORDS, ENGLISH_WORDS = 10_000, 60_000
LEAST_LETTERS = 4
TRIES = 20_000


def listed_words() -> set[str]:
    """Return the most frequent words of each language, in plain letters."""
    import wordfreq

    words: set[str] = set()
    for language in LANGUAGES:
        count = ENGLISH_WORDS if language == "en" else WORDS
        words |= {plain_letters(w) for w in wordfreq.top_n_list(language, count)}
    return {word for word in words if len(word) >= LEAST_LETTERS}


def false_share(bits: bytes, words: set[str]) -> float:
    """Return the share of made-up words that the filter takes for words."""
    generator = random.Random(1)
    made_up = {
        "".join(generator.choices("abcdefghijklmnopqrstuvwxyz", k=7))
        for _ in range(TRIES)
    } - words
    return sum(holds(bits, word) for word in made_up) / len(made_up)


def main() -> None:
    """Build, describe, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    path = parser.parse_args().write
    words = listed_words()
    bits = filled(words)
    print(f"{len(words):,} words, {len(bits):,} bytes")
    print(f"{false_share(bits, words):.1%} of made-up words are taken for words")
    if path:
        path.write_bytes(bits)


if __name__ == "__main__":
    main()
