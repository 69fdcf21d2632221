"""Lines in a script that the engine does not know: found by their picture, and read.

An engine reads letters of a script that it lacks as nothing, or as other letters that
look like them, and may be sure of it ("ПРОСТЫЕ" becomes "NPOCTbIE").
"""

from __future__ import annotations

import math
import unicodedata
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
from scorer.wording import tokens
from scorer.wording.known_words import is_word, plain_letters

# Rises when the same pixels may be read otherwise: a part of the cache key.
REVISION = 3
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
# What is smaller, of the pin's height, and unread may be grain of the photo.
_LEAST_SHARE = 0.02
_LARGEST = 3
_SURE, _VERY_SURE = 0.9, 0.97
# So sure and so many Latin letters: a line is hardly read so that has none.
_READ = ((0.9, 4), (0.75, 8))
_LIKE_LATIN = frozenset({Script.CYRILLIC, Script.GREEK, Script.THAI})
# A line as long as it is high holds about two letters, a long one of a pin's words less
# than half of them only if they are strange. No Latin line is read so.
_FEW_SIGNS, _SHORT, _LONG = 0.25, 1.3, 2.2
_MUCH = 0.5
_MOST_ASPECT, _LONG_TOGETHER = 8.0, 4.0
_FLOOR, _LETTER_WEIGHT = 0.01, 3.0
# What is read with less is no reading; Tesseract is surer of what it makes up.
_LEAST_SURE, _SURE_STRIP = 0.5, 0.6
# One of fifty strings is taken for a word by chance.
_FEWEST_WORDS, _LEAST_WORD = 2, 4


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
    doubtful = _doubtful(reading, pixels)
    if _is_known(reading.lines, doubtful):
        return reading
    seen = [_seen(pixels, line) for line in doubtful]
    script = _script(seen, wanted)
    if script is None or not _is_much(seen, reading, wanted):
        return reading
    strange = [each for each in seen if _is_in(each, script, wanted)]
    if not strange:
        return reading
    gone = {frozenset(each.line.quad) for each in strange}
    left = tuple(
        line
        for line in reading.lines
        if frozenset(line.quad) not in gone and _stays(line)
    )
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
    largest = sorted(reading.lines, key=lambda line: -_size(line.quad)[1])[:_LARGEST]
    return [
        line
        for line in (*reading.lines, *reading.doubted)
        if _size(line.quad)[1] >= _LEAST_SHARE * pixels.shape[0]
        and (line in largest or line.confidence < _SURE or _is_starved(line))
    ]


def _is_known(lines: Sequence[ReadLine], doubtful: Sequence[ReadLine]) -> bool:
    """Whether surely read words of known languages outweigh all that is doubtful.

    Letters of another script that are read as Latin ones form no words: no picture
    needs to be looked at then.
    """
    words: set[str] = set()
    missing = sum(_area(line.quad) for line in doubtful)
    found = 0.0
    looked_at = frozenset(doubtful)
    for line in (*doubtful, *(line for line in lines if line not in looked_at)):
        known = _known_words(line)
        if known:
            words |= known
            found += _area(line.quad)
            missing -= _area(line.quad) if line in looked_at else 0.0
        if len(words) >= _FEWEST_WORDS and missing <= _MUCH * found:
            return True
    return False


def _known_words(line: ReadLine) -> frozenset[str]:
    """Return the words of a line that languages have, where they are most of it."""
    if line.confidence < _SURE:
        return frozenset()
    long = [plain_letters(word) for word in tokens.words(line.text)]
    long = [word for word in long if len(word) >= _LEAST_WORD]
    known = [word for word in long if is_word(word)]
    return frozenset(known if 2 * len(known) > len(long) else ())


def _size(quad: Quad) -> tuple[float, float]:
    """Return how long and how high a line is."""
    corners = np.array(quad, np.float32)
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    return float(np.linalg.norm(across)), max(1.0, float(np.linalg.norm(down)))


def _aspect(quad: Quad) -> float:
    length, height = _size(quad)
    return length / height


def _area(quad: Quad) -> float:
    return math.prod(_size(quad))


def _is_starved(line: ReadLine) -> bool:
    """Whether less was read than a line of that length holds."""
    signs = sum(not sign.isspace() for sign in line.text)
    return signs < _FEW_SIGNS * _aspect(line.quad)


def _seen(pixels: Rgb, line: ReadLine) -> _Seen:
    """Return a line as it is seen, on its feet: strange letters are read either way."""
    a, b, c, d = line.quad
    if b[0] < a[0] and line.confidence < _SURE:
        line = replace(line, quad=(c, d, a, b), centers=())
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
    """Return the script that lines of a pin are surely in; None without such a line."""
    strange = [each for each in seen if _is_strange(each, wanted)]
    if not strange and _are_strange_together(seen):
        strange = list(seen)
    if not strange:
        return None
    return max(wanted, key=lambda script: _weight(strange, script))


def _is_much(
    seen: Sequence[_Seen], reading: Reading, wanted: frozenset[Script]
) -> bool:
    """Whether the strange lines are more than a stray one among lines surely read."""
    strange = {
        frozenset(each.line.quad): _area(each.line.quad)
        for each in seen
        if _is_strange(each, wanted)
    }
    if not strange:
        return True  # they are strange together
    sure = sum(
        _area(line.quad)
        for line in reading.lines
        if line.confidence >= _SURE and frozenset(line.quad) not in strange
    )
    return sum(strange.values()) > _MUCH * sure


