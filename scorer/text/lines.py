"""The lines of text in a pin, measured, with what they are; families share them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from scorer.core.pin import Creative, Rgb
from scorer.core.units import Box
from scorer.text.blocks import assign_blocks
from scorer.text.cap_heights import with_shared_heights
from scorer.text.engines import engine
from scorer.text.kinds import NOT_MESSAGE, has_word
from scorer.text.line.text_line import ReadStrip, TextLine, measured_lines
from scorer.text.line.words import is_mark
from scorer.text.picture import picture
from scorer.text.reading import Reading
from scorer.text.roles.assign import assign_roles
from scorer.text.roles.unread import unread_odds
from scorer.text.scale import text_pixels
from scorer.text.scripts.foreign_lines import with_scripts

# Capitals of 4.5 dp, at 33 cm from the eye, show small letters 5 minutes of arc high,
# what normal sight just tells apart; measured heights err by 5 %.
READABLE_DP = 4.5 * 0.95


def read_text(creative: Creative) -> Reading:
    """Return what the engine of the settings reads; shared by ``creative.once``.

    Returns:
        Lines in pixels of ``creative.pixels``, read at the one size of all text.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    settings = creative.settings
    chosen = engine(settings.ocr_engine)
    pixels = creative.once(text_pixels) if chosen.looks else creative.pixels
    read = chosen.read(pixels, settings)
    laid_odds = partial(unread_odds, file_width_px=creative.width_px)
    whole = with_scripts(pixels, read, settings, laid_odds)
    return whole.enlarged(creative.pixels.shape[1] / pixels.shape[1])


def text_lines(creative: Creative) -> tuple[TextLine, ...]:
    """Return the measured lines, overlay first, in pixels of the file.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    read = creative.once(read_text)
    if not read.lines:
        return ()
    pixels = creative.once(text_pixels)
    factor = pixels.shape[1] / creative.pixels.shape[1]
    lines = lines_of(pixels, read.enlarged(factor))
    look = picture(pixels, [line.box for line in lines], creative.width_px)
    height, width = pixels.shape[:2]
    placed = assign_blocks(assign_roles(lines, look), (width, height))
    file_px = creative.width_px / width
    bare = (replace(line, surface=None, laid_odds=None) for line in placed)
    return tuple(_scaled(line, file_px) for line in bare)


def lines_of(pixels: Rgb, reading: Reading) -> list[TextLine]:
    """Return the measured lines of a reading, without those of signs only.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        reading: What an engine read in it.
    """
    lines = [
        replace(line, laid_odds=read.laid_odds)
        for read in reading.lines
        for line in measured_lines(
            pixels,
            ReadStrip(read.text, read.confidence, np.array(read.quad), read.centers),
        )
    ]
    return with_shared_heights([line for line in lines if not is_mark(line.text)])


def overlay_words(creative: Creative) -> str:
    """Return the words of the overlay in reading order, without names and addresses.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    return " ".join(
        line.text
        for line in creative.once(text_lines)
        if line.role == "overlay" and line.kind not in NOT_MESSAGE
    )


def readable_words(creative: Creative) -> str:
    """Return the words of the message that can be read in a phone's feed, in order.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    return " ".join(
        line.text
        for line in creative.once(text_lines)
        if line.role == "overlay"
        and line.kind not in NOT_MESSAGE
        and _is_readable(line, creative)
    )


def doubtful_words(creative: Creative) -> str:
    """Return the words of that size that may be overlay, or on things in the photo.

    An icon or a pattern that is read as a letter is none.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    return " ".join(
        line.text
        for line in creative.once(text_lines)
        if line.role == "unsure"
        and has_word(line.text)
        and _is_readable(line, creative)
    )


def _is_readable(line: TextLine, creative: Creative) -> bool:
    return line.cap_height_px * creative.dp_per_px >= READABLE_DP


def _scaled(line: TextLine, scale: float) -> TextLine:
    if scale == 1:
        return line
    return replace(
        line,
        box=Box(*(round(n * scale) for n in line.box)),
        cap_height_px=line.cap_height_px * scale,
        x_height_px=line.x_height_px and line.x_height_px * scale,
        stroke_px=line.stroke_px * scale,
        baseline_px=line.baseline_px * scale,
    )
