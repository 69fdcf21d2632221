"""Where text stands, for families that must not take it for picture."""

from __future__ import annotations

import math

import cv2
import numpy as np

from scorer.core.pin import Creative, Mask, Plane, Rgb
from scorer.core.units import Box
from scorer.text.lines import read_text, text_lines
from scorer.text.reading import Quad
from scorer.vision.color.lab import cielab, lab_of
from scorer.vision.emptiness import Backgrounds, backgrounds
from scorer.vision.resize import small, working
from scorer.vision.saliency import without_text

_PANEL_PX = 200
# Higher than this share of the pin's shorter side is no line: a glass read as a P.
_HIGHEST_LINE = 0.4


def text_boxes(creative: Creative) -> tuple[Box, ...]:
    """Return the upright boxes of text lines, in ``creative.pixels``."""
    highest = _HIGHEST_LINE * min(creative.pixels.shape[:2])
    return tuple(
        _around(line.quad)
        for line in creative.once(read_text).lines
        if _thickness(line.quad) <= highest
    )


def _thickness(quad: Quad) -> float:
    """The shorter of two neighboring sides, in pixels."""
    first, second, third, _ = quad
    return min(math.dist(first, second), math.dist(second, third))


def _around(quad: Quad) -> Box:
    left, top = min(x for x, _ in quad), min(y for _, y in quad)
    right, bottom = max(x for x, _ in quad), max(y for _, y in quad)
    return Box(round(left), round(top), round(right - left), round(bottom - top))


def working_text(creative: Creative) -> tuple[Box, ...]:
    """Return the boxes of text lines in the working picture."""
    return _in(creative, creative.once(working))


def text_mask(creative: Creative) -> Mask:
    """Return where text stands in the working picture, shape (H, W)."""
    mask = np.zeros(creative.once(working).shape[:2], np.uint8)
    for left, top, width, height in creative.once(working_text):
        cv2.rectangle(mask, (left, top), (left + width, top + height), 1, cv2.FILLED)
    return np.asarray(mask > 0)


def lettering_mask(creative: Creative) -> Mask:
    """Return where text not surely on a thing stands in the working picture, (H, W).

    Soft letters make what a line is unsure; their softness can be measured.

    Raises:
        DependencyError: The OCR engine is not installed.
    """
    height, width = creative.once(working).shape[:2]
    across, down = width / creative.width_px, height / creative.height_px
    mask = np.zeros((height, width), np.uint8)
    for line in creative.once(text_lines):
        if line.role in {"overlay", "unsure"}:
            left, top = int(line.box.left * across), int(line.box.top * down)
            right = round((line.box.left + line.box.width) * across)
            bottom = round((line.box.top + line.box.height) * down)
            cv2.rectangle(mask, (left, top), (right, bottom), 1, cv2.FILLED)
    return np.asarray(mask > 0)


def picture_backgrounds(creative: Creative) -> Backgrounds:
    """Return where the small picture is picture, and where it is plain."""
    lab = creative.once(cielab)
    text = creative.once(text_mask).astype(np.uint8) * np.uint8(255)
    size = (lab.shape[1], lab.shape[0])
    reduced = cv2.resize(text, size, interpolation=cv2.INTER_AREA)
    return backgrounds(lab, np.asarray(reduced > 0))


def textless_lab(creative: Creative) -> Plane:
    """Return CIELAB of the small picture, text filled with its surroundings."""
    pixels = creative.once(small)
    return lab_of(without_text(pixels, _in(creative, pixels)))


def panel_lab(creative: Creative) -> Plane:
    """Return CIELAB at 200 px width, text filled likewise: fine enough for gutters."""
    pixels = creative.once(working)
    rows = round(_PANEL_PX * pixels.shape[0] / pixels.shape[1])
    size = (_PANEL_PX, min(8 * _PANEL_PX, max(16, rows)))
    reduced = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return lab_of(without_text(reduced, _in(creative, reduced)))


def _in(creative: Creative, pixels: Rgb) -> tuple[Box, ...]:
    """The text boxes in a resized picture."""
    across = pixels.shape[1] / creative.pixels.shape[1]
    down = pixels.shape[0] / creative.pixels.shape[0]
    return tuple(
        Box(
            int(box.left * across),
            int(box.top * down),
            max(1, round(box.width * across)),
            max(1, round(box.height * down)),
        )
        for box in creative.once(text_boxes)
    )
