"""Lines in a script that the engine does not know: found by their picture, and read.

An engine reads letters of a script that it lacks as nothing, or as other letters that
look like them, and may be sure of it ("ПРОСТЫЕ" becomes "NPOCTbIE").
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.ink.frame import upright
from scorer.text.reading import Quad, Reading, ReadLine
from scorer.text.scripts.languages import BY_SCRIPT, is_auto, package
from scorer.text.scripts.letters import letter_model, with_letters
from scorer.text.scripts.pin_script import pin_model
from scorer.text.scripts.script import Script, script_shares
from scorer.text.scripts.tesseract_lines import installed, read_strips
from scorer.wording import tokens
from scorer.wording.spelling.known_words import is_word, plain_letters

# Says of lines how likely each is laid over a picture; log odds.
LaidOdds = Callable[[Rgb, Sequence[ReadLine]], Sequence[float]]
# Rises when the same pixels may be read otherwise: a part of the cache key.
REVISION = 9
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
# What is smaller, of the pin's height, and unread may be grain of the photo; what takes
# more of its area is the photo.
_LEAST_SHARE, _MOST_SHARE = 0.02, 0.4
_LARGEST = 3
_SURE, _VERY_SURE = 0.9, 0.97
# So sure and so many Latin letters: a line is hardly read so that has none.
_READ = ((0.9, 4), (0.75, 8))
_LIKE_LATIN = frozenset({Script.CYRILLIC, Script.GREEK, Script.THAI})
# They share so many letters that doubt between them is none about Latin ones.
_SIBLINGS = frozenset({Script.CYRILLIC, Script.GREEK})
_AS_LIKELY, _SIBLINGS_ALIKE = 5.0, 1.5  # of log likelihood, and so many times
_SHARED_CHARS = frozenset("ΓΔΛΠΦγδλπφ")
# Cyrillic ones as an engine for Latin letters reads them ("ЗАКУСКА", "идеи").
_ODD_WORD = re.compile(r"\b3[A-Z]{3,}|∂")
# A line as long as it is high holds about two letters, a long one of a pin's words less
# than half of them only if they are strange. No Latin line is read so.
_FEW_CHARS, _SHORT, _LONG = 0.25, 1.3, 2.2
_MUCH, _FAMILIAR = 0.5, 0.6
_MOST_ASPECT = 8.0
_LEAST_LIKELY = 0.2
# Log odds, as ``scorer.text.roles`` weighs them, below which lines are hardly laid over
# the picture, and how much less is surely on a thing.
_MAY_BE_LAID, _SURELY_ON_A_THING = -0.5, 3.6
# Another script, and Latin, where the recognizer's steps say nothing.
_UNSAID = (0.3, 0.5)
_FLOOR, _LEAST, _LETTER_WEIGHT = 0.01, 0.003, 3.0
# Which script it is, the recognizer tells better than whether it is another.
_STEPS_WEIGHT = 0.5
# What is read with less is no reading; Tesseract is surer of what it makes up.
_LEAST_SURE, _SURE_STRIP = 0.5, 0.6
# One of fifty strings is taken for a word by chance.
_FEWEST_WORDS, _LEAST_WORD = 2, 4
_LEAST_STRIP_PX = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """A line, what was read of it, and how likely each script is.

    Attributes:
        line: As it was read.
        strip: Its picture, upright.
        shares: Probability of each script by the picture alone.
        likely: By the picture and by the letters that were read.
    """

    line: ReadLine
    strip: Rgb
    shares: dict[Script, float]
    likely: dict[Script, float]


def with_scripts(
    pixels: Rgb, reading: Reading, settings: Settings, laid_odds: LaidOdds
) -> Reading:
    """Return a reading whose lines in other scripts are read, or told to be unread.

    Args:
        pixels: The pin.
        reading: As the engine made it.
        settings: ``languages`` says which scripts may be there.
        laid_odds: Says of unread lines how likely they are laid over the picture.
            Those of a thing in the photo are none of the pin's.
    """
    wanted = _wanted(settings.languages)
    if not wanted:
        return reading
    doubted = doubtful(reading, pixels)
    if is_known(reading.lines, doubted):
        return reading
    seen = [look(pixels, line) for line in doubted]
    script = _script(seen, reading, wanted, lambda lines: laid_odds(pixels, lines))
    if script is None:
        return reading
    strange = _lines_in(script, seen, wanted)
    if all(_is_stray(each.line) for each in strange):
        return reading
    gone = {frozenset(each.line.quad) for each in strange}
    left = tuple(
        line
        for line in reading.lines
        if frozenset(line.quad) not in gone and _stays(line)
    )
    scripts = [script, *_rivals(strange, script, wanted)]
    return _read(replace(reading, lines=left), strange, scripts, settings)


def _wanted(languages: tuple[str, ...]) -> frozenset[Script]:
    """Return the scripts that the engine may meet and not know."""
    if is_auto(languages):
        return frozenset(_NAMES)
    return frozenset(
        script for script in _NAMES if set(BY_SCRIPT[script].split()) & set(languages)
    )


def doubtful(reading: Reading, pixels: Rgb) -> list[ReadLine]:
    """Return the lines to look at: those unread or unsure, and the largest."""
    height, width = pixels.shape[:2]
    largest = sorted(reading.lines, key=lambda line: -_size(line.quad)[1])[:_LARGEST]
    return [
        line
        for line in (*reading.lines, *reading.doubted)
        if _size(line.quad)[1] >= _LEAST_SHARE * height
        and _area(line.quad) <= _MOST_SHARE * height * width
        and (line in largest or line.confidence < _SURE or _is_starved(line))
    ]


def is_known(lines: Sequence[ReadLine], doubtful: Sequence[ReadLine]) -> bool:
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


def aspect(quad: Quad) -> float:
    """Return how many times as long as high a line is."""
    length, height = _size(quad)
    return length / height


def _area(quad: Quad) -> float:
    return math.prod(_size(quad))


def _is_starved(line: ReadLine) -> bool:
    """Whether less was read than a line of that length holds."""
    chars = sum(not char.isspace() for char in line.text)
    return chars < _FEW_CHARS * aspect(line.quad)


def _is_stray(line: ReadLine) -> bool:
    """Whether it is no longer than a sign that nothing was read of."""
    return not line.text and aspect(line.quad) < _SHORT


def look(pixels: Rgb, line: ReadLine) -> Seen:
    """Return a line as it is seen, on its feet: strange letters are read either way."""
    a, b, c, d = line.quad
    if b[0] < a[0] and line.confidence < _SURE:
        line = replace(line, quad=(c, d, a, b), centers=())
    strip = strip_of(pixels, line.quad)
    shares, long = script_shares(strip), aspect(line.quad)
    read = line.text, line.confidence
    likely = with_letters(letter_model(), shares, *read, long, line.script_shares)
    return Seen(line, strip, shares, likely)


def strip_of(pixels: Rgb, quad: Quad) -> Rgb:
    """Return the line upright."""
    return upright(pixels, quad, _LEAST_STRIP_PX)


def _script(
    seen: Sequence[Seen],
    reading: Reading,
    wanted: frozenset[Script],
    laid_odds: Callable[[Sequence[ReadLine]], Sequence[float]],
) -> Script | None:
    """Return the script that a pin's lines are in; None where they are known ones."""
    strange = strangest(seen, wanted)
    if not seen or not pin_model().is_foreign(
        pin_evidence(seen, reading, wanted),
        lambda: on_a_thing(laid_odds([each.line for each in strange])),
    ):
        return None
    return max(wanted, key=lambda script: _weight(strange, script))


