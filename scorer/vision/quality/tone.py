"""Lights and shadows: how far a picture reaches from black to white."""

from __future__ import annotations

import numpy as np

from scorer.core.pin import Mask, Plane
from scorer.vision.quantiles import percentile

# Lone pixels make no light: one of a hundred does.
_LIGHTEST, _DARKEST = 0.99, 0.01


def tonal_range(lightness: Plane) -> tuple[float, float]:
    """Return black point and white point: the 1st and 99th percentile of lightness.

    Args:
        lightness: L* of any shape but an empty one, 0..100.
    """
    values = np.ravel(lightness)
    return percentile(values, _DARKEST), percentile(values, _LIGHTEST)


def mean_lightness(lightness: Plane, within: Mask) -> float | None:
    """Return the mean lightness of the places within, or None if there are none.

    Args:
        lightness: L* of shape (H, W), 0..100.
        within: Shape (H, W).
    """
    values = lightness[within]
    return float(values.mean()) if values.size else None
