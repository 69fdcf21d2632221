"""Where lines of text are: differentiable binarization, its map turned into boxes.

Source:
    Liao et al. 2020, "Real-time scene text detection with differentiable
    binarization"; thresholds and growth as PP-OCR ships them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.pin import Rgb
from scorer.text.detection.dense_print import Block, dense_blocks
from scorer.text.networks.graph import Floats
from scorer.text.networks.models import detector, planes

# The detector sees the pin as if it were 416 px wide at 2:3: on 28 real pins 352 px
# lost 0.7 % more of the words, 300 px 5 %; 512 px lost 1 % and cost half more.
_WIDTH_PX = 416
_LARGEST_SCALE = 2.0
# Taller ones are seen as wide, up to so many times the area of one at 2:3.
_LARGEST_AREA = 2.0
# Blocks of small print are seen so many times as large; fewer lines there are grain.
_CLOSER, _LEAST_LINES = 2.0, 3
_ON = 0.3
_SURE = 0.5
_GROWTH = 1.6
_HIGHEST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Detection:
    """What the detector sees in a picture.

    Attributes:
        quads: Corners (4, 2) of each line in pixels, clockwise from top left.
        stages: What the network's last three stages hold, each (channels, h, w);
            empty where it puts none out.
    """

    quads: list[Floats]
    stages: tuple[Floats, ...]


def detect(pixels: Rgb) -> Detection:
    """Return the lines of text that the detector finds, and what its stages hold."""
    height, width = pixels.shape[:2]
    first, *others = detector().outputs(_batch(pixels, _scale(height, width)))
    stages = tuple(stage[0] for stage in others)
    quads = _quads(first[0, 0], height, width)
    return Detection(_with_closer_looks(pixels, quads), stages)


def statistics(stage: Floats) -> Floats:
    """Return what a stage (channels, h, w) holds in the whole picture.

    Returns:
        Mean, standard deviation and mean of the highest twentieth of each channel,
        shape (3 x channels,).
    """
    each = stage.reshape(len(stage), -1)
    # One highest place alone moves with every pixel.
    most = max(1, round(_HIGHEST_SHARE * each.shape[1]))
    highest = np.partition(each, -most, axis=1)[:, -most:]
    return np.concatenate([each.mean(1), each.std(1), highest.mean(1)])


def _with_closer_looks(pixels: Rgb, quads: list[Floats]) -> list[Floats]:
    """Return the lines, those of blocks of small print as they are seen enlarged."""
    for block in dense_blocks(pixels, quads):
        found = _seen_closer(pixels, block)
        own = [
            block.holds(quad) or sum(_lies_in(each, quad) for each in found) > 1
            for quad in quads
        ]
        others = [quad for quad, is_own in zip(quads, own, strict=True) if not is_own]
        found = [
            each for each in found if not any(_lies_in(each, other) for other in others)
        ]
        if len(found) >= max(_LEAST_LINES, sum(own)):
            quads = others + found
    return quads


def _seen_closer(pixels: Rgb, block: Block) -> list[Floats]:
    """Return the lines that the detector finds in a block, enlarged."""
    crop = pixels[block.top : block.bottom, block.left : block.right]
    scale = _CLOSER * _scale(*pixels.shape[:2])
    seen = detector().outputs(_batch(crop, scale))[0][0, 0]
    corner = np.array([block.left, block.top], np.float32)
    return [quad + corner for quad in _quads(seen, *crop.shape[:2])]


def _lies_in(quad: Floats, other: Floats) -> bool:
    x, y = map(float, quad.mean(0))
    return bool(cv2.pointPolygonTest(other, (x, y), False) > 0)


def _quads(seen: Floats, height: int, width: int) -> list[Floats]:
    factor = np.array([width / seen.shape[1], height / seen.shape[0]], np.float32)
    mask = cv2.dilate((seen > _ON).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    quads = (_quad(np.asarray(contour), seen) for contour in contours)
    return [_ordered(quad * factor) for quad in quads if quad is not None]


def _scale(height: int, width: int) -> float:
    area = min(_LARGEST_AREA, max(1.0, height / (1.5 * width)))
    by_area = _WIDTH_PX * math.sqrt(1.5 * area / (height * width))
    return min(_LARGEST_SCALE, by_area)


def _batch(pixels: Rgb, scale: float) -> Floats:
    height, width = (max(32, round(n * scale / 32) * 32) for n in pixels.shape[:2])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return planes(cv2.resize(pixels, (width, height), interpolation=way))


def _quad(contour: np.ndarray, seen: Floats) -> Floats | None:
    """Return the grown rectangle around a blob; None if too small or unsure."""
    center, (a, b), angle = cv2.minAreaRect(contour)
    if min(a, b) < 3:
        return None
    left, top, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([left, top])], (1,))
    blob = np.ascontiguousarray(seen[top : top + height, left : left + width])
    if cv2.mean(blob, inside)[0] < _SURE:
        return None
    grown = 2 * a * b * _GROWTH / (2 * (a + b))
    corners = cv2.boxPoints((center, (a + grown, b + grown), angle))
    return np.asarray(corners, np.float32)


def _ordered(corners: Floats) -> Floats:
    by_x = corners[np.argsort(corners[:, 0])]
    left = by_x[:2][np.argsort(by_x[:2, 1])]
    right = by_x[2:][np.argsort(by_x[2:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)