def strangest(seen: Sequence[Seen], wanted: frozenset[Script]) -> Sequence[Seen]:
    """Return the lines that are strange by themselves; all where none is."""
    return [each for each in seen if is_strange(each, wanted)] or seen


def on_a_thing(odds: Sequence[float]) -> float:
    """Return how surely lines are on things, 0..1, by their odds of being laid over.

    One that may be laid over is enough for 0: the pin has words of its own.
    """
    return min(1.0, max(0.0, _MAY_BE_LAID - max(odds)) / _SURELY_ON_A_THING)


def _rivals(
    strange: Sequence[Seen], script: Script, wanted: frozenset[Script]
) -> list[Script]:
    """Return the script that lines are about as likely in, if there is one.

    Siblings share letters, so that doubt between them is larger.
    """
    own = _weight(strange, script)
    behind = {
        other: (own - _weight(strange, other))
        / (_SIBLINGS_ALIKE if {script, other} == _SIBLINGS else 1)
        for other in wanted - {script}
    }
    nearest = min(behind, key=lambda other: behind[other], default=None)
    if nearest is None or behind[nearest] > _AS_LIKELY:
        return []
    return [nearest]


def _is_much(seen: Sequence[Seen], reading: Reading, wanted: frozenset[Script]) -> bool:
    """Whether the strange lines are more than a stray one among all others.

    Others are lines surely read; where all strange ones are short, also those that
    look Latin, or like no text.
    """
    found = [each.line for each in seen if is_strange(each, wanted)]
    strange = {frozenset(line.quad): _area(line.quad) for line in found}
    are_short = all(aspect(line.quad) < _LONG for line in found)
    others = {
        frozenset(line.quad): _area(line.quad)
        for line in (
            *(line for line in reading.lines if line.confidence >= _SURE),
            *(each.line for each in seen if are_short and _is_familiar(each)),
        )
        if frozenset(line.quad) not in strange
    }
    return sum(strange.values()) > _MUCH * sum(others.values())


