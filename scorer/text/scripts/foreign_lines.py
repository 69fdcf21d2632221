"""Lines in a script that the engine does not know: read by another, or told unread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.reading import Reading, ReadLine, area
from scorer.text.scripts.doubtful_line import (
    VERY_SURE,
    DoubtfulLine,
    is_latin,
    is_stray,
    look,
)
from scorer.text.scripts.languages import BY_SCRIPT, is_auto, package
from scorer.text.scripts.letters import letters_of
from scorer.text.scripts.pin_script import (
    is_known,
    lines_in,
    lines_to_look_at,
    pin_script,
    rival,
)
from scorer.text.scripts.script import Script
from scorer.text.scripts.tesseract_lines import installed, read_strips

# Says of lines how likely each is laid over a picture; log odds.
LaidOdds = Callable[[Rgb, Sequence[ReadLine]], Sequence[float]]
# Rises when the same pixels may be read otherwise: a part of the cache key.
REVISION = 9
# What an engine may lack, as people call it.
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
# Tesseract is surer of what it makes up than other engines are.
_LEAST_SURE = 0.6
_MOST_UNREAD = 0.5  # of the area of all lines in that script


def with_scripts(
    pixels: Rgb, reading: Reading, settings: Settings, laid_odds: LaidOdds
) -> Reading:
    """Return a reading whose lines in other scripts are read, or told to be unread.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        reading: As the engine made it.
        settings: ``languages`` says which scripts may be there.
        laid_odds: Says of unread lines how likely they are laid over the picture.
            Those of a thing in the photo are none of the pin's.
    """
    wanted = _wanted(settings.languages)
    if not wanted:
        return reading
    doubted = lines_to_look_at(reading, pixels)
    if is_known(reading.lines, doubted):
        return reading
    doubtful = [look(pixels, line) for line in doubted]
    script = pin_script(
        doubtful, reading, wanted, lambda lines: laid_odds(pixels, lines)
    )
    if script is None:
        return reading
    strange = lines_in(script, doubtful, wanted)
    if all(is_stray(each.line) for each in strange):
        return reading
    gone = {frozenset(each.line.quad) for each in strange}
    left = tuple(
        line
        for line in reading.lines
        if frozenset(line.quad) not in gone and _stays(line)
    )
    other = rival(strange, script, wanted)
    scripts = [script] if other is None else [script, other]
    return _read(replace(reading, lines=left), strange, scripts, settings)


def _wanted(languages: tuple[str, ...]) -> Set[Script]:
    """Return the scripts that the engine may meet and not know."""
    if is_auto(languages):
        return frozenset(_NAMES)
    return frozenset(
        script for script in _NAMES if set(BY_SCRIPT[script].split()) & set(languages)
    )


def _stays(line: ReadLine) -> bool:
    """Whether a line of a pin in another script is more than a piece of its letters."""
    if is_latin(line) or (line.confidence >= VERY_SURE and line.text.isdigit()):
        return True
    chars = len("".join(line.text.split()))
    return letters_of(line.text, Script.CJK) > 0.5 * chars > 0.5


def _read(
    reading: Reading,
    strange: Sequence[DoubtfulLine],
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
    left = sum(area(each.line.quad) for each in strange)
    left -= sum(area(line.quad) for line in lines)
    few = left > _MOST_UNREAD * sum(area(each.line.quad) for each in strange)
    unread = f"{looks}, and Tesseract cannot read them" if few else ""
    return replace(reading, lines=reading.lines + lines, unread=unread)


def _lines(
    strange: Sequence[DoubtfulLine],
    texts: Sequence[tuple[str, float]],
    scripts: Sequence[Script],
) -> Iterator[ReadLine]:
    """Yield the lines that Tesseract read as words of one of the scripts."""
    for each, (text, sure) in zip(strange, texts, strict=True):
        letters = max(letters_of(text, script) for script in scripts)
        if sure >= _LEAST_SURE and letters > len(text) / 3:
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
