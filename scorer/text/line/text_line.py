"""A line of text, measured on its pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scorer.core.pin import Rgb
from scorer.core.units import Box
from scorer.text.ink.frame import LineFrame, line_frame
from scorer.text.ink.glyphs import Glyph, glyphs
from scorer.text.ink.ink import Ink, line_ink
from scorer.text.line.backdrop import backdrop
from scorer.text.line.cap_height import cap_height
from scorer.text.line.contrast import part_contrasts, usual_colors
from scorer.text.line.lookalikes import untangled
from scorer.text.line.quotation import is_quotation_mark
from scorer.text.line.slivers import is_cut_off
from scorer.text.line.spaces import spaced
from scorer.text.line.surface import Surface, surface
from scorer.text.line.words import Cut, is_mark, is_ornament, style_cuts
from scorer.vision.quantiles import percentile

# WCAG 2.2, 1.4.3: large text can be read from 3 : 1 on.
READABLE_CONTRAST = 3.0
# WCAG 2.2, 1.4.6: the enhanced contrast; nobody asks for more.
CLEAR_CONTRAST = 7.0

# Where no character tells the cap height: ink from ascender to descender, or a box
# that the detector padded (by 35 to 47 % of the height, measured on real pins).
_CAP_OF_INK, _CAP_OF_PADDED = 0.75, 0.62
_QUOTATION = '"'


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text in the pin; lengths in pixels of the upright image.

    Attributes:
        text: The words.
        box: Around its ink.
        cap_height_px: Height of its capitals.
        cap_height_source: What told it: capitals, figures, ascenders, x-height,
            ink-height or padded-box.
        x_height_px: Height of its small letters, None where none was measured.
        contrast: WCAG contrast of its worst part, None where no ink was found.
        contrast_typical: The same of its median part.
        readable_share: Share of its parts with a contrast of 3 or more.
        confidence: Of the reading, 0..1.
        role: ``overlay``, ``scene`` for text on things in the photo, or ``unsure``.
        mark: The bullet, arrow or dash before it, no part of its text and box.
        kind: headline, subline, body, list, call-to-action or figure where it is of
            the message; brand, url, coupon, hashtag or decoration beside it.
        block: Number of the block that it belongs to, in reading order.
        angle_deg: Clockwise turn against level.
        stroke_px: Width of its strokes.
        baseline_px: Distance of its baseline from the top of the image.
        is_clipped: Whether its ink, or a letter next to it, runs off the image.
        ink_quality: How surely ink and background were told apart, 0..1.
        ink_spread: Standard deviation of its ink's color, CIELAB.
        background_spread: The same of what is behind it.
        ink_color: Usual color of its ink, ``#rrggbb``; empty where none was found or
            its contrast is 7 or more, so that nobody needs another.
        background_color: The same of what is behind it.
        backdrop_spread: The same between and around its letters, without their soft
            edges, outlines and near shadows; 0 where too little is seen.
        backdrop_edges: Share of the places there that differ clearly from the next.
        split_step: Color step, CIELAB, of a panel's edge that runs through its words.
        surface: How it lies in the picture; None where no ink was found, and once the
            role is known.
        laid_odds: Log odds that it is laid over the picture, as the engine's network
            sees it; None where it does not say, and once the role is known.
    """

    text: str
    box: Box
    cap_height_px: float
    contrast: float | None
    confidence: float
    mark: str = ""
    role: str = "overlay"
    kind: str = "body"
    block: int = 0
    cap_height_source: str = "padded-box"
    x_height_px: float | None = None
    contrast_typical: float | None = None
    readable_share: float | None = None
    angle_deg: float = 0.0
    stroke_px: float = 0.0
    baseline_px: float = 0.0
    is_clipped: bool = False
    ink_quality: float = 0.0
    ink_spread: float = 0.0
    background_spread: float = 0.0
    ink_color: str = ""
    background_color: str = ""
    backdrop_spread: float = 0.0
    backdrop_edges: float = 0.0
    split_step: float = 0.0
    surface: Annotated[Surface | None, Field(exclude=True)] = None
    laid_odds: Annotated[float | None, Field(exclude=True)] = None