def _is_familiar(seen: Seen) -> bool:
    """Whether a line looks like one that the engine reads, or like none."""
    return seen.shares[Script.LATIN] + seen.shares[Script.NONE] >= _FAMILIAR


def _weight(seen: Sequence[Seen], script: Script) -> float:
    """Return the log likelihood of a script, longer lines weighing more."""
    return sum(
        min(_MOST_ASPECT, aspect(each.line.quad))
        * (_log(each.likely[script]) + _STEPS_WEIGHT * _log_by_steps(each.line, script))
        + _letter_weight(each.line, script)
        for each in seen
    )


def _log(share: float) -> float:
    return math.log(max(_FLOOR, share))


def _log_by_steps(line: ReadLine, script: Script) -> float:
    """Return what the recognizer says of a script; nothing where it does not say."""
    shares = dict(zip(Script, line.script_shares, strict=False))
    return _log(shares[script]) if shares else 0.0


def _letter_weight(line: ReadLine, script: Script) -> float:
    """Return what the letters that were read add: the engine knows some Greek ones."""
    if script is not Script.GREEK:
        return 0.0
    own = "".join(char for char in line.text if char not in _SHARED_CHARS)
    return _LETTER_WEIGHT * (_letters_of(own, script) or -1)


def is_strange(seen: Seen, wanted: frozenset[Script]) -> bool:
    """Whether reading and picture of a line speak for a script the engine lacks."""
    line, shares = seen.line, seen.shares
    best = max(wanted, key=lambda script: shares[script])
    long = aspect(line.quad)
    if long < _SHORT or _is_read_in(seen, best):
        return False
    if Script.GREEK in wanted and (
        _letters_of(line.text, Script.GREEK) > (shares[Script.GREEK] < 0.8)
    ):
        return True
    if _is_starved(line) and long >= _LONG:
        if not line.text:
            return shares[Script.NONE] < 0.5 and shares[Script.LATIN] < 0.9
        return _share(shares, best) >= 0.85
    return _share(shares, best) >= _needed(line, best)


def _share(shares: Mapping[Script, float], script: Script) -> float:
    """Return how likely a script is, or one that shares its letters."""
    return _sum(shares, _SIBLINGS if script in _SIBLINGS else {script})


def _sum(shares: Mapping[Script, float], scripts: Iterable[Script]) -> float:
    return sum(shares[script] for script in scripts)


