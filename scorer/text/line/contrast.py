"""WCAG contrast of ink against what is really behind it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask, Rgb
from scorer.vision.quantiles import median

_LINEAR = np.array(
    [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (i / 255 for i in range(256))
    ],
    np.float32,
)
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)

_FULL = 0.9
# Letters are lost first where an uneven ground is nearer to their color than most.
_NEARER = 0.58
_OTHER_INK = 1.5
_FEWEST = 6

_LEVELS = 256
# Pixels from which a usual color is told.
_SOME = 500

Floats = NDArray[np.float64]
Lights = NDArray[np.float32]
Ints = NDArray[np.int64]


def luminance(pixels: Rgb) -> NDArray[np.float32]:
    """Return relative luminance, 0..1, (…), of sRGB pixels (…, 3), uint8.

    Source:
        WCAG 2.2, "relative luminance".
    """
    plane: NDArray[np.float32] = _LINEAR.take(pixels) @ _WEIGHTS
    return plane


def contrast_ratio(one: float, other: float) -> float:
    """Return the WCAG contrast of two luminances.

    Example:
        >>> contrast_ratio(1.0, 0.0)
        21.0
    """
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


def part_contrasts(pixels: Rgb, ink: Mask, part_px: int, places: Floats) -> list[float]:
    """Return the contrast of the parts of a line, left to right; each laps the next.

    Ink is taken where it is fullest, so that the soft edges of thin strokes do not
    count. What is behind is looked at in rings around the strokes: the ring that
    differs most counts, since nearer ones hold soft edges and an outline or a shadow,
    where there is one, is near. In a part with characters but without ink these have
    sunk into what is behind them: all of it counts.

    Args:
        pixels: The line, shape (h, w, 3), uint8, sRGB.
        ink: Its ink, shape (h, w).
        part_px: Width of a part, frame pixels.
        places: Middles of its characters, frame pixels from the left; may be empty.
    """
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    if not len(rows) or ink.all():
        return []
    spots = np.clip(np.append(places, columns[[0, -1]]), 0, ink.shape[1] - 1)
    step, start = max(4, part_px // 2), int(spots.min())
    count = max(1, (int(spots.max()) - start) // step)
    reach = max(4, part_px // 9)
    # Nothing is looked at farther from the ink.
    top, left = max(0, int(rows[0]) - reach - 1), max(0, int(columns[0]) - reach - 1)
    inside = np.s_[top : rows[-1] + reach + 2, left : columns[-1] + reach + 2]
    bare = ~ink[inside]
    away = cv2.distanceTransform(bare.view(np.uint8), cv2.DIST_L2, 3).ravel()
    around = np.flatnonzero(away < reach + 0.5)
    light = luminance(pixels[inside].reshape(-1, 3).take(around, 0))
    column = around % bare.shape[1] + left
    half = np.clip((column - start) // step, 0, count)
    table = _table(light, np.rint(away.take(around)).astype(np.int64), half, count + 1)
    parts = table[:, :-1] + table[:, 1:]  # (rings, parts, levels); ring 0 is the ink
    whole = table[0].sum(0, keepdims=True)
    rises = _quantile(whole, 0.5) > _quantile(table[1:].sum((0, 1))[None], 0.5)
    full = _FULL if rises.all() else 1 - _FULL
    fullest = _quantile(whole, full)
    # A part's own ink counts where it clearly differs, as in a gradient.
    own = _quantile(parts[0], full)
    own = np.where(_ratios(own, fullest) > _OTHER_INK, own, fullest)
    near = _NEARER if rises.all() else 1 - _NEARER
    ratios = _ratios(own, _quantile(parts[1:], near))
    ratios[parts[1:].sum(2) < _FEWEST] = 1.0
    worst = ratios.max(0)
    drawn = parts[0].sum(1)
    enough = drawn > max(0.0, 0.2 * float(drawn.mean()))
    if not len(places):
        return [float(ratio) for ratio in worst[enough]]
    steps = (places.astype(np.int64) - start) // step
    held = np.flatnonzero(np.bincount(np.clip(steps, 0, count - 1)))
    for n in held[~enough[held]]:
        box = pixels[rows[0] : rows[-1] + 1, start + n * step : start + (n + 2) * step]
        worst[n] = contrast_ratio(
            float(fullest[0]), float(median(luminance(box).ravel()))
        )
    return [float(ratio) for ratio in worst[held]]


def usual_colors(pixels: Rgb, ink: Mask) -> tuple[str, str]:
    """Return the median colors of ink and of what is around it, as ``#rrggbb``.

    The soft edge of the strokes is left out of what is around them.

    Args:
        pixels: The line, shape (h, w, 3), uint8, sRGB.
        ink: Its ink, shape (h, w).
    """
    plane = ink.view(np.uint8)
    inner = cv2.erode(plane, np.ones((3, 3), np.uint8))
    outer = cv2.dilate(plane, np.ones((5, 5), np.uint8))
    deep = np.flatnonzero(inner)
    flat = pixels.reshape(-1, 3)
    return (
        _usual(flat, deep if len(deep) else np.flatnonzero(plane)),
        _usual(flat, np.flatnonzero(outer == 0)),
    )


def _usual(pixels: Rgb, places: Ints) -> str:
    if not len(places):
        return ""
    some = places[:: 1 + len(places) // _SOME]
    ordered = np.sort(pixels.take(some, 0), axis=0)
    red, green, blue = ordered[len(some) // 2].tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"


def _ratios(one: Floats, other: Floats) -> Floats:
    ratio: Floats = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return ratio


def _table(light: Lights, ring: Ints, half: Ints, count: int) -> Ints:
    """Count pixels by ring, part and luminance in 256 steps of its square root.

    The steps are at most 2 % apart where contrast is sensitive to them.
    """
    level = np.sqrt(light * 65025.0).astype(np.int64)
    rings = int(ring.max()) + 1
    cell = (ring * count + half) * _LEVELS + level
    table = np.bincount(cell, minlength=rings * count * _LEVELS)
    return table.reshape(rings, count, _LEVELS)


def _quantile(table: Ints, share: float) -> Floats:
    """Return a quantile of the luminances counted along the last axis."""
    below = table.cumsum(-1)
    wanted = np.maximum(1, share * below[..., -1:])
    found: Floats = (((below >= wanted).argmax(-1) + 0.5) / 255) ** 2
    return found