def _weight(seen: Sequence[_Seen], script: Script) -> float:
    """Return the log likelihood of a script, longer lines weighing more."""
    return sum(
        min(_MOST_ASPECT, _aspect(each.line.quad))
        * math.log(max(_FLOOR, each.shares[script]))
        + _letter_weight(each.line, script)
        for each in seen
    )


def _letter_weight(line: ReadLine, script: Script) -> float:
    """Return what the letters that were read add: the engine knows some Greek ones."""
    if script is not Script.GREEK:
        return 0.0
    letters = _letters_of(line.text, script)
    return _LETTER_WEIGHT * (letters or -1)


def _is_strange(seen: _Seen, wanted: frozenset[Script]) -> bool:
    """Whether reading and picture of a line speak for a script the engine lacks."""
    line, shares = seen.line, seen.shares
    best = max(wanted, key=lambda script: shares[script])
    aspect = _aspect(line.quad)
    if aspect < _SHORT or _is_read_in(seen, best):
        return False
    if Script.GREEK in wanted and (
        _letters_of(line.text, Script.GREEK) > (shares[Script.GREEK] < 0.8)
    ):
        return True
    if _is_starved(line) and aspect >= _LONG:
        if not line.text:
            return shares[Script.NONE] < 0.5 and shares[Script.LATIN] < 0.9
        return shares[best] >= 0.85
    return shares[best] >= _needed(line, best)


def _are_strange_together(seen: Sequence[_Seen]) -> bool:
    """Whether lines that are none of them sure enough say the same together."""
    weights = [min(_MOST_ASPECT, _aspect(each.line.quad)) for each in seen]
    known = [
        weight * _known_share(each) for each, weight in zip(seen, weights, strict=True)
    ]
    return sum(weights) >= _LONG_TOGETHER and sum(known) < 0.25 * sum(weights)


def _stays(line: ReadLine) -> bool:
    """Whether a line of a pin in another script is more than a piece of its letters."""
    if _is_latin(line) or (line.confidence >= _VERY_SURE and line.text.isdigit()):
        return True
    signs = len("".join(line.text.split()))
    return _letters_of(line.text, Script.CJK) > 0.5 * signs > 0.5


def _known_share(seen: _Seen) -> float:
    """Return how likely a line is one that the engine reads, or none at all."""
    if _is_latin(seen.line) or _is_read_in(seen, Script.CJK):
        return 1.0
    return seen.shares[Script.LATIN] + seen.shares[Script.NONE]


def _is_latin(line: ReadLine) -> bool:
    """Whether a line was surely read, in letters that few other scripts look like."""
    letters = sum(sign.isascii() and sign.isalpha() for sign in line.text)
    return any(line.confidence >= sure and letters >= most for sure, most in _READ)


def _needed(line: ReadLine, script: Script) -> float:
    """Return how sure the picture must be against what was read."""
    if not _is_latin(line):
        return 0.95 if line.confidence < _LEAST_SURE else 0.9
    if script not in _LIKE_LATIN:
        return math.inf
    return 0.97 if line.confidence < _VERY_SURE else 0.995


def _is_in(seen: _Seen, script: Script, wanted: frozenset[Script]) -> bool:
    """Whether a line of a pin where that script was found is in it, too."""
    if _is_read_in(seen, script):
        return False
    line, latin = seen.line, seen.shares[Script.LATIN]
    if seen.shares[Script.NONE] >= 0.6:
        return False
    if _is_strange(seen, wanted) or _is_starved(line):
        return True
    return latin < (0.5 if line.confidence >= _VERY_SURE else 0.9)


def _is_read_in(seen: _Seen, script: Script) -> bool:
    """Whether a line that looks like that script was read in one the engine knows.

    It knows Japanese and Chinese, and reads Korean as single signs of theirs.
    """
    text = "".join(seen.line.text.split())
    if _letters_of(text, Script.CJK) <= 0.5 * len(text):
        return False
    if script is Script.CJK:
        return seen.line.confidence >= _LEAST_SURE
    return seen.line.confidence >= _SURE and len(text) > 1


def _letters_of(text: str, script: Script) -> int:
    return sum(_is_of(sign, script) for sign in text)


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
    left = sum(_area(each.line.quad) for each in strange)
    left -= sum(_area(line.quad) for line in lines)
    few = left > _MUCH * sum(_area(each.line.quad) for each in strange)
    unread = f"{_looks(script)}, and Tesseract cannot read them" if few else ""
    return replace(reading, lines=reading.lines + lines, unread=unread)


def _lines(
    strange: Sequence[_Seen], texts: Sequence[tuple[str, float]], script: Script
) -> Iterator[ReadLine]:
    """Yield the lines that Tesseract read as words of the script."""
    for each, (text, sure) in zip(strange, texts, strict=True):
        if sure >= _SURE_STRIP and _letters_of(text, script) > len(text) / 3:
            yield ReadLine(text, each.line.quad, sure)


def _codes(script: Script, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages to read a script with: the named ones, or any there are."""
    known = [code for code in BY_SCRIPT[script].split() if code in installed()]
    named = [code for code in known if code in languages]
    return tuple((named or known)[:_MOST_LANGUAGES])


def _without_data(script: Script, languages: tuple[str, ...]) -> str:
    code = BY_SCRIPT[script].split()[0]
    what = "Tesseract's data" if installed() else "Tesseract and its data"
    cure = f"install {what} for {code} (Debian: {package(code)})"
    if not is_auto(languages):
        cure += f' and set languages = ["{code}"]'
    return f"{_looks(script)}: {cure}"


def _looks(script: Script) -> str:
    return f"the words look {_NAMES[script]}"
