"""Colors: how many, how vivid, which ones dominate."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask, Plane, Rgb

_GRID_PX = 128
_STEP = 32  # 8 levels a channel
_CLEARLY_USED = 0.002
_DOMINANT_SHARE = 0.05
# Two colors this far apart in CIELAB are called different ones at a glance.
_SAME_COLOR = 20.0


def color_grid(pixels: Rgb) -> Rgb:
    """Return mean colors of a grid, shape (128, 128, 3), of pixels (H, W, 3)."""
    size = (_GRID_PX, _GRID_PX)
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8)


def colorfulness(colors: Rgb, ignored: Mask | None = None) -> float:
    """Return the colorfulness, 0 (gray) to about 110 (extremely colorful).

    Args:
        colors: From ``color_grid``.
        ignored: Shape (H, W), of the picture: what to leave out.

    Source:
        Hasler and Süsstrunk 2003, doi:10.1117/12.477378.
    """
    red, green, blue = _kept(colors, ignored).astype(np.float32).T
    red_green, yellow_blue = red - green, (red + green) / 2 - blue
    spread = np.hypot(red_green.std(), yellow_blue.std())
    offset = np.hypot(red_green.mean(), yellow_blue.mean())
    return float(spread + 0.3 * offset)


def color_count(colors: Rgb, ignored: Mask | None = None) -> int:
    """Return how many of 512 color bins hold more than 0.2 % of a whole grid."""
    codes = (_kept(colors, ignored) // _STEP).astype(np.int32) @ np.array([64, 8, 1])
    counts = np.bincount(codes, minlength=512)
    return int(np.count_nonzero(counts > _CLEARLY_USED * colors[..., 0].size))


def dominant_colors(lab: Plane) -> tuple[tuple[tuple[float, float, float], float], ...]:
    """Return the colors that hold at least 5 % of a picture, most used first.

    Args:
        lab: CIELAB of shape (H, W, 3), float32.

    Returns:
        Pairs of a color (L*, a*, b*) and its share, 0..1; colors nearer than 20 units
        of CIELAB are one color.
    """
    points = lab.reshape(-1, 3)
    codes = np.floor(points / 10).astype(np.int32) @ np.array([10_000, 100, 1])
    codes -= codes.min()
    whole = np.bincount(codes)
    used = np.flatnonzero(whole)
    sums = np.stack(
        [np.bincount(codes, points[:, axis])[used] for axis in range(3)], axis=1
    )
    counts = whole[used]
    return _merged(sums / counts[:, None], counts / counts.sum())


def _merged(
    centers: NDArray[np.float64], shares: NDArray[np.float64]
) -> tuple[tuple[tuple[float, float, float], float], ...]:
    """Bins joined to the most used color near them."""
    left, found = np.ones(len(shares), bool), []
    for index in np.argsort(-shares)[:40]:
        if left[index]:
            near = left & (
                np.linalg.norm(centers - centers[index], axis=1) < _SAME_COLOR
            )
            left &= ~near
            lightness, a, b = (float(value) for value in centers[index])
            found.append(((lightness, a, b), float(shares[near].sum())))
    found.sort(key=lambda item: -item[1])
    return tuple(item for item in found if item[1] >= _DOMINANT_SHARE)


def _kept(colors: Rgb, ignored: Mask | None) -> Rgb:
    """(N, 3): the colors of a grid that are not ignored, or all if none is left."""
    if ignored is None:
        return colors.reshape(-1, 3)
    free = cv2.resize(ignored.astype(np.uint8), colors.shape[1::-1]) == 0
    return colors[free] if free.any() else colors.reshape(-1, 3)
