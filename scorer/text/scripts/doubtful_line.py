"""One line whose reading is doubted: how it looks, and whether that speaks against it.

An engine reads letters of a script that it lacks as nothing, or as other letters that
look like them, and may be sure of it ("ПРОСТЫЕ" becomes "NPOCTbIE").
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from scorer.core.pin import Rgb
from scorer.text.ink.frame import upright
from scorer.text.reading import Quad, ReadLine, aspect
from scorer.text.scripts.letters import letter_model, letters_of, with_letters
from scorer.text.scripts.script import Script, script_shares

# How sure an engine is of what it surely read, 0..1.
SURE, VERY_SURE = 0.9, 0.97
# They share so many letters that doubt between them is none about Latin ones.
SIBLINGS = frozenset({Script.CYRILLIC, Script.GREEK})
# A line as long as it is high holds about two letters, a long one of a pin's words less
# than half of them only if they are strange. No Latin line is read so.
_FEW_CHARS, _SHORT, LONG = 0.25, 1.3, 2.2
# So sure and so many Latin letters: a line is hardly read so that has none.
_READ = ((0.9, 4), (0.75, 8))
_LIKE_LATIN = frozenset({Script.CYRILLIC, Script.GREEK, Script.THAI})
# Cyrillic words as an engine for Latin letters reads them ("ЗАКУСКА", "идеи").
_ODD_WORD = re.compile(r"\b3[A-Z]{3,}|∂")
_FAMILIAR = 0.6
_MOST_ASPECT = 8.0
_LEAST_LIKELY = 0.2
_LEAST_SURE = 0.5  # what is read with less is no reading
_LEAST_STRIP_PX = 8


@dataclass(frozen=True, slots=True)
class DoubtfulLine:
    """A line, what was read of it, and how likely each script is.

    Attributes:
        line: As it was read.
        strip: Its picture, upright, shape (H, W, 3), uint8, sRGB.
        shares: Probability of each script by the picture alone, 0..1.
        likely: By the picture and by the letters that were read, 0..1.
    """

    line: ReadLine
    strip: Rgb
    shares: dict[Script, float]
    likely: dict[Script, float]

    @property
    def weight(self) -> float:
        """What it counts among others: its length by its height, to some length."""
        return min(_MOST_ASPECT, aspect(self.line.quad))

    @property
    def by_steps(self) -> dict[Script, float]:
        """Probability of each script by the recognizer's steps; empty if unsaid."""
        return dict(zip(Script, self.line.script_shares, strict=False))


def look(pixels: Rgb, line: ReadLine) -> DoubtfulLine:
    """Return a line as it is seen, on its feet: strange letters are read either way.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        line: One of its lines.
    """
    a, b, c, d = line.quad
    if b[0] < a[0] and line.confidence < SURE:
        line = replace(line, quad=(c, d, a, b), centers=())
    strip = strip_of(pixels, line.quad)
    shares, long = script_shares(strip), aspect(line.quad)
    read = line.text, line.confidence
    likely = with_letters(letter_model(), shares, *read, long, line.script_shares)
    return DoubtfulLine(line, strip, shares, likely)


def strip_of(pixels: Rgb, quad: Quad) -> Rgb:
    """Return what lies between four corners, upright, 8 px high or more."""
    return upright(pixels, quad, _LEAST_STRIP_PX)


def is_strange(doubtful: DoubtfulLine, wanted: Set[Script]) -> bool:
    """Whether reading and picture of a line speak for a script the engine lacks.

    Args:
        doubtful: The line.
        wanted: The scripts that the engine may meet and not know; one or more.
    """
    line, shares = doubtful.line, doubtful.shares
    best = max(wanted, key=lambda script: shares[script])
    long = aspect(line.quad)
    if long < _SHORT or is_read_in(doubtful, best):
        return False
    if Script.GREEK in wanted and (
        letters_of(line.text, Script.GREEK) > (shares[Script.GREEK] < 0.8)
    ):
        return True
    if is_starved(line) and long >= LONG:
        if not line.text:
            return shares[Script.NONE] < 0.5 and shares[Script.LATIN] < 0.9
        return share_of(best, shares) >= 0.85
    return share_of(best, shares) >= _needed(line, best)


def is_in(script: Script, doubtful: DoubtfulLine, wanted: Set[Script]) -> bool:
    """Whether a line of a pin where that script was found is in it, too.

    Args:
        script: The one that was found.
        doubtful: The line.
        wanted: The scripts that the engine may meet and not know; one or more.
    """
    if is_read_in(doubtful, script):
        return False
    line, latin = doubtful.line, doubtful.shares[Script.LATIN]
    if doubtful.shares[Script.NONE] >= 0.6:
        return False
    if is_strange(doubtful, wanted) or is_starved(line):
        return True
    return latin < (0.5 if line.confidence >= VERY_SURE else 0.9)


def is_read_in(doubtful: DoubtfulLine, script: Script) -> bool:
    """Whether a line that looks like that script was read in one the engine knows.

    It knows Japanese and Chinese, and reads Korean as single signs of theirs.
    """
    text = "".join(doubtful.line.text.split())
    if letters_of(text, Script.CJK) <= 0.5 * len(text):
        return False
    if doubtful.likely[Script.CJK] < _LEAST_LIKELY:
        return False  # letters like "नमूने" are read as such signs, too
    if script is Script.CJK:
        return doubtful.line.confidence >= _LEAST_SURE
    return doubtful.line.confidence >= SURE and len(text) > 1


def is_familiar(doubtful: DoubtfulLine) -> bool:
    """Whether a line looks like one that the engine reads, or like none."""
    shares = doubtful.shares
    return shares[Script.LATIN] + shares[Script.NONE] >= _FAMILIAR


def is_starved(line: ReadLine) -> bool:
    """Whether less was read than a line of that length holds."""
    chars = sum(not char.isspace() for char in line.text)
    return chars < _FEW_CHARS * aspect(line.quad)


def is_stray(line: ReadLine) -> bool:
    """Whether it is no longer than a sign that nothing was read of."""
    return not line.text and aspect(line.quad) < _SHORT


def is_latin(line: ReadLine) -> bool:
    """Whether a line was surely read, in letters that few other scripts look like."""
    letters = sum(char.isascii() and char.isalpha() for char in line.text)
    if has_odd_word(line):
        return False
    return any(line.confidence >= sure and letters >= most for sure, most in _READ)


def has_odd_word(line: ReadLine) -> bool:
    """Whether a word was read that stands for letters of another script."""
    return bool(_ODD_WORD.search(line.text))


def share_of(script: Script, shares: Mapping[Script, float]) -> float:
    """Return how likely a script is, or one that shares its letters, 0..1."""
    return sum(shares[x] for x in (SIBLINGS if script in SIBLINGS else {script}))


def _needed(line: ReadLine, script: Script) -> float:
    """Return how sure the picture must be against what was read."""
    if not is_latin(line):
        return 0.95 if line.confidence < _LEAST_SURE else 0.9
    if script not in _LIKE_LATIN:
        return math.inf
    return 0.97 if line.confidence < VERY_SURE else 0.995
