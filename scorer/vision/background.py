"""The ground a picture stands on: background, borders, empty space, symmetry."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.pin import Mask, Plane
from scorer.vision.quantiles import median

# Differences of CIELAB that are the same ground, and the spread of an empty place.
_SAME_COLOR = 8.0
_EMPTY = 1.0
_FLAT_LINE = 2.0


@dataclass(frozen=True, slots=True)
class Background:
    """The ground that reaches the picture's edge.

    Attributes:
        mask: Where it is, shape (H, W).
        lightness: Its L*, 0..100.
        chroma: Its distance from gray, 0 and up.
    """

    mask: Mask
    lightness: float
    chroma: float


def background(lab: Plane) -> Background:
    """Return the part that has the edge's main color and hangs together with the edge.

    Args:
        lab: CIELAB of shape (H, W, 3), float32.
    """
    edge = np.concatenate([lab[0], lab[-1], lab[1:-1, 0], lab[1:-1, -1]])
    main = _main_color(edge)
    near = (np.linalg.norm(lab - main, axis=2) < _SAME_COLOR).astype(np.uint8)
    count, labels = cv2.connectedComponents(near, connectivity=4)
    is_rim = np.zeros(count, bool)
    for line in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        is_rim[line] = True
    is_rim[0] = False
    mask = is_rim.take(labels)
    lightness, a, b = (float(value) for value in main)
    return Background(np.asarray(mask), lightness, float(np.hypot(a, b)))


def empty_share(lab: Plane) -> float:
    """Return the share of the picture that is flat or a smooth gradient."""
    detail = np.abs(lab - cv2.blur(lab, (9, 9)))
    mean = cv2.blur(detail.max(axis=2), (9, 9))
    return float(np.mean(mean < _EMPTY))


def border_share(lab: Plane) -> float:
    """Return the share of the picture that is a plain frame or letterbox.

    Only bars on two opposite sides with one color count; a white product photo that is
    flat on one side has none.
    """
    across = _bars(lab)
    down = _bars(lab.transpose(1, 0, 2))
    return 1 - (1 - across) * (1 - down)


def symmetry(lab: Plane) -> float:
    """Return how far the left half mirrors the right, 0 (not at all) to 1 (fully)."""
    size = (32, 48)
    reduced = cv2.resize(lab, size, interpolation=cv2.INTER_AREA)
    centered = reduced - reduced.mean(axis=(0, 1))
    power = float((centered**2).sum())
    if power < _FLAT_LINE**2 * centered[..., 0].size:
        return 1.0
    return max(0.0, float((centered * centered[:, ::-1]).sum()) / power)


def _main_color(points: Plane) -> Plane:
    """Median of the points in the most used cell of a coarse color grid."""
    cells = np.floor(points / 8).astype(np.int32) @ np.array([10_000, 100, 1])
    least = cells.min()
    used = points[cells == least + np.bincount(cells - least).argmax()]
    return np.asarray(median(used), np.float32)


def _bars(lab: Plane) -> float:
    """Share of the rows that are plain bars at both ends, of one color."""
    spread, color = lab.std(axis=1).max(axis=1), lab.mean(axis=1)
    first = _run(spread, color)
    last = _run(spread[::-1], color[::-1])
    is_same = np.linalg.norm(color[0] - color[-1]) < _SAME_COLOR
    if not (first and last and is_same):
        return 0.0
    return min(1.0, (first + last) / len(lab))


def _run(spread: Plane, color: Plane) -> int:
    """Number of leading lines that are plain and of the first line's color."""
    is_plain = (spread < _FLAT_LINE) & (
        np.linalg.norm(color - color[0], axis=1) < _SAME_COLOR
    )
    return len(is_plain) if is_plain.all() else int(np.argmin(is_plain))
