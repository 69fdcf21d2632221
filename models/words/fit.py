"""Build the list of words by which lettering of no language is told.

    pip install wordfreq==3.1.1
    python models/words/fit.py --write scorer/wording/lexicons/words.bloom

Data: Speer 2022, rspeer/wordfreq 3.0, doi:10.5281/zenodo.7199437; see card.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from wordfreq import iter_wordlist  # type: ignore[import-not-found] # only here

from scorer.wording.vocabulary import LEAST_LETTERS, MOST_LETTERS, folded, places

# Words by language, the most frequent first: as many as tell the pins apart that we
# measure on; half as many do, too.
ENGLISH, LARGE, SMALL = 40_000, 12_000, 8_000
_LARGE = ("de", "fr", "es", "it", "nl", "pt", "pl", "sv", "nb", "fi", "cs", "ca")
_SMALL = (
    *("da", "hu", "ro", "tr", "id", "sh", "is"),
    *("lt", "lv", "ms", "sk", "sl", "fil", "vi"),
)
BITS_A_WORD = 8


def words() -> set[str]:
    """Return the words of all languages, folded."""
    counts = {
        "en": ENGLISH,
        **dict.fromkeys(_LARGE, LARGE),
        **dict.fromkeys(_SMALL, SMALL),
    }
    found: set[str] = set()
    for language, count in counts.items():
        listed = iter_wordlist(language)
        for word, _ in zip(listed, range(count), strict=False):
            plain = folded(word)
            if LEAST_LETTERS <= len(plain) <= MOST_LETTERS:
                found.add(plain)
    return found


def filtered(listed: set[str]) -> bytes:
    """Return the Bloom filter of words."""
    held = bytearray(len(listed) * BITS_A_WORD // 8 + 1)
    for word in listed:
        for place in places(word, 8 * len(held)):
            held[place >> 3] |= 1 << (place & 7)
    return bytes(held)


def main() -> None:
    """Print how many words there are; write the filter where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    listed = words()
    held = filtered(listed)
    full = sum(byte.bit_count() for byte in held) / (8 * len(held))
    print(f"{len(listed)} words, {len(held)} bytes, {full:.1%} of the bits are set")
    if given.write:
        given.write.write_bytes(held)


if __name__ == "__main__":
    main()
