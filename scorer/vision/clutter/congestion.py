"""Feature congestion: how hard it is to add a thing that would be noticed.

Computed as published, with the constants of the authors' own code: local variability
of color, luminance contrast and orientation at three scales of a Gaussian pyramid,
collapsed by the maximum. What makes it fast: pooled statistics are smooth, so they are
taken on every fourth pixel; color and orientation, blurred already, come from half the
resolution; all four oriented filters are differences of one blurred plane.
"""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Creative, Plane
from scorer.vision.clutter.lab import ClutterLab, working_clutter_lab
from scorer.vision.resize import shrunk

# Weights of color, contrast and orientation; what is added to the variances of L, a, b
# and of the orientation; gain of the authors' pyramid (2 down, 1/4 up, per level).
_WEIGHTS = (1 / 0.2088, 1 / 0.0660, 1 / 0.0269)
_SENSITIVITIES = (0.0007**2, 0.1**2, 0.05**2)
_ORIENTATION_NOISE = 0.001
_ENERGY_NOISE = 1.0
_LEVELS = 3
_DOWN, _UP = np.float32(2), 0.25

# Standard deviations of Gaussians, in pixels of a level.
_POOL = 3.0
_CENTER, _SURROUND = 0.71, 1.14
_ORIENTED, _ENERGY, _ORIENTATION_POOL = 2.0, 1.2374, 14.0


def congestion_map(creative: Creative) -> Plane:
    """Return ``congestion_of`` the working picture."""
    return congestion_of(creative.once(working_clutter_lab))


def congestion_of(picture: ClutterLab) -> Plane:
    """Return local feature congestion.

    Args:
        picture: Of H x W pixels.

    Returns:
        Shape (H // 4, W // 4), float32, 0 and up; its mean is the picture's congestion.

    Source:
        Rosenholtz, Li, Nakano 2007, doi:10.1167/7.2.17.
    """
    level, parts = picture, _level_parts(picture)
    for index in range(1, _LEVELS):
        level = ClutterLab(_halved(level.lightness), _halved(level.lab))
        gain = np.float32(_UP**index)
        parts = [
            _larger(fine, coarse * gain)
            for fine, coarse in zip(parts, _level_parts(level), strict=True)
        ]
    weighted = [part * np.float32(w) for part, w in zip(parts, _WEIGHTS, strict=True)]
    return np.asarray(sum(weighted), np.float32)


def _halved(planes: Plane) -> Plane:
    return np.asarray(cv2.pyrDown(planes) * _DOWN, np.float32)


def _level_parts(level: ClutterLab) -> list[Plane]:
    """Color, contrast and orientation on every fourth pixel of a level."""
    return [
        _color_part(level.lab),
        _contrast_part(level.lightness),
        _orientation_part(level.lightness),
    ]


def _larger(fine: Plane, coarse: Plane) -> Plane:
    """Maximum of both, at the first one's shape."""
    return np.maximum(fine, cv2.resize(coarse, fine.shape[::-1])).astype(np.float32)


def _blurred(planes: Plane, sigma: float) -> Plane:
    """Gaussian mean over two standard deviations to either side, at least one pixel."""
    size = (2 * max(1, round(2 * sigma)) + 1,) * 2
    blurred = cv2.GaussianBlur(planes, size, sigma, borderType=cv2.BORDER_REFLECT)
    return np.asarray(blurred, np.float32)


def _pooled(planes: Plane, sigma: float, stride: int) -> Plane:
    """Gaussian mean on every stride-th pixel: box means, then the rest of the blur."""
    rest = (sigma**2 - (stride**2 - 1) / 12) ** 0.5 / stride
    return _blurred(shrunk(planes, stride), rest)


