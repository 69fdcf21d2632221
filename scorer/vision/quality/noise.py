"""Grain over the whole picture."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Plane
from scorer.vision.quality.tiles import tile_means, tile_spreads
from scorer.vision.quantiles import percentile

_SIDE = 12
# Where it is nearly black or white, half of the noise is cut off; of the standard
# deviation this share is left.
_DARKEST, _LIGHTEST = 17.0, 238.0
_LEFT = 0.58
# Texture looks like noise, but not in the plainest places.
_PLAINEST = 0.05
# Of white noise, this much is left by the difference of two Laplacians.
_KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 6


def noise_level(gray: Plane) -> float:
    """Return the standard deviation of noise in the plainest places, gray levels.

    Args:
        gray: Shape (H, W), float32, 0..255, of working size or smaller.

    Source:
        Immerkaer 1996, doi:10.1006/cviu.1996.0060, by tiles.
    """
    grain = np.asarray(cv2.filter2D(gray, -1, _KERNEL), np.float32)
    spreads, means = tile_spreads(grain, _SIDE), tile_means(gray, _SIDE)
    is_cut = (means < _DARKEST) | (means > _LIGHTEST)
    return percentile(np.ravel(np.where(is_cut, spreads / _LEFT, spreads)), _PLAINEST)
