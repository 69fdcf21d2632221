"""A line of text, measured on its pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Rgb
from scorer.core.units import Box
from scorer.vision.cap_height import cap_height
from scorer.vision.contrast import part_contrasts
from scorer.vision.glyphs import Glyph, glyphs
from scorer.vision.ink import Ink, line_ink
from scorer.vision.line_frame import LineFrame, line_frame

# WCAG 2.2, 1.4.3: large text can be read from 3 : 1 on.
READABLE_CONTRAST = 3.0

# Where no character tells the cap height: ink from ascender to descender, or a box
# that the detector padded (by 35 to 47 % of the height, measured on real pins).
_CAP_OF_INK, _CAP_OF_PADDED = 0.75, 0.62


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text in the pin; lengths in pixels of the upright image.

    Attributes:
        text: The words.
        box: Around its ink.
        cap_height_px: Height of its capitals.
        cap_height_source: What told it: capitals, figures, ascenders, x-height,
            ink-height or padded-box.
        contrast: WCAG contrast of its worst part, None where no ink was found.
        contrast_typical: The same of its median part.
        readable_share: Share of its parts with a contrast of 3 or more.
        confidence: Of the reading, 0..1.
        role: ``overlay``, or ``scene`` for text on things in the photo.
        kind: headline, subline, body, list, call-to-action, url or brand.
        block: Number of the block that it belongs to, in reading order.
        angle_deg: Clockwise turn against level.
        stroke_px: Width of its strokes.
        baseline_px: Distance of its baseline from the top of the image.
        is_clipped: Whether its ink runs off the image.
        ink_quality: How surely ink and ground were told apart, 0..1.
        ink_spread: Standard deviation of its ink's color, CIELAB.
        ground_spread: The same of what is behind it.
    """

    text: str
    box: Box
    cap_height_px: float
    contrast: float | None
    confidence: float
    role: str = "overlay"
    kind: str = "body"
    block: int = 0
    cap_height_source: str = "padded-box"
    contrast_typical: float | None = None
    readable_share: float | None = None
    angle_deg: float = 0.0
    stroke_px: float = 0.0
    baseline_px: float = 0.0
    is_clipped: bool = False
    ink_quality: float = 0.0
    ink_spread: float = 0.0
    ground_spread: float = 0.0


def measured_line(
    pixels: Rgb,
    text: str,
    confidence: float,
    quad: Sequence[tuple[float, float]],
    centers: Sequence[float],
) -> TextLine:
    """Return one line with everything that its pixels tell.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        text: What the engine read.
        confidence: How sure it is, 0..1.
        quad: The engine's corners of the line, clockwise from where reading begins.
        centers: Place of each character along the line, 0..1; may be empty.
    """
    corners = np.array(quad, np.float64)
    frame = line_frame(pixels, corners)
    solid, places = _solid(frame, text, centers)
    ink = line_ink(frame, places)
    if ink is None or not len(ink.pieces):
        return _unmeasured(pixels, text, confidence, frame)
    found = glyphs(ink, solid, places)
    return _measured(pixels, (_spaced(text, found), confidence), frame, ink, found)


def _solid(
    frame: LineFrame, text: str, centers: Sequence[float]
) -> tuple[str, NDArray[np.float64]]:
    """Return the characters that have ink, and their places in the frame."""
    solid = "".join(text.split())
    if len(centers) != len(text):
        return solid, np.empty(0)
    width = frame.right - frame.left
    kept = [c for c, sign in zip(centers, text, strict=True) if not sign.isspace()]
    return solid, frame.left + width * np.array(kept)


def _spaced(text: str, found: list[Glyph]) -> str:
    """Return the text with the spaces that the engine overlooked.

    Around separators there always is one. Between letter and figure a gap counts when
    every character has its own ink, and it is three times the usual one and 0.6 letters
    wide; between letters that rule splits tracked words.
    """
    for dot in "·•|":
        text = text.replace(dot, f" {dot} ")
    text = " ".join(text.split())
    solid = [i for i, sign in enumerate(text) if not sign.isspace()]
    if len(found) != len(solid) or len(found) < 4:
        return text
    gaps = [b.left - a.right for a, b in pairwise(found)]
    width = float(np.median([glyph.right - glyph.left for glyph in found]))
    wide = max(0.6 * width, 3 * float(np.median(gaps)))
    figures = [glyph.character.isdigit() for glyph in found]
    letters = [glyph.character.isalpha() for glyph in found]
    spaced = text[: solid[0] + 1]
    for n, gap in enumerate(gaps):
        changes = (letters[n] and figures[n + 1]) or (figures[n] and letters[n + 1])
        is_word_gap = gap > wide and changes
        joined = solid[n + 1] == solid[n] + 1
        spaced += " " if is_word_gap and joined else ""
        spaced += text[solid[n] + 1 : solid[n + 1] + 1]
    return spaced


def _unmeasured(
    pixels: Rgb, text: str, confidence: float, frame: LineFrame
) -> TextLine:
    bounds = frame.bounds(frame.left, frame.top, frame.right, frame.bottom)
    return TextLine(
        text=text,
        box=_box(bounds, pixels),
        cap_height_px=_CAP_OF_PADDED * frame.line_height / frame.zoom,
        contrast=None,
        confidence=confidence,
        angle_deg=frame.angle_deg,
    )


def _measured(
    pixels: Rgb,
    said: tuple[str, float],
    frame: LineFrame,
    ink: Ink,
    found: list[Glyph],
) -> TextLine:
    left, top = ink.pieces[:, :2].min(0)
    right, bottom = ink.pieces[:, 2:].max(0)
    bounds = frame.bounds(left, top, right, bottom)
    cap = cap_height(found)
    height = cap.pixels if cap else _CAP_OF_INK * (bottom - top)
    base = frame.bounds(left, top, right, cap.baseline if cap else bottom)[3]
    parts = part_contrasts(frame.pixels, ink.mask, max(8, int(1.5 * height)))
    readable = [part >= READABLE_CONTRAST for part in parts]
    return TextLine(
        text=said[0],
        box=_box(bounds, pixels),
        cap_height_px=float(height / frame.zoom),
        contrast=min(parts) if parts else None,
        confidence=said[1],
        cap_height_source=cap.source if cap else "ink-height",
        contrast_typical=float(np.median(parts)) if parts else None,
        readable_share=float(np.mean(readable)) if parts else None,
        angle_deg=frame.angle_deg,
        stroke_px=_stroke(ink) / frame.zoom,
        baseline_px=base,
        is_clipped=_is_clipped(bounds, pixels),
        ink_quality=ink.quality,
        ink_spread=ink.spread,
        ground_spread=ink.ground_spread,
    )


def _stroke(ink: Ink) -> float:
    """Return twice the 90th percentile of the distance from ink to its edge."""
    deep = cv2.distanceTransform(ink.mask.astype(np.uint8), cv2.DIST_L2, 3)
    return 2 * float(np.percentile(deep[ink.mask], 90)) - 1


def _box(bounds: tuple[float, float, float, float], pixels: Rgb) -> Box:
    height, width = pixels.shape[:2]
    left, top = max(0, round(bounds[0])), max(0, round(bounds[1]))
    right, bottom = min(width, round(bounds[2])), min(height, round(bounds[3]))
    return Box(left, top, max(1, right - left), max(1, bottom - top))


def _is_clipped(bounds: tuple[float, float, float, float], pixels: Rgb) -> bool:
    height, width = pixels.shape[:2]
    return bool(
        min(bounds[:2]) <= 0.5 or bounds[2] >= width - 0.5 or bounds[3] >= height - 0.5
    )
