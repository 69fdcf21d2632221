"""A picture printed twice with an offset, or laid out several times."""

from __future__ import annotations

import math

import cv2
import numpy as np

from scorer.core.pin import Plane

_SIZE = (256, 384)
_NOISE_POWER = 2.56e4
# Nearer to itself than this every picture is alike.
_NEAREST = 4
_AXIS = 2
_TILE_SIZE = (64, 96)
_LEAST_SHIFT = 0.15
_LARGEST_SHIFT = 0.55
_HIGH_PASS_SIGMA = 6.0
_FLAT = 2.0


def echo(gray: Plane) -> float:
    """Return how strongly a picture is its own ghost, 0 to about 0.5.

    The cepstrum of two equal pictures printed over each other has a peak at their
    offset, which things that are merely alike, such as leaves or lines of text, lack.

    Args:
        gray: Shape (H, W), float32, 0..255.

    Source:
        Bogert, Healy, Tukey 1963, for echoes in sound.
    """
    reduced = np.asarray(cv2.resize(gray, _SIZE, interpolation=cv2.INTER_AREA))
    window = np.outer(np.hanning(_SIZE[1]), np.hanning(_SIZE[0])).astype(np.float32)
    spectrum = cv2.dft(
        (reduced - reduced.mean()) * window, flags=cv2.DFT_COMPLEX_OUTPUT
    )
    power = np.log(spectrum[..., 0] ** 2 + spectrum[..., 1] ** 2 + _NOISE_POWER)
    cepstrum = cv2.idft(
        (power - power.mean()).astype(np.float32),
        flags=cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT,
    )
    far = np.asarray(cepstrum)[: _SIZE[1] // 2]
    down = np.arange(far.shape[0])[:, None]
    across = np.minimum(np.arange(_SIZE[0]), _SIZE[0] - np.arange(_SIZE[0]))[None, :]
    # Upright and level structure of the picture itself lies on the axes.
    is_own = (
        (down < _AXIS) | (across < _AXIS) | ((down < _NEAREST) & (across < _NEAREST))
    )
    return max(0.0, float(np.where(is_own, 0, far).max()))


def repetition(gray: Plane) -> float:
    """Return how far the picture equals itself beside itself, 0 to 1.

    The correlation of the best shift to the side and of the best shift down, the
    smaller of them: a picture laid out like tiles has 1; stripes, bands and gradients,
    which are the same all along, are taken out first.

    Args:
        gray: Shape (H, W), float32, 0..255.
    """
    reduced = np.asarray(
        cv2.resize(gray, _TILE_SIZE, interpolation=cv2.INTER_AREA), np.float32
    )
    detail = reduced - cv2.GaussianBlur(reduced, (0, 0), _HIGH_PASS_SIGMA)
    return min(_best_shift(detail), _best_shift(detail.T))


def _best_shift(detail: Plane) -> float:
    """Largest correlation of a picture with itself shifted to the right."""
    plain = detail - detail.mean(axis=1, keepdims=True)
    if float(plain.std()) < _FLAT:
        return 0.0
    columns = np.ascontiguousarray(plain.T)
    power = np.concatenate([[0.0], np.cumsum((columns * columns).sum(axis=1))])
    width = len(columns)
    best = 0.0
    for shift in range(round(_LEAST_SHIFT * width), round(_LARGEST_SHIFT * width)):
        left, right = columns[:-shift].ravel(), columns[shift:].ravel()
        both = power[width - shift] * (power[width] - power[shift])
        best = max(best, float(np.dot(left, right)) / math.sqrt(max(both, 1.0)))
    return best
