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

_FULL = 0.85
_OTHER_INK = 1.5
_FEWEST = 6

Floats = NDArray[np.float64]


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
    count. What is behind is looked at in rings around the strokes: the ring that
    differs most counts, since nearer ones hold soft edges and an outline or a shadow,
    where there is one, is near.

    Args:
        pixels: The line, shape (h, w, 3), uint8, sRGB.
        ink: Its ink, shape (h, w).
        part_px: Width of a part, frame pixels.
    """
    reach = max(4, part_px // 9)
    away = cv2.distanceTransform((~ink).astype(np.uint8), cv2.DIST_L2, 3)
    y, x = np.nonzero(away < reach + 0.5)
    ring = np.rint(away[y, x]).astype(np.int64)
    light, part = luminance(pixels[y, x]), x // part_px
    strokes = ring == 0
    if strokes.all() or not strokes.any():
        return []
    rises = float(np.median(light[strokes])) > float(np.median(light[~strokes]))
    count = int(part.max()) + 1
    full = _FULL if rises else 1 - _FULL
    own, drawn = _quantiles(light[strokes], part[strokes], count, full)
    group = part[~strokes] * reach + ring[~strokes] - 1
    around, seen = _quantiles(light[~strokes], group, count * reach, 0.5)
    whole = float(np.quantile(light[strokes], full))
    # A part's own ink counts where it clearly differs, as in a gradient.
    own = np.where(_ratios(own, whole) > _OTHER_INK, own, whole)
    ratios = _ratios(own[:, None], around.reshape(count, reach))
    ratios[seen.reshape(count, reach) < _FEWEST] = 1.0
    enough = (drawn > 0.1 * strokes.sum() * part_px / ink.shape[1]) & (drawn > 0)
    return [float(ratio) for ratio in ratios.max(1)[enough]]


def _ratios(one: Floats, other: Floats | float) -> Floats:
    ratio: Floats = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return ratio


def _quantiles(
    values: NDArray[np.float32], group: NDArray[np.int64], count: int, share: float
) -> tuple[Floats, NDArray[np.int64]]:
    """Return a quantile of 0..1 values for each group, and the groups' sizes.

    Values are counted in 256 steps of their square root, at most 2 % apart where
    contrast is sensitive to them.
    """
    level = np.sqrt(values * 65025.0).astype(np.int64)
    table = np.bincount(group * 256 + level, minlength=count * 256).reshape(count, 256)
    below = table.cumsum(1)
    sizes = below[:, -1]
    found = (below >= np.maximum(1, share * sizes)[:, None]).argmax(1)
    return ((found + 0.5) / 255) ** 2, sizes
