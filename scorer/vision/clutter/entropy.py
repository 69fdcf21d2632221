"""Subband entropy: how many bits the picture would need in a wavelet code.

A steerable pyramid of three scales and four orientations by Fourier transform. What
makes it fast: only half of each spectrum is kept, as pictures are real; fine bands are
made on every third to fifth row, which is a spectrum folded before its inverse
transform; color is decomposed at a quarter of the size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from scorer.core.pin import Creative, Plane
from scorer.vision.clutter.lab import ClutterLab, working_clutter_lab
from scorer.vision.resize import shrunk

_SCALES = 3
_FOLDED_SCALES = 2
_CHROMA_WEIGHT = 0.0625
# A band that spans less than this is rounding noise of the transforms.
_FLAT = 1e-5
_DIAGONAL = np.float32(0.5**0.5)


@dataclass(frozen=True, slots=True)
class _Filters:
    """Real halves of a pyramid's filters for one shape; ``oriented`` are times i."""

    high: Plane
    oriented: tuple[tuple[Plane, ...], ...]
    low: Plane


@dataclass(frozen=True, slots=True)
class _Spectrum:
    """Half of a real plane's spectrum, shape (H, W // 2 + 1), zero first."""

    real: Plane
    imaginary: Plane
    width: int


def subband_entropy(creative: Creative) -> float:
    """Return ``entropy_of`` the working picture."""
    return entropy_of(creative.once(working_clutter_lab))


def entropy_of(picture: ClutterLab) -> float:
    """Return the subband entropy in nats.

    Source:
        Rosenholtz, Li, Nakano 2007, doi:10.1167/7.2.17; the pyramid of Simoncelli and
        Freeman 1995.
    """
    chroma = shrunk(picture.lab[..., 1:], 2)
    total = _mean_entropy(picture.lightness)
    for plane in cv2.split(chroma):
        total += _CHROMA_WEIGHT * _mean_entropy(np.asarray(plane, np.float32))
    return total / (1 + 2 * _CHROMA_WEIGHT)


def _mean_entropy(plane: Plane) -> float:
    """Mean entropy of the bands: high, four orientations a scale, low."""
    filters, spectrum = _filters(*plane.shape), _spectrum(plane)
    entropies = [_entropy(spectrum, filters.high, 1, is_folded=True)]
    for scale, four in enumerate(filters.oriented):
        is_folded = scale < _FOLDED_SCALES
        entropies += [_entropy(spectrum, each, 1j, is_folded) for each in four]
        spectrum = _Spectrum(
            _central_half(spectrum.real),
            _central_half(spectrum.imaginary),
            (spectrum.width + 1) // 2,
        )
    entropies.append(_entropy(spectrum, filters.low, 1, is_folded=False))
    return float(np.mean(entropies))


def _spectrum(plane: Plane) -> _Spectrum:
    """OpenCV packs the inner columns as pairs; the outer two come from sums of rows."""
    height, width = plane.shape
    packed = cv2.dft(plane)
    inner = (width - 1) // 2
    whole = np.empty((height, width // 2 + 1), np.complex64)
    whole[:, 0] = np.fft.fft(plane.sum(axis=1))
    whole.real[:, 1 : inner + 1] = packed[:, 1 : 2 * inner : 2]
    whole.imag[:, 1 : inner + 1] = packed[:, 2 : 2 * inner + 1 : 2]
    if width % 2 == 0:
        alternating = plane[:, ::2].sum(axis=1) - plane[:, 1::2].sum(axis=1)
        whole[:, -1] = np.fft.fft(alternating)
    real, imaginary = (np.ascontiguousarray(part) for part in (whole.real, whole.imag))
    return _Spectrum(real, imaginary, width)


def _entropy(
    spectrum: _Spectrum, filter_: Plane, unit: complex, is_folded: bool
) -> float:
    """Entropy of one band, whose filter is ``unit`` (1 or i) times a real one."""
    rows = spectrum.real.shape[0]
    folds = next((n for n in (4, 3, 5) if is_folded and rows % n == 0), 1)
    real, imaginary = (
        _folded(part, filter_, folds) for part in (spectrum.real, spectrum.imaginary)
    )
    product = np.empty(real.shape, np.complex64)
    product.real, product.imag = (-imaginary, real) if unit == 1j else (real, imaginary)
    band = np.fft.irfft2(product, (rows // folds, spectrum.width))
    return _histogram_entropy(np.asarray(band, np.float32), rows * spectrum.width)


def _folded(spectrum: Plane, filter_: Plane, folds: int) -> Plane:
    """Product of both, its rows folded: the spectrum of every folds-th row."""
    shape = (folds, spectrum.shape[0] // folds, spectrum.shape[1])
    parts = spectrum.reshape(shape), filter_.reshape(shape)
    return np.asarray(np.einsum("ijk,ijk->jk", *parts), np.float32)


def _histogram_entropy(band: Plane, size: int) -> float:
    """Entropy of the values in about sqrt(size) equal bins from least to largest."""
    bins = math.ceil(math.sqrt(size))
    least, largest, _, _ = cv2.minMaxLoc(band)
    if largest - least < _FLAT:
        return 0.0
    codes = (band - np.float32(least)) * np.float32((bins - 1) / (largest - least))
    counts = cv2.calcHist([codes.astype(np.uint16)], [0], None, [bins], [0, bins])
    shares = counts[counts > 0].astype(np.float64) / counts.sum()
    return float(-np.sum(shares * np.log(shares)))


@lru_cache(maxsize=4)
def _filters(height: int, width: int) -> _Filters:
    y = 2 * np.fft.fftfreq(height).astype(np.float32)[:, None]
    x = 2 * np.fft.rfftfreq(width).astype(np.float32)[None, :]
    radius = np.sqrt(np.maximum(x * x + y * y, np.float32(1e-6)))
    octaves: Plane = np.log2(radius)
    cosine, sine = x / radius, y / radius
    directions: list[Plane] = [
        (each * each * each).astype(np.float32)
        for each in (
            cosine,
            (cosine + sine) * _DIAGONAL,
            sine,
            (sine - cosine) * _DIAGONAL,
        )
    ]
    gain, first = _octave(octaves, 0.0)
    oriented = []
    for scale in range(_SCALES):
        low, high = _octave(octaves, -1.0 - scale)
        oriented.append(tuple(gain * high * each for each in directions))
        gain, octaves = _central_half(gain * low), _central_half(octaves)
        directions = [_central_half(each) for each in directions]
    return _Filters(first, tuple(oriented), gain)


def _octave(octaves: Plane, end: float) -> tuple[Plane, Plane]:
    """Low and high pass with a cosine passage over the octave below ``end``."""
    passage = np.clip(octaves - np.float32(end - 1), 0, 1) * np.float32(np.pi / 2)
    return np.cos(passage).astype(np.float32), np.sin(passage).astype(np.float32)


def _central_half(spectrum: Plane) -> Plane:
    """The lower half of the frequencies of half a spectrum, zero first."""
    height, width = spectrum.shape
    rows, columns = (height + 1) // 2, (width - 1) // 2 + 1
    top = (rows + 1) // 2
    kept = spectrum[:top, :columns], spectrum[height - (rows - top) :, :columns]
    return np.concatenate(kept)
