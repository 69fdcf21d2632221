"""WCAG contrast of ink against what is really behind it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask, Rgb

_LINEAR = np.array(
    [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (i / 255 for i in range(256))
    ],
    np.float32,
)
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)


def luminance(pixels: Rgb) -> NDArray[np.float32]:
    """Return relative luminance, 0..1, of pixels whose last axis is sRGB.

    Source:
        WCAG 2.2, "relative luminance".
    """
    plane: NDArray[np.float32] = _LINEAR[pixels] @ _WEIGHTS
    return plane


def contrast_ratio(one: float, other: float) -> float:
    """Return the WCAG contrast of two luminances.

    Example:
        >>> contrast_ratio(1.0, 0.0)
        21.0
    """
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


def part_contrasts(pixels: Rgb, ink: Mask, part_px: int) -> list[float]:
    """Return the contrast of each part of a line, left to right.

    Ink is taken where it is fullest, so that the soft edges of thin strokes do not
    count; the ground is what lies around the strokes, beyond those edges.

    Args:
        pixels: The line, shape (h, w, 3), uint8, sRGB.
        ink: Its ink, shape (h, w).
        part_px: Width of a part, frame pixels.
    """
    light = luminance(pixels)
    drawn = ink.astype(np.uint8)
    reach = max(3, part_px // 8) | 1
    halo = cv2.dilate(drawn, np.ones((5, 5), np.uint8)) == 0
    ground = halo & (cv2.dilate(drawn, np.ones((reach + 6,) * 2, np.uint8)) > 0)
    if not ground.any() or not ink.any():
        return []
    rises = bool(np.median(light[ink]) > np.median(light[ground]))
    least = 0.1 * ink.sum() / max(1.0, ink.shape[1] / part_px)
    contrasts = []
    for left in range(0, ink.shape[1], part_px):
        part = np.s_[:, left : left + part_px]
        strokes, behind = light[part][ink[part]], light[part][ground[part]]
        if len(strokes) > least and len(behind):
            full = float(np.percentile(strokes, 85 if rises else 15))
            contrasts.append(contrast_ratio(full, float(np.median(behind))))
    return contrasts
