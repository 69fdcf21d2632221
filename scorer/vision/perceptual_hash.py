"""A picture's likeness in 64 bits: near-duplicates differ in few of them."""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Rgb
from scorer.vision.quantiles import median

_SIDE_PX, _KEPT = 32, 8


def perceptual_hash(pixels: Rgb) -> int:
    """Return 64 bits that re-saving, resizing and small edits leave nearly alone.

    Args:
        pixels: Shape (H, W, 3), uint8, sRGB.

    Returns:
        One bit per low frequency of the cosine transform: above the median or not.

    Source:
        Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash
        Functions", DCT hash.
    """
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(gray, (_SIDE_PX, _SIDE_PX), interpolation=cv2.INTER_AREA)
    waves = cv2.dct(small.astype(np.float32))[:_KEPT, :_KEPT].ravel()
    bits = waves > median(waves[1:])
    return int.from_bytes(np.packbits(bits).tobytes(), "big")
