"""Feature congestion: how hard it is to add a thing that would be noticed.

Computed as published, with the constants of the authors' own code: local variability
of color, luminance contrast and orientation at three scales of a Gaussian pyramid,
collapsed by the maximum. What makes it fast: the pooled statistics are smooth, so they
are taken on every fourth pixel, and all four oriented filters are differences of one
blurred plane.
"""

from __future__ import annotations

import cv2
import numpy as np

from scorer.core.pin import Creative, Plane, Rgb
from scorer.vision.resize import working

# Weights of color, contrast and orientation; what is added to the variances of L, a, b
# and of the orientation; gain of the authors' pyramid (2 down, 1/4 up, per level).
_WEIGHTS = (1 / 0.2088, 1 / 0.0660, 1 / 0.0269)
_SENSITIVITIES = (0.0007**2, 0.1**2, 0.05**2)
_ORIENTATION_NOISE = 0.001
_ENERGY_NOISE = 1.0
_LEVELS = 3
_GRID = 4

# sRGB to XYZ (D65), scaled as in the authors' code, where white has Y = 0.01.
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


def congestion_map(creative: Creative) -> Plane:
    """Return ``congestion_of`` the working picture."""
    return congestion_of(creative.once(working_lab))


def congestion_of(lab: Plane) -> Plane:
    """Return local feature congestion.

    Args:
        lab: Shape (H, W, 3), float32, from ``authors_lab``.

    Returns:
        Shape (H // 4, W // 4), float32, 0 and up; its mean is the picture's congestion.

    Source:
        Rosenholtz, Li, Nakano 2007, doi:10.1167/7.2.17.
    """
    level, parts = lab, _level_parts(lab, _GRID)
    for index in range(1, _LEVELS):
        level = cv2.pyrDown(level) * np.float32(2)
        coarser = _level_parts(level, _GRID >> index)
        parts = [
            _larger(fine, part * np.float32(0.25**index))
            for fine, part in zip(parts, coarser, strict=True)
        ]
    total: Plane = sum(
        (
            part * np.float32(weight)
            for part, weight in zip(parts, _WEIGHTS, strict=True)
        ),
        np.zeros_like(parts[0]),
    )
    return total


def working_lab(creative: Creative) -> Plane:
    """Return ``authors_lab`` of the working picture."""
    return authors_lab(creative.once(working))


def authors_lab(pixels: Rgb) -> Plane:
    """Return L, a, b as the authors' code has them, shape (H, W, 3), float32.

    Their XYZ of white ends at 0.01, so L runs from 0 to 9 and is nearly linear light.
    """
    xyz = cv2.transform(cv2.LUT(pixels, _LINEAR), _RGB_TO_XYZ)
    above = np.maximum(xyz - _KNEE, 0)
    root = xyz * _SLOPE + above * above * _BEND
    return cv2.transform(root, _XYZ_TO_LAB).astype(np.float32)


def _level_parts(lab: Plane, stride: int) -> list[Plane]:
    lightness = cv2.extractChannel(lab, 0).astype(np.float32)
    return [
        _color_part(lab, stride),
        _contrast_part(lightness, stride),
        _orientation_part(lightness, stride),
    ]


def _larger(fine: Plane, coarse: Plane) -> Plane:
    """Maximum of both, at the first one's shape."""
    if coarse.shape != fine.shape:
        coarse = cv2.resize(coarse, fine.shape[::-1]).astype(np.float32)
    return np.maximum(fine, coarse)


