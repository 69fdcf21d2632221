"""Panels: photos set side by side, told apart by flat gutters and by straight seams."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask, Plane
from scorer.core.units import Box

# A line is a gutter if its lightness and color spread less than this (CIELAB units).
_FLAT = 3.0
_THINNEST = 2
# A step in color that is a seam's, and how much of the region's side it must run along.
_STEP = 10.0
_ALONG = 0.85
_TEXTURED = 3.0
_PHOTO_TEXTURE = 0.45
_SMALLEST_AREA = 0.035
_SMALLEST_SIDE = 12
_FILLED_SIDE = 0.65
_DEEPEST = 6
_STEADY, _PLAIN = 0.75, 0.7
_RICH = 16


@dataclass(frozen=True, slots=True)
class _Region:
    """Rows top..bottom and columns left..right of the picture."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def area(self) -> int:
        return (self.bottom - self.top) * (self.right - self.left)

    def of(self, plane: Plane) -> Plane:
        return plane[self.top : self.bottom, self.left : self.right]


def panels(lab: Plane) -> tuple[Box, ...]:
    """Return the photo panels of a picture, in reading order.

    Args:
        lab: CIELAB of shape (H, W, 3), float32, text filled with its surroundings.

    Returns:
        Boxes in pixels of ``lab``: one for a single photo, none without photos.

    Source:
        Recursive cuts along rows and columns: Nagy and Seth 1984, ICPR.
    """
    texture = _texture(lab)
    whole = _Region(0, lab.shape[0], 0, lab.shape[1])
    found = [
        region
        for region in _leaves(lab, whole, _DEEPEST)
        if _is_photo(lab, texture, region, whole.area)
    ]
    return tuple(
        Box(each.left, each.top, each.right - each.left, each.bottom - each.top)
        for each in found
    )


def _texture(lab: Plane) -> Mask:
    mean = cv2.blur(lab, (5, 5))
    variance = cv2.blur(lab * lab, (5, 5)) - mean * mean
    return np.asarray(np.maximum(variance, 0).sum(axis=2) > _TEXTURED**2)


def _leaves(lab: Plane, region: _Region, depth: int) -> list[_Region]:
    """The parts that no gutter and no seam divides any more."""
    if depth == 0 or min(_sides(region)) < 2 * _SMALLEST_SIDE:
        return [region]
    for upright in (False, True):
        parts = _split(lab, region, upright)
        if len(parts) != 1 or parts[0] != region:
            return [leaf for part in parts for leaf in _leaves(lab, part, depth - 1)]
    return [region]


def _sides(region: _Region) -> tuple[int, int]:
    return region.bottom - region.top, region.right - region.left


def _split(lab: Plane, region: _Region, upright: bool) -> list[_Region]:
    """Parts of a region between gutters, or on both sides of its clearest seam."""
    window = region.of(lab)
    lines = window.transpose(1, 0, 2) if upright else window
    spans = _between_gutters(lines)
    if len(spans) == 1 and spans[0] == (0, len(lines)):
        seam = _seam(lines)
        if seam and not upright and _is_horizon(lines, seam):
            seam = 0
        spans = [(0, seam), (seam, len(lines))] if seam else spans
    return [_part(region, span, upright) for span in spans]


def _part(region: _Region, span: tuple[int, int], upright: bool) -> _Region:
    first, last = span
    if upright:
        left = region.left
        return _Region(region.top, region.bottom, left + first, left + last)
    return _Region(region.top + first, region.top + last, region.left, region.right)