def pin_evidence(
    seen: Sequence[Seen], reading: Reading, wanted: frozenset[Script]
) -> list[float]:
    """Return what speaks for another script in a pin.

    Args:
        seen: The doubtful lines of the pin, one or more.
        reading: All that was read.
        wanted: The scripts that the engine may meet and not know.

    Returns:
        By the names in ``EVIDENCE``.
    """
    lines = [each.line for each in seen]
    weights = [min(_MOST_ASPECT, aspect(line.quad)) for line in lines]
    areas = np.array([_area(line.quad) for line in lines])
    long = np.array(weights) * [_size(line.quad)[1] for line in lines]
    odd = [bool(_ODD_WORD.search(line.text)) for line in lines]
    likely = [
        _sum(each.likely, wanted) * (not _is_read_in(each, Script.CJK)) for each in seen
    ]
    others = _sure_area(seen, reading)
    return [
        min(1.0, math.log2(min(16.0, sum(weights))) / 4),
        math.tanh(_ahead(seen, weights, wanted) / 12),
        float(np.average([_ahead([x], [1.0], wanted) for x in seen], weights=weights))
        / 6,
        min(1.0, others / areas.sum()),
        float(areas @ likely / (areas.sum() + others)),
        float(_is_much(seen, reading, wanted)),
        float(np.average(odd, weights=long)),
        *_by_networks(seen, weights, wanted),
    ]


def _by_networks(
    seen: Sequence[Seen], weights: Sequence[float], wanted: frozenset[Script]
) -> list[float]:
    """Return what the recognizer and the picture say by themselves of the scripts."""
    rows = []
    for each in seen:
        steps = dict(zip(Script, each.line.script_shares, strict=False))
        said = (_foreign(steps, wanted), steps[Script.LATIN]) if steps else _UNSAID
        latin, none = (each.shares[x] for x in (Script.LATIN, Script.NONE))
        rows.append((*said, _foreign(each.shares, wanted), latin, none))
    means: list[float] = np.average(rows, axis=0, weights=weights).tolist()
    return means


def _foreign(shares: Mapping[Script, float], wanted: frozenset[Script]) -> float:
    """Return how likely the likeliest other script is."""
    return max(_share(shares, script) for script in wanted)


def _ahead(
    seen: Sequence[Seen], weights: Sequence[float], wanted: frozenset[Script]
) -> float:
    """Return how far the likeliest script of some lines is ahead of Latin.

    Of log likelihood; below 0 where Latin letters, or no text, are likelier.
    """
    likely = {
        script: sum(
            weight * math.log(max(_LEAST, each.likely[script]))
            for weight, each in zip(weights, seen, strict=True)
        )
        for script in (*wanted, Script.LATIN, Script.NONE)
    }
    best = max(likely[script] for script in wanted)
    return best - max(likely[Script.LATIN], likely[Script.NONE])


def _sure_area(seen: Sequence[Seen], reading: Reading) -> float:
    """Return the area of surely read lines that are none of those looked at."""
    looked_at = {frozenset(each.line.quad) for each in seen}
    return sum(
        _area(line.quad)
        for line in reading.lines
        if line.confidence >= _SURE and frozenset(line.quad) not in looked_at
    )


def _stays(line: ReadLine) -> bool:
    """Whether a line of a pin in another script is more than a piece of its letters."""
    if _is_latin(line) or (line.confidence >= _VERY_SURE and line.text.isdigit()):
        return True
    chars = len("".join(line.text.split()))
    return _letters_of(line.text, Script.CJK) > 0.5 * chars > 0.5


def _is_latin(line: ReadLine) -> bool:
    """Whether a line was surely read, in letters that few other scripts look like."""
    letters = sum(char.isascii() and char.isalpha() for char in line.text)
    if _ODD_WORD.search(line.text):
        return False
    return any(line.confidence >= sure and letters >= most for sure, most in _READ)


def _needed(line: ReadLine, script: Script) -> float:
    """Return how sure the picture must be against what was read."""
    if not _is_latin(line):
        return 0.95 if line.confidence < _LEAST_SURE else 0.9
    if script not in _LIKE_LATIN:
        return math.inf
    return 0.97 if line.confidence < _VERY_SURE else 0.995


def _lines_in(
    script: Script, seen: Sequence[Seen], wanted: frozenset[Script]
) -> list[Seen]:
    """Return the lines that are in a pin's script: at least those that told it."""
    found = [each for each in seen if _is_in(each, script, wanted)]
    if found:
        return found
    return [x for x in strangest(seen, wanted) if not _is_read_in(x, script)]


