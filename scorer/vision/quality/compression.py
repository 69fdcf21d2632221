"""Squares that a strong compression, or an enlargement without smoothing, leaves."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Plane
from scorer.vision.quantiles import median

_BLOCK = 8
# Steps above it are edges of the picture.
_LARGEST_STEP = 40
# On a plain ground a step of one level is seen.
_LEAST_STEP = 1.0
_LARGEST_SIDE = 1536
_FEWEST_BLOCKS = 4
# Neighbors of a lone line have this share of its steps at most.
_HARDLY = 0.15
_FLAT_STEP = 0.2


def blockiness(gray: cv2.typing.MatLike) -> float:
    """Return how much larger steps are on a grid of 8 x 8 than beside it.

    0 is no grid; 1 means that steps on the grid are twice the others. A grid of 16, of
    a compressed picture shown at twice its size, counts as well.

    Args:
        gray: Shape (H, W), uint8, in the pixels of the file.

    Source:
        Wang, Sheikh, Bovik 2002, doi:10.1109/ICIP.2002.1038064: step on the grid
        against steps beside it; the grid may begin anywhere.
    """
    height, width = gray.shape[:2]
    top = max(0, (height - _LARGEST_SIDE) // 2)
    left = max(0, (width - _LARGEST_SIDE) // 2)
    part = gray[top : top + _LARGEST_SIDE, left : left + _LARGEST_SIDE]
    size = max(1, part.shape[1] // 2), max(1, part.shape[0] // 2)
    half = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    return max(min(_grid(each, 1), _grid(each, 0)) for each in (part, half))


def pixelation(gray: cv2.typing.MatLike) -> float:
    """Return the share of all steps that stand on lines by themselves, 0 to 1.

    A picture enlarged without smoothing changes from one of its old pixels to the next
    only: lines with steps have lines without any on both sides, by whatever number it
    was enlarged. Lens, scaling and drawing smooth every edge over two lines or more.

    Args:
        gray: Shape (H, W), uint8, in the pixels of the file.
    """
    part = gray[:_LARGEST_SIDE, :_LARGEST_SIDE]
    return min(_on_lone_lines(_steps(part, 1)), _on_lone_lines(_steps(part, 0)))


def _on_lone_lines(profile: Plane) -> float:
    """Share of the steps on lines whose neighbors have hardly any."""
    total = float(profile.sum())
    if total < _FLAT_STEP * len(profile) or len(profile) < _FEWEST_BLOCKS:
        return 0.0
    inner = profile[1:-1]
    beside = np.maximum(profile[:-2], profile[2:])
    return float(inner[beside < _HARDLY * inner].sum()) / total


def _grid(gray: cv2.typing.MatLike, axis: int) -> float:
    """The excess of the strongest phase, of steps along an axis."""
    profile = _steps(gray, axis)
    blocks = len(profile) // _BLOCK
    if blocks < _FEWEST_BLOCKS:
        return 0.0
    phases = median(profile[: blocks * _BLOCK].reshape(blocks, _BLOCK))
    usual = float(median(phases))
    return (float(phases.max()) - usual) / (usual + _LEAST_STEP)


def _steps(gray: cv2.typing.MatLike, axis: int) -> Plane:
    """Mean step between neighbors, one number a line."""
    first, second = (gray[:, 1:], gray[:, :-1]) if axis else (gray[1:], gray[:-1])
    steps = cv2.absdiff(first, second)
    _, steps = cv2.threshold(steps, _LARGEST_STEP, 0, cv2.THRESH_TRUNC)
    sums = cv2.reduce(steps, 1 - axis, cv2.REDUCE_AVG, dtype=cv2.CV_32F)
    return np.asarray(sums, np.float32).ravel()
