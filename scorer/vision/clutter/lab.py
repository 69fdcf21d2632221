"""L, a, b as the authors of feature congestion have them, in which clutter is measured.

Their XYZ of white ends at 0.01, so L runs from 0 to 9 and is nearly linear light.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.pin import Creative, Plane, Rgb
from scorer.vision.resize import shrunk, working

# sRGB to XYZ (D65), scaled as in the authors' code.
_RGB_TO_XYZ = (
    np.array(
        [
            [0.412453, 0.357580, 0.180423],
            [0.212671, 0.715160, 0.072169],
            [0.019334, 0.119193, 0.950227],
        ]
    )
    / np.array([[95.047], [100.0], [108.833]])
).astype(np.float32)
_XYZ_TO_LAB = np.array([[0, 116, 0], [500, -500, 0], [0, 200, -200]], np.float32)
_CODES = np.arange(256) / 255
_LINEAR = np.where(
    _CODES >= 0.04045, ((_CODES + 0.055) / 1.055) ** 2.4, _CODES / 12.92
).astype(np.float32)
# Above the knee of CIELAB the values reach only 0.0105: a parabola through knee and
# white stands for the cube root there, within 0.0001.
_KNEE, _SLOPE, _BEND = np.float32(0.008856), np.float32(7.787), np.float32(-236.0)


@dataclass(frozen=True, slots=True)
class ClutterLab:
    """A picture in the authors' L, a, b; color has half the resolution of lightness.

    Attributes:
        lightness: L of shape (H, W), float32, 0 (black) to 9 (white).
        lab: L, a, b of shape (H // 2, W // 2, 3), float32.
    """

    lightness: Plane
    lab: Plane


def working_clutter_lab(creative: Creative) -> ClutterLab:
    """Return ``clutter_lab`` of the working picture."""
    return clutter_lab(creative.once(working))


def clutter_lab(pixels: Rgb) -> ClutterLab:
    """Return pixels of shape (H, W, 3), uint8, in the authors' L, a, b."""
    linear = cv2.LUT(pixels, _LINEAR)
    # Plane by plane: of three channels together OpenCV takes means five times slower.
    halves = cv2.merge([shrunk(plane, 2) for plane in cv2.split(linear)])
    lab = cv2.transform(_rooted(cv2.transform(halves, _RGB_TO_XYZ)), _XYZ_TO_LAB)
    luminance = cv2.transform(linear, _RGB_TO_XYZ[1:2])
    return ClutterLab(
        lightness=_rooted(luminance) * np.float32(116),
        lab=np.asarray(lab, np.float32),
    )


def _rooted(xyz: cv2.typing.MatLike) -> Plane:
    """CIELAB's cube root of XYZ, less its value at black."""
    above = np.maximum(xyz - _KNEE, 0)
    return np.asarray(xyz * _SLOPE + above * above * _BEND, np.float32)
