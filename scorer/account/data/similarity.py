"""Whether two pictures are the same design, re-saved or of another size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from scorer.core.pin import Rgb
from scorer.vision.perceptual_hash import perceptual_hash

# Bits of 64 that re-saving and resizing change at most.
_SAME_BITS = 5
# A changed word or color is another design: so far a small picture's pixels may differ
# on average, in levels of 255, after resizing and compression.
_SAME_LEVELS = 6.0
_SMALL_PX = (32, 48)  # width, height
_SAME_ASPECT = 0.03
_LARGER = 1.1  # widths nearer than this are one size


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What two pictures are compared by.

    Attributes:
        hash: Perceptual hash, 64 bits.
        small: The picture at a fixed small size, (48, 32, 3), float32, 0 to 255.
        width_px: Of the file.
        height_px: Of the file.
    """

    hash: int
    small: np.ndarray[tuple[int, int, int], np.dtype[np.float32]]
    width_px: int
    height_px: int


def look(pixels: Rgb, width_px: int, height_px: int) -> Look:
    """Return what a picture is compared by.

    Args:
        pixels: Shape (H, W, 3), uint8, sRGB.
        width_px: Of the file.
        height_px: Of the file.
    """
    small = cv2.resize(pixels, _SMALL_PX, interpolation=cv2.INTER_AREA)
    return Look(perceptual_hash(pixels), small.astype(np.float32), width_px, height_px)


def are_alike(first: Look, second: Look) -> bool:
    """Return whether two pictures are one design, but for size and compression."""
    return _distance(first, second) is not None


def nearest(mine: Look, others: Mapping[Path, Look]) -> list[tuple[float, Path]]:
    """Return the likest picture of the same design with its distance; none or one."""
    near = [
        (distance, path)
        for path, other in others.items()
        if (distance := _distance(mine, other)) is not None
    ]
    return sorted(near)[:1]


def is_larger(first: Look, second: Look) -> bool:
    """Return whether the first has clearly more pixels."""
    return first.width_px > _LARGER * second.width_px


def _distance(first: Look, second: Look) -> float | None:
    """Mean difference of pixels in levels of 255; None for two designs."""
    aspects = [each.width_px / each.height_px for each in (first, second)]
    if abs(aspects[0] / aspects[1] - 1) > _SAME_ASPECT:
        return None
    if (first.hash ^ second.hash).bit_count() > _SAME_BITS:
        return None
    levels = float(np.abs(first.small - second.small).mean())
    return levels if levels <= _SAME_LEVELS else None