def _is_in(seen: Seen, script: Script, wanted: frozenset[Script]) -> bool:
    """Whether a line of a pin where that script was found is in it, too."""
    if _is_read_in(seen, script):
        return False
    line, latin = seen.line, seen.shares[Script.LATIN]
    if seen.shares[Script.NONE] >= 0.6:
        return False
    if is_strange(seen, wanted) or _is_starved(line):
        return True
    return latin < (0.5 if line.confidence >= _VERY_SURE else 0.9)


def _is_read_in(seen: Seen, script: Script) -> bool:
    """Whether a line that looks like that script was read in one the engine knows.

    It knows Japanese and Chinese, and reads Korean as single signs of theirs.
    """
    text = "".join(seen.line.text.split())
    if _letters_of(text, Script.CJK) <= 0.5 * len(text):
        return False
    if seen.likely[Script.CJK] < _LEAST_LIKELY:
        return False  # letters like "नमूने" are read as such signs, too
    if script is Script.CJK:
        return seen.line.confidence >= _LEAST_SURE
    return seen.line.confidence >= _SURE and len(text) > 1


def _letters_of(text: str, script: Script) -> int:
    return sum(_is_of(char, script) for char in text)


def _is_of(char: str, script: Script) -> bool:
    name = unicodedata.name(char, "")
    words = {
        Script.CJK: ("CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "HALFWIDTH"),
        Script.KOREAN: ("HANGUL",),
    }
    return name.startswith(words.get(script, (script.value.upper(),)))


def _read(
    reading: Reading,
    strange: Sequence[Seen],
    scripts: Sequence[Script],
    settings: Settings,
) -> Reading:
    """Return the reading with the strange lines read by Tesseract, or told unread.

    Args:
        reading: What is left of it.
        strange: The lines to read.
        scripts: What they are likely in, the likeliest first.
        settings: ``languages`` says which languages to read with.
    """
    looks = f"the words look {' or '.join(_NAMES[script] for script in scripts)}"
    codes = [code for x in scripts for code in _codes(x, settings.languages)]
    if not codes:
        cure = _cure(scripts, settings.languages)
        return replace(reading, unread=f"{looks}: {cure}")
    try:
        texts = read_strips(
            [each.strip for each in strange],
            tuple(codes[:_MOST_LANGUAGES]),
            spaced=not _UNSPACED.intersection(scripts),
        )
    except DependencyError as error:
        return replace(reading, unread=f"{looks}, and {error.message}")
    lines = tuple(_lines(strange, texts, scripts))
    left = sum(_area(each.line.quad) for each in strange)
    left -= sum(_area(line.quad) for line in lines)
    few = left > _MUCH * sum(_area(each.line.quad) for each in strange)
    unread = f"{looks}, and Tesseract cannot read them" if few else ""
    return replace(reading, lines=reading.lines + lines, unread=unread)


def _lines(
    strange: Sequence[Seen],
    texts: Sequence[tuple[str, float]],
    scripts: Sequence[Script],
) -> Iterator[ReadLine]:
    """Yield the lines that Tesseract read as words of one of the scripts."""
    for each, (text, sure) in zip(strange, texts, strict=True):
        letters = max(_letters_of(text, script) for script in scripts)
        if sure >= _SURE_STRIP and letters > len(text) / 3:
            yield ReadLine(text, each.line.quad, sure)


def _codes(script: Script, languages: tuple[str, ...]) -> list[str]:
    """Return the languages to read a script with: the named ones, or any there are."""
    known = [code for code in BY_SCRIPT[script].split() if code in installed()]
    return [code for code in known if code in languages] or known


def _cure(scripts: Sequence[Script], languages: tuple[str, ...]) -> str:
    codes = [BY_SCRIPT[script].split()[0] for script in scripts]
    what = "Tesseract's data" if installed() else "Tesseract and its data"
    packages = ", ".join(map(package, codes))
    cure = f"install {what} for {' or '.join(codes)} (Debian: {packages})"
    if not is_auto(languages):
        named = ", ".join(f'"{code}"' for code in codes)
        cure += f" and set languages = [{named}]"
    return cure