def _pooled(planes: Plane, sigma: float, stride: int) -> Plane:
    """Gaussian mean on every stride-th pixel: box means, then the rest of the blur."""
    if stride > 1:
        height, width = planes.shape[0] // stride, planes.shape[1] // stride
        cut = planes[: max(1, height) * stride, : max(1, width) * stride]
        size = (max(1, width), max(1, height))
        planes = cv2.resize(cut, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        sigma = (sigma**2 - (stride**2 - 1) / 12) ** 0.5 / stride
    size = (2 * max(1, round(2 * sigma)) + 1,) * 2
    blurred = cv2.GaussianBlur(planes, size, sigma, borderType=cv2.BORDER_REFLECT)
    return blurred.astype(np.float32)


def _planes(stack: Plane) -> list[Plane]:
    """The channels of (H, W, N), each (H, W)."""
    return [np.asarray(plane, np.float32) for plane in cv2.split(stack)]


def _stacked(*planes: Plane) -> Plane:
    """Planes as channels: (H, W, N)."""
    return np.asarray(cv2.merge(planes), np.float32)


def _color_part(lab: Plane, stride: int) -> Plane:
    """Volume of the local color ellipsoid, as a length."""
    lightness, a, b = _planes(lab)
    l_mean, a_mean, b_mean = _planes(_pooled(lab, 3.0, stride))
    with_l = _pooled(
        _stacked(lightness * lightness, lightness * a, lightness * b), 3.0, stride
    )
    others = _pooled(_stacked(a * a, a * b, b * b), 3.0, stride)
    ll, la, lb = (
        product - l_mean * mean
        for product, mean in zip(_planes(with_l), (l_mean, a_mean, b_mean), strict=True)
    )
    aa, ab, bb = _planes(others)
    ll = ll + np.float32(_SENSITIVITIES[0])
    aa = aa - a_mean * a_mean + np.float32(_SENSITIVITIES[1])
    ab = ab - a_mean * b_mean
    bb = bb - b_mean * b_mean + np.float32(_SENSITIVITIES[2])
    volume = (
        ll * (aa * bb - ab * ab) - la * (la * bb - ab * lb) + lb * (la * ab - aa * lb)
    )
    side: Plane = np.maximum(volume, 0) ** np.float32(1 / 6)
    return side


def _contrast_part(lightness: Plane, stride: int) -> Plane:
    """Local standard deviation of center-surround contrast."""
    inner, outer = _gaussian(0.71), _gaussian(1.14)
    contrast: Plane = np.abs(
        cv2.sepFilter2D(lightness, -1, inner, inner)
        - cv2.sepFilter2D(lightness, -1, outer, outer)
    )
    mean, square = _planes(
        _pooled(_stacked(contrast, contrast * contrast), 3.0, stride)
    )
    return np.asarray(np.sqrt(np.abs(square - mean * mean)), np.float32)


def _gaussian(sigma: float) -> Plane:
    offsets = np.arange(-3, 4)
    weights = np.exp(-(offsets**2) / (2 * sigma**2))
    return np.asarray(weights / weights.sum(), np.float32)


def _orientation_part(lightness: Plane, stride: int) -> Plane:
    """Area of the local ellipse of opponent orientation energies, as a length."""
    first = min(stride, 2)
    energies = _pooled(_opponent_energies(lightness), 1.2374, first)
    upright, diagonal, total = _planes(energies)
    total = total + np.float32(_ENERGY_NOISE)
    c, s = upright / total, diagonal / total
    rest, sigma = max(1, stride // 2), 14.0 / first
    c_mean, s_mean = _planes(_pooled(_stacked(c, s), sigma, rest))
    cc, cs, ss = _planes(_pooled(_stacked(c * c, c * s, s * s), sigma, rest))
    cc = cc - c_mean * c_mean + np.float32(_ORIENTATION_NOISE)
    ss = ss - s_mean * s_mean + np.float32(_ORIENTATION_NOISE)
    cs = cs - c_mean * s_mean
    side: Plane = np.maximum(cc * ss - cs * cs, 0) ** np.float32(0.25)
    return side


def _opponent_energies(lightness: Plane) -> Plane:
    """(H, W, 3): horizontal less vertical, one diagonal less the other, sum of all.

    Each filter is twice a Gaussian of sigma 2 less its two copies 2 px to either side.
    """
    blurred = cv2.GaussianBlur(lightness, (13, 13), 2.0)
    padded = cv2.copyMakeBorder(blurred, 2, 2, 2, 2, cv2.BORDER_REFLECT_101)
    twice = blurred * np.float32(2)
    horizontal = (twice - padded[4:, 2:-2] - padded[:-4, 2:-2]) ** 2
    vertical = (twice - padded[2:-2, 4:] - padded[2:-2, :-4]) ** 2
    falling = cv2.filter2D(blurred, -1, _DIAGONAL) ** 2
    rising = cv2.filter2D(blurred, -1, np.ascontiguousarray(_DIAGONAL[:, ::-1])) ** 2
    total = horizontal + vertical + falling + rising
    return _stacked(horizontal - vertical, falling - rising, total)


def _diagonal_filter() -> Plane:
    """(7, 7): 2 at the center less cubic interpolation sqrt 2 px off, both ways."""
    after = _cubic(np.abs(np.arange(-3, 4) - 2**0.5))
    before = _cubic(np.abs(np.arange(-3, 4) + 2**0.5))
    weights = -np.outer(after, after) - np.outer(before, before)
    weights[3, 3] += 2
    return weights.astype(np.float32)


def _cubic(x: Plane) -> Plane:
    """Keys' cubic interpolation kernel at distances x."""
    near = 1.5 * x**3 - 2.5 * x**2 + 1
    far = -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
    return np.where(x <= 1, near, np.where(x < 2, far, 0)).astype(np.float32)


_DIAGONAL = _diagonal_filter()
