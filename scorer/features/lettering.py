"""Whether the letters of the overlay form words."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative
from scorer.core.units import Box, Unit
from scorer.text.kinds import NOT_MESSAGE
from scorer.text.lettering import lettering
from scorer.text.line.text_line import TextLine
from scorer.text.lines import text_lines


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line whose letters are broken.

    Attributes:
        text: The words, as they were read.
        size: Its cap height as a share of that of the largest line.
        region: Where, in pixels of the upright image.
        confidence: How surely it was read, 0..1.
    """

    text: str
    size: float
    region: Box
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """What the letters of the overlay form.

    Attributes:
        strange_words: Words that no language has, as they were read.
        strange_lines: Lines that have them.
        tangled_lines: Large clear lines that cannot be read as words.
        boxed_lines: Lines with boxes in place of characters.
    """

    long_word_count: int = measure(
        Unit.COUNT,
        "Different words of four and more letters a to z, large and surely read",
        source="measured on the reading",
        label="long words that can be looked up",
    )
    strange_word_count: int = measure(
        Unit.COUNT,
        "Those that none of 27 languages has, models/words/card.md",
        source="wordfreq 3.1.1",
        label="words that no language has",
    )
    tangled_line_count: int = measure(
        Unit.COUNT,
        "Large lines of clear ink that cannot be read as words",
        source="the OCR engine",
        label="large lines that cannot be read",
    )
    boxed_line_count: int = measure(
        Unit.COUNT,
        "Lines with boxes in place of characters",
        source="the OCR engine",
        label="lines with missing characters",
    )
    strange_words: tuple[str, ...] = evidence("strange_words")
    strange_lines: tuple[BrokenLine, ...] = ()
    tangled_lines: tuple[BrokenLine, ...] = ()
    boxed_lines: tuple[BrokenLine, ...] = ()


def _extract(creative: Creative) -> Lettering:
    # What may be part of the picture is looked up, too: whole pins are generated.
    overlay = [line for line in creative.once(text_lines) if line.role != "scene"]
    message = [line for line in overlay if line.kind not in NOT_MESSAGE]
    found = lettering(message, creative.width_px)
    largest = max((line.cap_height_px for line in overlay), default=1.0)
    strange, tangled, boxed = (
        _broken(lines, largest)
        for lines in (found.strange_lines, found.tangled_lines, found.boxed_lines)
    )
    return Lettering(
        long_word_count=found.word_count,
        strange_word_count=len(found.strange_words),
        tangled_line_count=len(tangled),
        boxed_line_count=len(boxed),
        strange_words=found.strange_words,
        strange_lines=strange,
        tangled_lines=tangled,
        boxed_lines=boxed,
    )


def _broken(lines: tuple[TextLine, ...], largest: float) -> tuple[BrokenLine, ...]:
    """The lines, the largest first."""
    ordered = sorted(lines, key=lambda line: -line.cap_height_px)
    return tuple(
        BrokenLine(line.text, line.cap_height_px / largest, line.box, line.confidence)
        for line in ordered
    )


FAMILY = Family(
    record=Lettering,
    extract=_extract,
    version=4,
    reads=("ocr_engine", "languages"),
)