def _between_gutters(lines: Plane) -> list[tuple[int, int]]:
    """Spans of lines that are not flat from end to end."""
    spread = lines.std(axis=1).max(axis=1)
    is_flat = (spread <= _FLAT).astype(np.uint8).reshape(-1, 1)
    # A lone flat line within a photo is chance: gutters are two lines thick.
    kept = cv2.morphologyEx(is_flat, cv2.MORPH_OPEN, np.ones((_THINNEST, 1), np.uint8))
    busy = np.concatenate([[False], kept.ravel() == 0, [False]])
    edges = np.flatnonzero(busy[1:] != busy[:-1])
    starts, ends = edges[::2], edges[1::2]
    return [
        (int(start), int(end))
        for start, end in zip(starts, ends, strict=True)
        if end - start >= _SMALLEST_SIDE // 2
    ]


def _seam(lines: Plane) -> int:
    """Index of the line before which a straight step runs along; 0 if there is none."""
    rim = _SMALLEST_SIDE
    if len(lines) < 2 * rim:
        return 0
    across = np.linalg.norm(lines[2:] - lines[:-2], axis=2)
    along = (across > _STEP).mean(axis=1)
    around = cv2.blur(along.reshape(-1, 1).astype(np.float32), (1, 15)).ravel()
    score: NDArray[np.float64] = np.where(along - around > 0.25, along, 0.0)
    score[: rim - 1], score[-(rim - 1) :] = 0.0, 0.0
    best = int(score.argmax())
    return best + 1 if score[best] >= _ALONG else 0


def _is_horizon(lines: Plane, seam: int) -> bool:
    """Whether a step across is one of a scene: a table's edge, a shelf, the sky.

    Two photos differ in every direction of color along their seam, and a band of text
    is plain beside it; a horizon steps the same way all along, plain on neither side.
    """
    step = lines[seam + 1] - lines[seam - 2]
    steady = np.linalg.norm(step.mean(axis=0)) / np.linalg.norm(step, axis=1).mean()
    beside = (lines[seam - 3], lines[seam + 2])
    return bool(
        steady > _STEADY and max(_plain_share(line) for line in beside) < _PLAIN
    )


def _plain_share(line: Plane) -> float:
    """Share of a line that has about its median color."""
    return float(np.mean(np.linalg.norm(line - np.median(line, axis=0), axis=1) < 8))


def _color_cells(pixels: Plane) -> int:
    """Number of color cells, 10 units of CIELAB wide, that hold 0.5 % of a region."""
    codes = np.floor(pixels.reshape(-1, 3) / 10).astype(np.int32)
    _, counts = np.unique(codes @ np.array([10_000, 100, 1]), return_counts=True)
    return int(np.count_nonzero(counts > 0.005 * len(codes)))


def _is_photo(lab: Plane, texture: Mask, region: _Region, whole: int) -> bool:
    if region.area < _SMALLEST_AREA * whole or min(_sides(region)) < _SMALLEST_SIDE:
        return False
    inside = texture[region.top : region.bottom, region.left : region.right]
    is_textured = float(inside.mean()) >= _PHOTO_TEXTURE
    is_rich = _color_cells(region.of(lab)) >= _RICH
    return is_textured and is_rich and _fills_its_box(lab, region)


def _fills_its_box(lab: Plane, region: _Region) -> bool:
    """Whether the sides are the photo's own, not the ground under an object."""
    height, width = lab.shape[:2]
    before = lab[max(0, region.top - 2)], lab[min(height - 1, region.bottom + 1)]
    beside = lab[:, max(0, region.left - 2)], lab[:, min(width - 1, region.right + 1)]
    rows, columns = slice(region.top, region.bottom), slice(region.left, region.right)
    window = region.of(lab)
    sides = (
        (region.top > 2, window[1], before[0][columns]),
        (region.bottom < height - 2, window[-2], before[1][columns]),
        (region.left > 2, window[:, 1], beside[0][rows]),
        (region.right < width - 2, window[:, -2], beside[1][rows]),
    )
    return all(_differs(inner, outer) for is_open, inner, outer in sides if is_open)


def _differs(inner: Plane, outer: Plane) -> bool:
    return float((np.linalg.norm(inner - outer, axis=1) > 5).mean()) >= _FILLED_SIDE
