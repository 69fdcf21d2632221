"""Subband entropy: how many bits the picture would need in a wavelet code.

A steerable pyramid of three scales and four orientations by Fourier transform. What
makes it fast: two real bands are had by one complex inverse transform, color is
decomposed at a quarter of the size, and big bands are counted on every second row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Creative, Plane
from scorer.vision.congestion import working_lab

_SCALES = 3
_CHROMA_WEIGHT = 0.0625
_CHROMA_SHRINKING = 4
_MANY_SAMPLES = 100_000
_FLAT = 1e-6

Spectrum = NDArray[np.float32]  # (H, W, 2): real and imaginary part, zero first


@dataclass(frozen=True, slots=True)
class _Filters:
    """Spectra of a pyramid's filters for one shape; two bands share one filter."""

    high: Spectrum
    pairs: tuple[tuple[Spectrum, Spectrum], ...]
    low: Spectrum


def subband_entropy(creative: Creative) -> float:
    """Return ``entropy_of`` the working picture."""
    return entropy_of(creative.once(working_lab))


def entropy_of(lab: Plane) -> float:
    """Return the subband entropy in nats.

    Args:
        lab: Shape (H, W, 3), float32, from ``congestion.authors_lab``.

    Source:
        Rosenholtz, Li, Nakano 2007, doi:10.1167/7.2.17; the pyramid of Simoncelli and
        Freeman 1995.
    """
    lightness, a, b = (np.asarray(plane, np.float32) for plane in cv2.split(lab))
    height, width = lightness.shape
    size = (max(8, width // _CHROMA_SHRINKING), max(8, height // _CHROMA_SHRINKING))
    total = _mean_entropy(lightness)
    for plane in (a, b):
        reduced = cv2.resize(plane, size, interpolation=cv2.INTER_AREA)
        total += _CHROMA_WEIGHT * _mean_entropy(reduced.astype(np.float32))
    return total / (1 + 2 * _CHROMA_WEIGHT)


def _mean_entropy(plane: Plane) -> float:
    return float(np.mean([_histogram_entropy(band) for band in _bands(plane)]))


def _bands(plane: Plane) -> list[Plane]:
    """High, four orientations a scale, low, of shrinking shapes."""
    filters = _filters(*plane.shape)
    spectrum = cv2.dft(cv2.merge([plane, np.zeros_like(plane)]))
    bands = [_inverse(spectrum, filters.high)[0]]
    for pair in filters.pairs:
        for each in pair:
            bands.extend(_inverse(spectrum, each))
        spectrum = _central_half(spectrum)
    bands.append(_inverse(spectrum, filters.low)[0])
    return bands


def _inverse(spectrum: Any, filter_: Spectrum) -> tuple[Plane, Plane]:  # noqa: ANN401 - cv2's array
    product = cv2.mulSpectrums(spectrum, filter_, 0)
    real, imaginary = cv2.split(cv2.dft(product, flags=cv2.DFT_INVERSE))
    return np.asarray(real, np.float32), np.asarray(imaginary, np.float32)


def _histogram_entropy(band: Plane) -> float:
    """Entropy of the values in about sqrt(n) equal bins from least to largest."""
    bins = math.ceil(math.sqrt(band.size))
    least, largest, _, _ = cv2.minMaxLoc(band)
    # Rounding noise of a transform is no signal: 0.008 is the authors' own cut for
    # planes without contrast; ours is in units of an unscaled inverse transform.
    if (largest - least) < _FLAT * band.size:
        return 0.0
    step = (largest - least) / max(1, bins - 1)
    seen = band[::2] if band.size > _MANY_SAMPLES else band
    counts = cv2.calcHist([seen], [0], None, [bins], [least, least + bins * step])
    shares = counts[counts > 0].astype(np.float64) / counts.sum()
    return float(-np.sum(shares * np.log(shares)))


@lru_cache(maxsize=6)
def _filters(height: int, width: int) -> _Filters:
    log_radius, angle = _polar(height, width)
    low, high = _octave(log_radius, 0.0)
    first = _interleaved(high + 0j)
    pairs, gain = [], low
    for scale in range(_SCALES):
        low, high = _octave(log_radius, -1.0 - scale)
        odd = [
            1j * gain * high * np.cos(angle - np.pi * turn / 4) ** 3
            for turn in range(4)
        ]
        pairs.append(
            (_interleaved(odd[0] + 1j * odd[1]), _interleaved(odd[2] + 1j * odd[3]))
        )
        rows, columns = _central(gain.shape[0]), _central(gain.shape[1])
        gain = (gain * low)[rows, columns]
        log_radius, angle = log_radius[rows, columns], angle[rows, columns]
    return _Filters(first, tuple(pairs), _interleaved(gain + 0j))


def _polar(height: int, width: int) -> tuple[Any, Any]:
    """log2 of the radius (0 at the Nyquist frequency) and angle, zero in the middle."""
    rows = (np.arange(height) - height // 2) / (height / 2)
    columns = (np.arange(width) - width // 2) / (width / 2)
    y, x = np.meshgrid(rows, columns, indexing="ij")
    return np.log2(np.maximum(np.hypot(x, y), 1e-3)), np.arctan2(y, x)


def _octave(log_radius: Any, end: float) -> tuple[Any, Any]:  # noqa: ANN401 - float64 planes
    """Low and high pass with a cosine passage over the octave below ``end``."""
    passage = np.clip(log_radius - (end - 1), 0, 1) * np.pi / 2
    return np.cos(passage), np.sin(passage)


def _central(size: int) -> slice:
    """The middle half of an axis that has frequency zero at size // 2."""
    half = (size + 1) // 2
    start = size // 2 - half // 2
    return slice(start, start + half)


def _interleaved(values: Any) -> Spectrum:  # noqa: ANN401 - complex128 plane
    corner = np.fft.ifftshift(values)
    return np.stack([corner.real, corner.imag], axis=-1).astype(np.float32)


def _central_half(spectrum: Any) -> Spectrum:  # noqa: ANN401 - cv2's array
    """The lower half of the frequencies: the four corners of an unshifted spectrum."""
    height, width = spectrum.shape[:2]
    rows, columns = (height + 1) // 2, (width + 1) // 2
    top, left = (rows + 1) // 2, (columns + 1) // 2
    bottom, right = rows - top, columns - left
    half = np.empty((rows, columns, 2), np.float32)
    half[:top, :left] = spectrum[:top, :left]
    half[:top, left:] = spectrum[:top, width - right :]
    half[top:, :left] = spectrum[height - bottom :, :left]
    half[top:, left:] = spectrum[height - bottom :, width - right :]
    return half