@dataclass(frozen=True, slots=True)
class ReadStrip:
    """What an engine read, and where.

    Attributes:
        text: The words.
        confidence: How sure it is, 0..1.
        quad: Corners (4, 2) in pixels, clockwise from where reading begins.
        centers: Place of each character along the line, 0..1; may be empty.
        is_cut: Whether it was cut off from other text at its left, at its right.
    """

    text: str
    confidence: float
    quad: NDArray[np.float64]
    centers: tuple[float, ...] = ()
    is_cut: tuple[bool, bool] = (False, False)


def measured_lines(pixels: Rgb, strip: ReadStrip) -> list[TextLine]:
    """Return what was read as one line with everything that its pixels tell.

    It is several lines where color or size change, so that a large figure in another
    color has its own box and height.

    Args:
        pixels: The pin, shape (H, W, 3), uint8, sRGB.
        strip: One line as an engine read it.
    """
    frame = line_frame(pixels, strip.quad, strip.is_cut)
    solid, places = _solid(frame, strip)
    ink = line_ink(frame, places, solid)
    if ink is None or not len(ink.pieces):
        return [_unmeasured(pixels, strip, frame)]
    if is_quotation_mark(solid, ink):
        strip = replace(strip, text=_QUOTATION * len(solid))
    found = glyphs(ink, solid, places)
    strip = _respaced(strip, found)
    parted = [] if any(strip.is_cut) else _parted(pixels, strip, frame, ink, found)
    return parted or [_measured(pixels, strip, frame, ink, found)]


def _respaced(strip: ReadStrip, found: list[Glyph]) -> ReadStrip:
    """Return the strip with the spaces and the letters that its ink shows."""
    text = untangled(spaced(strip.text, found), found)
    if len(strip.centers) != len(strip.text):
        return replace(strip, text=text)
    pairs = zip(strip.centers, strip.text, strict=True)
    solid = np.array([center for center, char in pairs if not char.isspace()])
    return replace(strip, text=text, centers=_with_spaces(text, solid))


def _parted(
    pixels: Rgb, strip: ReadStrip, frame: LineFrame, ink: Ink, found: list[Glyph]
) -> list[TextLine]:
    """Return the lines of one style each; none where the strip has one style.

    Where one of them has no ink, its words have sunk into the ground, and stay.
    """
    _, places = _solid(frame, strip)
    cuts = style_cuts(frame, ink, found, strip.text, places)
    if not cuts:
        return []
    pieces = list(_pieces(strip, frame, places, cuts))
    if is_ornament(pieces[-1].text):
        pieces.pop()
    mark = pieces.pop(0).text if pieces and is_mark(pieces[0].text) else ""
    if not pieces:
        return []
    first, *others = (x for piece in pieces for x in measured_lines(pixels, piece))
    if first.contrast is None or any(line.contrast is None for line in others):
        return []
    return [replace(first, mark=mark), *others]


def _pieces(
    strip: ReadStrip,
    frame: LineFrame,
    places: NDArray[np.float64],
    cuts: Sequence[Cut],
) -> Iterator[ReadStrip]:
    """Cut the strip; every piece is measured on its own."""
    width = frame.right - frame.left
    ends = [(cut.index, (cut.place - frame.left) / width) for cut in cuts]
    a, b, c, d = strip.quad
    for (begin, left), (end, right) in pairwise(
        [(0, 0.0), *ends, (len(strip.text), 1.0)]
    ):
        text = strip.text[begin:end].strip()
        first = len("".join(strip.text[:begin].split()))
        own = places[first : first + len("".join(text.split()))]
        yield ReadStrip(
            text,
            strip.confidence,
            np.array(
                [
                    a + left * (b - a),
                    a + right * (b - a),
                    d + right * (c - d),
                    d + left * (c - d),
                ]
            ),
            _with_spaces(text, ((own - frame.left) / width - left) / (right - left)),
            (begin > 0, end < len(strip.text)),
        )


def _with_spaces(text: str, places: NDArray[np.float64]) -> tuple[float, ...]:
    """Give spaces a place, too: that of the character before."""
    solid = iter(places.tolist())
    centers: list[float] = []
    for char in text:
        centers.append(centers[-1] if char.isspace() else next(solid))
    return tuple(centers)


