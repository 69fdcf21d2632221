"""Lines in a script that the engine does not know: found by their picture, and read.

An engine reads letters of a script that it lacks as nothing, or as other letters that
look like them, and may be sure of it ("ПРОСТЫЕ" becomes "NPOCTbIE").
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.engines._engine import Quad, Reading, ReadLine
from scorer.text.engines._languages import BY_SCRIPT, is_auto, package
from scorer.text.engines._strips import installed, read_strips
from scorer.text.script import Script, script_shares

# Rises when the same pixels may be read otherwise: a part of the cache key.
REVISION = 1
_NAMES = {
    Script.CYRILLIC: "Cyrillic",
    Script.GREEK: "Greek",
    Script.ARABIC: "Arabic",
    Script.HEBREW: "Hebrew",
    Script.DEVANAGARI: "Devanagari (Hindi)",
    Script.THAI: "Thai",
    Script.KOREAN: "Korean",
    Script.CJK: "Japanese or Chinese",
}
_UNSPACED = frozenset({Script.THAI, Script.CJK})
_MOST_LANGUAGES = 3
# Lettering of a headline; what is smaller and unread may be grain of the photo.
_LEAST_SHARE = 0.012
_LARGEST = 3
_SURE = 0.9
# What Tesseract reads of a line with less is no reading.
_LEAST_SURE = 0.5
_LATIN_LETTERS = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line, what was read of it, and what its picture says."""

    line: ReadLine
    strip: Rgb
    shares: dict[Script, float]


def with_scripts(pixels: Rgb, reading: Reading, settings: Settings) -> Reading:
    """Return a reading whose lines in other scripts are read, or told to be unread.

    Args:
        pixels: The pin.
        reading: As the engine made it.
        settings: ``languages`` says which scripts may be there.
    """
    wanted = _wanted(settings.languages)
    if not wanted:
        return reading
    seen = [_seen(pixels, line) for line in _doubtful(reading, pixels)]
    script = _script(seen, wanted)
    if script is None:
        return reading
    strange = [each for each in seen if _is_in(each, script)]
    gone = {each.line.quad for each in strange}
    left = tuple(line for line in reading.lines if line.quad not in gone)
    return _read(replace(reading, lines=left), strange, script, settings)


def _wanted(languages: tuple[str, ...]) -> frozenset[Script]:
    """Return the scripts that the engine may meet and not know."""
    if is_auto(languages):
        return frozenset(_NAMES)
    return frozenset(
        script for script in _NAMES if set(BY_SCRIPT[script].split()) & set(languages)
    )


def _doubtful(reading: Reading, pixels: Rgb) -> list[ReadLine]:
    """Return the lines to look at: those unread or unsure, and the largest."""
    blank = [ReadLine("", quad, 0.0) for quad in reading.blank]
    tall = sorted(reading.lines, key=lambda line: -_height(line.quad))
    sizable = _LEAST_SHARE * pixels.shape[0]
    return [
        line
        for line in (*reading.lines, *blank)
        if _height(line.quad) >= sizable
        and (line.confidence < _SURE or line in tall[:_LARGEST])
    ]


def _height(quad: Quad) -> float:
    (left, top), _, _, (other, bottom) = quad
    return float(np.hypot(other - left, bottom - top))


def _seen(pixels: Rgb, line: ReadLine) -> _Seen:
    strip = _strip(pixels, line.quad)
    return _Seen(line, strip, script_shares(strip))


def _strip(pixels: Rgb, quad: Quad) -> Rgb:
    """Return the line upright."""
    corners = np.array(quad, np.float32)
    width = max(8, int(np.linalg.norm(corners[1] - corners[0])))
    height = max(8, int(np.linalg.norm(corners[3] - corners[0])))
    target = np.array([[0, 0], [width, 0], [0, height]], np.float32)
    matrix = cv2.getAffineTransform(np.ascontiguousarray(corners[[0, 1, 3]]), target)
    strip = cv2.warpAffine(
        pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(strip, np.uint8)


def _script(seen: Sequence[_Seen], wanted: frozenset[Script]) -> Script | None:
    """Return the script of the lines that are surely in another one; None without."""
    votes: Counter[Script] = Counter()
    for each in seen:
        best = max(wanted, key=lambda script: each.shares[script])
        if each.shares[best] >= _needed(each.line) and not _has_letters_of(each, best):
            votes[best] += 1
    return votes.most_common(1)[0][0] if votes else None


def _needed(line: ReadLine) -> float:
    """Return how sure the picture must be against what was read."""
    if line.confidence >= _SURE:
        return 0.98
    return 0.9


def _is_in(seen: _Seen, script: Script) -> bool:
    """Whether a line of a pin where that script was found is in it, too."""
    if _has_letters_of(seen, script):
        return False
    other = max(seen.shares[Script.LATIN], seen.shares[Script.NONE])
    return seen.shares[script] > other


def _has_letters_of(seen: _Seen, script: Script) -> bool:
    """Whether it was read in that script after all."""
    letters = [sign for sign in seen.line.text if sign.isalpha()]
    own = sum(_is_of(sign, script) for sign in letters)
    return own > 0.5 * len(letters) and seen.line.confidence >= _LEAST_SURE


def _is_of(sign: str, script: Script) -> bool:
    name = unicodedata.name(sign, "")
    words = {
        Script.CJK: ("CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "HALFWIDTH"),
        Script.KOREAN: ("HANGUL",),
    }
    return name.startswith(words.get(script, (script.value.upper(),)))


def _read(
    reading: Reading, strange: Sequence[_Seen], script: Script, settings: Settings
) -> Reading:
    """Return the reading with the strange lines read by Tesseract, or told unread."""
    codes = _codes(script, settings.languages)
    if not codes:
        return replace(reading, unread=_without_data(script, settings.languages))
    try:
        texts = read_strips(
            [each.strip for each in strange], codes, spaced=script not in _UNSPACED
        )
    except DependencyError as error:
        return replace(reading, unread=f"{_looks(script)}, and {error.message}")
    lines = tuple(_lines(strange, texts, script))
    unread = "" if lines else f"{_looks(script)}, and Tesseract cannot read them"
    return replace(reading, lines=reading.lines + lines, unread=unread)


def _lines(
    strange: Sequence[_Seen], texts: Sequence[tuple[str, float]], script: Script
) -> Iterator[ReadLine]:
    """Yield the lines that Tesseract read as words of the script."""
    for each, (text, sure) in zip(strange, texts, strict=True):
        if sure >= _LEAST_SURE and any(_is_of(sign, script) for sign in text):
            yield ReadLine(text, each.line.quad, sure)


def _codes(script: Script, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages to read a script with: the named ones, or any there are."""
    known = [code for code in BY_SCRIPT[script].split() if code in installed()]
    named = [code for code in known if code in languages]
    return tuple((named or known)[:_MOST_LANGUAGES])


def _without_data(script: Script, languages: tuple[str, ...]) -> str:
    code = BY_SCRIPT[script].split()[0]
    cure = f"install Tesseract and its data for {code} (Debian: {package(code)})"
    if not is_auto(languages):
        cure += f' and set languages = ["{code}"]'
    return f"{_looks(script)}: {cure}"


def _looks(script: Script) -> str:
    return f"the words look {_NAMES[script]}"