def _color_part(lab: Plane) -> Plane:
    """Volume of the local color ellipsoid, as a length."""
    light, a, b = (np.asarray(plane, np.float32) for plane in cv2.split(lab))
    squares = light * light, light * a, light * b, a * a, a * b, b * b
    l_mean, a_mean, b_mean, ll, la, lb, aa, ab, bb = (
        _pooled(plane, _POOL / 2, 2) for plane in (light, a, b, *squares)
    )
    ll = ll - l_mean * l_mean + np.float32(_SENSITIVITIES[0])
    la, lb = la - l_mean * a_mean, lb - l_mean * b_mean
    aa = aa - a_mean * a_mean + np.float32(_SENSITIVITIES[1])
    ab = ab - a_mean * b_mean
    bb = bb - b_mean * b_mean + np.float32(_SENSITIVITIES[2])
    volume = (
        ll * (aa * bb - ab * ab) - la * (la * bb - ab * lb) + lb * (la * ab - aa * lb)
    )
    side: Plane = np.maximum(volume, 0) ** np.float32(1 / 6)
    return side


def _contrast_part(lightness: Plane) -> Plane:
    """Local standard deviation of center-surround contrast."""
    inner, outer = _gaussian(_CENTER), _gaussian(_SURROUND)
    contrast: Plane = np.abs(
        cv2.sepFilter2D(lightness, -1, inner, inner)
        - cv2.sepFilter2D(lightness, -1, outer, outer)
    )
    mean, square = (_pooled(each, _POOL, 4) for each in (contrast, contrast * contrast))
    return np.asarray(np.sqrt(np.abs(square - mean * mean)), np.float32)


def _gaussian(sigma: float) -> Plane:
    offsets = np.arange(-3, 4)
    weights = np.exp(-(offsets**2) / (2 * sigma**2))
    return np.asarray(weights / weights.sum(), np.float32)


def _orientation_part(lightness: Plane) -> Plane:
    """Area of the local ellipse of opponent orientation energies, as a length."""
    upright, diagonal, total = (
        _blurred(each, _ENERGY / 2) for each in _opponent_energies(lightness)
    )
    total = total + np.float32(_ENERGY_NOISE)
    c, s = upright / total, diagonal / total
    c_mean, s_mean, cc, cs, ss = (
        _pooled(each, _ORIENTATION_POOL / 2, 2) for each in (c, s, c * c, c * s, s * s)
    )
    cc = cc - c_mean * c_mean + np.float32(_ORIENTATION_NOISE)
    ss = ss - s_mean * s_mean + np.float32(_ORIENTATION_NOISE)
    cs = cs - c_mean * s_mean
    side: Plane = np.maximum(cc * ss - cs * cs, 0) ** np.float32(0.25)
    return side


def _opponent_energies(lightness: Plane) -> tuple[Plane, Plane, Plane]:
    """Horizontal less vertical, diagonals likewise, sum of all: (H // 2, W // 2) each.

    Each filter is twice a Gaussian of sigma 2 less its two copies 2 px to either side;
    at half the resolution the copies are 1 px away.
    """
    blurred = _pooled(lightness, _ORIENTED, 2)
    padded = cv2.copyMakeBorder(blurred, 1, 1, 1, 1, cv2.BORDER_REFLECT_101)
    twice = blurred * np.float32(2)
    horizontal = (twice - padded[2:, 1:-1] - padded[:-2, 1:-1]) ** 2
    vertical = (twice - padded[1:-1, 2:] - padded[1:-1, :-2]) ** 2
    falling = cv2.filter2D(blurred, -1, _DIAGONAL) ** 2
    rising = cv2.filter2D(blurred, -1, np.ascontiguousarray(_DIAGONAL[:, ::-1])) ** 2
    total = horizontal + vertical + falling + rising
    return horizontal - vertical, falling - rising, total


def _diagonal_filter() -> Plane:
    """(5, 5): 2 at the center less cubic interpolation 1 px off, both ways."""
    after = _cubic(np.abs(np.arange(-2, 3) - 0.5**0.5))
    before = _cubic(np.abs(np.arange(-2, 3) + 0.5**0.5))
    weights = -np.outer(after, after) - np.outer(before, before)
    weights[2, 2] += 2
    return weights.astype(np.float32)


def _cubic(x: Plane) -> Plane:
    """Keys' cubic interpolation kernel at distances x."""
    near = 1.5 * x**3 - 2.5 * x**2 + 1
    far = -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
    return np.where(x <= 1, near, np.where(x < 2, far, 0)).astype(np.float32)


_DIAGONAL = _diagonal_filter()