def _solid(frame: LineFrame, strip: ReadStrip) -> tuple[str, NDArray[np.float64]]:
    """Return the characters that have ink, and their places in the frame."""
    solid = "".join(strip.text.split())
    if len(strip.centers) != len(strip.text):
        return solid, np.empty(0)
    width = frame.right - frame.left
    pairs = zip(strip.centers, strip.text, strict=True)
    kept = [center for center, char in pairs if not char.isspace()]
    return solid, frame.left + width * np.array(kept)


def _unmeasured(pixels: Rgb, strip: ReadStrip, frame: LineFrame) -> TextLine:
    bounds = frame.bounds(frame.left, frame.top, frame.right, frame.bottom)
    return TextLine(
        text=strip.text,
        box=_box(bounds, pixels),
        cap_height_px=_CAP_OF_PADDED * frame.line_height / frame.zoom,
        contrast=None,
        confidence=strip.confidence,
        angle_deg=frame.angle_deg,
    )


def _measured(
    pixels: Rgb,
    strip: ReadStrip,
    frame: LineFrame,
    ink: Ink,
    found: list[Glyph],
) -> TextLine:
    left, top = ink.pieces[:, :2].min(0)
    right, bottom = ink.pieces[:, 2:].max(0)
    bounds = frame.bounds(left, top, right, bottom)
    if frame.angle_deg:
        bounds = frame.bounds_of(ink.pieces)
    cap = cap_height(found)
    height = cap.pixels if cap else _CAP_OF_INK * (bottom - top)
    base = frame.bounds(left, top, right, cap.baseline.at_left if cap else bottom)[3]
    slope = cap.baseline.slope if cap else 0.0
    part_px = max(8, int(1.5 * height))
    _, places = _solid(frame, strip)
    parts = part_contrasts(frame.pixels, ink.mask, part_px, places)
    readable = [part >= READABLE_CONTRAST for part in parts]
    is_clear = bool(parts) and min(parts) >= CLEAR_CONTRAST
    colors = ("", "") if is_clear else usual_colors(frame.pixels, ink.mask)
    behind = backdrop(frame, ink)
    away = cv2.distanceTransform(ink.mask.view(np.uint8), cv2.DIST_L2, 3)
    depth = np.asarray(away, np.float32)
    return TextLine(
        text=strip.text,
        box=_box(bounds, pixels),
        cap_height_px=float(height / frame.zoom),
        contrast=min(parts) if parts else None,
        confidence=strip.confidence,
        cap_height_source=cap.source if cap else "ink-height",
        contrast_typical=median(parts) if parts else None,
        readable_share=sum(readable) / len(parts) if parts else None,
        x_height_px=cap.x_height / frame.zoom if cap and cap.x_height else None,
        angle_deg=frame.angle_deg + float(np.degrees(np.arctan(slope))),
        stroke_px=_stroke(ink, depth) / frame.zoom,
        baseline_px=base,
        is_clipped=is_cut_off(
            pixels, frame, ink, bounds, (base - height / frame.zoom, base)
        ),
        ink_quality=ink.quality,
        ink_spread=ink.spread,
        background_spread=ink.background_spread,
        ink_color=colors[0],
        background_color=colors[1],
        backdrop_spread=behind.spread,
        backdrop_edges=behind.edge_share,
        split_step=behind.split_step,
        surface=surface(pixels, frame, ink, found, cap, depth),
    )


def _stroke(ink: Ink, depth: NDArray[np.float32]) -> float:
    """Return twice the 90th percentile of the distance from ink to its edge."""
    inside = depth.ravel().take(np.flatnonzero(ink.mask))
    return 2 * percentile(inside, 0.9) - 1


def _box(bounds: tuple[float, float, float, float], pixels: Rgb) -> Box:
    height, width = pixels.shape[:2]
    left, top = max(0, round(bounds[0])), max(0, round(bounds[1]))
    right, bottom = min(width, round(bounds[2])), min(height, round(bounds[3]))
    return Box(left, top, max(1, right - left), max(1, bottom - top))
