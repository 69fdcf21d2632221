"""The ink of a line of text, told from what is behind it.

Several masks are proposed (color clusters, dark and light strokes) and the one that
looks most like the text that was read wins: pieces that lie inside the line, stand
where the characters are, share one color and differ from their surroundings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask
from scorer.text.ink.enclosed import Pieces, enclosed, encloses_nothing
from scorer.text.ink.frame import LineFrame, around
from scorer.vision.quantiles import median

_GOOD_ENOUGH = 0.68
# Numbers of clusters that are tried, and the quality with which no more are.
_CLUSTERS = {2: 0.68, 3: 0.6, 5: 0.5}
_SAMPLES = 1500
_STROKES_WEIGHT, _RIM_WEIGHT = 0.8, 0.5
# An outline, a pill or a sticker is no less alike to text than the first, and counts so
# much; a pill may have a rim of its own.
_RIMS_FROM, _AROUND_WEIGHT, _MOST_AROUND = 0.2, 0.4, 2
_LEAST_SHARE, _LARGEST_SHARE = 0.02, 0.75
# Letters by the height of the padded box, which may hold a whole pill.
_LEAST_LETTER, _LEAST_ON_PILL = 0.25, 0.15

# Letters of a word, and the dot at its end, are nearer to each other; line heights.
_NEXT = 0.2

# OpenCV keeps CIELAB in bytes: lightness in 255 steps, a and b moved up by 128.
_LIGHT_STEP = 100 / 255
_SCALE = np.array([_LIGHT_STEP, 1, 1], np.float32)

Lab = NDArray[np.uint8]
Labels = NDArray[np.uint16]
Points = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a line within its frame.

    Attributes:
        mask: Shape (h, w), the ink that belongs to the line.
        pieces: Shape (n, 4), left, top, right, bottom of its connected pieces.
        quality: How much it looks like the text that was read, 0..1.
        spread: Standard deviation of the ink's color, CIELAB.
        background_spread: The same of what is behind the line.
        distance: Color difference of ink and background, CIELAB.
    """

    mask: Mask
    pieces: Ints
    quality: float
    spread: float
    background_spread: float
    distance: float


@dataclass(frozen=True, slots=True)
class _Parts:
    labels: Labels
    stats: Ints
    whole: Mask  # pieces that lie within the line
    letters: Mask  # of them, those as high as letters
    core_px: int  # pixels of all pieces within the padded box


@dataclass(frozen=True, slots=True)
class _Colors:
    background: NDArray[np.float64]  # mean, CIELAB in bytes
    spread: float  # of the ink
    background_spread: float
    distance: float


def line_ink(
    frame: LineFrame, centers: NDArray[np.float64], text: str = ""
) -> Ink | None:
    """Return the ink of a line, None if nothing in the frame looks like text.

    Args:
        frame: The line.
        centers: Places of its characters without spaces, (n,), frame pixels from
            the left.
        text: These characters; outlines and pills are told from letters by them.
    """
    spots = centers[encloses_nothing(text)] if len(text) == len(centers) else ()
    places = centers, np.asarray(spots, np.float64)
    lab = np.asarray(cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2LAB), np.uint8)
    best: tuple[float, _Parts] | None = None
    for enough, proposals in _rounds(frame, lab):
        for weight, mask in proposals:
            found = _judged(mask, weight, frame, places, lab, best)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
            if found is not None and found[0] >= _GOOD_ENOUGH:
                break
        if best is not None and best[0] >= enough:
            break
    return None if best is None else _ink(best[0], best[1], frame, centers, lab)


def _judged(
    mask: Mask,
    weight: float,
    frame: LineFrame,
    places: tuple[NDArray[np.float64], NDArray[np.float64]],
    lab: Lab,
    best: tuple[float, _Parts] | None,
) -> tuple[float, _Parts] | None:
    """Return the quality of a mask and its parts, or of what it runs around."""
    centers, _ = places
    parts = _parts(mask, frame)
    if parts is None:
        return None
    least = best[0] / weight if best else 0.0
    quality = weight * _quality(parts, frame, centers, lab, least)
    for _ in range(_MOST_AROUND):
        if quality < _RIMS_FROM or (best and quality <= best[0]):
            break
        pieces = Pieces(parts.labels, parts.stats, parts.whole, parts.letters)
        fill = enclosed(pieces, frame, places, lab)
        if fill is None:
            break
        inner = _parts(fill, frame, _LEAST_ON_PILL)
        quality *= _AROUND_WEIGHT
        within = weight * _quality(inner, frame, centers, lab, 0.0) if inner else 0.0
        if inner is None or within <= quality:
            break
        quality, parts = within, inner
    return quality, parts


def _rounds(
    frame: LineFrame, lab: Lab
) -> Iterator[tuple[float, Iterator[tuple[float, Mask]]]]:
    """Weighted masks, the likeliest first, and the quality that ends the search."""
    core = lab[frame.core]
    if core.size == 0:
        return
    step = max(1, int(np.sqrt(core.shape[0] * core.shape[1] / _SAMPLES)))
    sample = core[::step, ::step].reshape(-1, 3) * _SCALE
    points = lab.reshape(-1, 3).T.astype(np.float32, order="C")
    for count, enough in _CLUSTERS.items():
        if len(sample) >= 4 * count:
            masks = _clusters(points, sample, count)
            yield enough, ((1.0, mask.reshape(lab.shape[:2])) for mask in masks)
    yield 0.0, ((_STROKES_WEIGHT, mask) for mask in _strokes(frame, lab))


def _clusters(points: Points, sample: Points, count: int) -> Iterator[Mask]:
    """Pixels nearest to each cluster, then to each two that follow in lightness.

    Args:
        points: Shape (3, n), CIELAB as OpenCV keeps it in bytes.
        sample: Shape (m, 3), some of them in true CIELAB, but for the offset.
        count: Number of clusters.
    """
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    start = cv2.KMEANS_PP_CENTERS
    marks = np.zeros((len(sample), 1), np.int32)
    _, _, colors = cv2.kmeans(sample, count, marks, stop, 1, start)
    colors = colors[np.argsort(colors[:, 0])]
    # The least |p - c|^2 has the least |c|^2 - 2 p.c
    away = (colors**2).sum(1)[:, None] - 2 * ((colors * _SCALE) @ points)
    nearest, least = np.zeros(points.shape[1], np.uint8), away[0]
    for i in range(1, count):
        np.copyto(nearest, i, where=away[i] < least)
        least = np.minimum(least, away[i])
    for i in range(count):
        yield nearest == i
    for i in range(count - 1 if count == 5 else 0):
        yield (nearest == i) | (nearest == i + 1)


def _strokes(frame: LineFrame, lab: Lab) -> Iterator[Mask]:
    """Lines thinner than a third of the line's height, light and dark."""
    size = max(9, int(0.35 * frame.line_height) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    for shape in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT):
        light = np.ascontiguousarray(lab[:, :, 0])
        raised = np.asarray(cv2.morphologyEx(light, shape, kernel), np.uint8)
        core = np.ascontiguousarray(raised[frame.core])
        level, _ = cv2.threshold(core, 0, 255, cv2.THRESH_OTSU)
        yield raised > max(level, 12)


def _parts(mask: Mask, frame: LineFrame, least: float = _LEAST_LETTER) -> _Parts | None:
    core = mask[frame.core]
    core_px = cv2.countNonZero(core.view(np.uint8))
    if not _LEAST_SHARE < core_px / core.size < _LARGEST_SHARE:
        return None
    _, labels, boxes, centroids = cv2.connectedComponentsWithStats(
        mask.view(np.uint8), connectivity=8, ltype=cv2.CV_16U
    )
    stats = np.asarray(boxes, np.int32)
    x, y, w, h, area = stats[1:].T
    rows, columns = mask.shape
    # What leaves the frame is background; what the image itself cuts off is a letter.
    left, top, right, bottom = (not edge for edge in frame.at_edge)
    tall = h > 0.5 * frame.line_height
    beside = (left & (x <= 0)) | (right & (x + w >= columns))
    cut: Mask = np.asarray(
        (top & (y <= 0)) | (bottom & (y + h >= rows)) | (beside & tall)
    )
    middle = np.asarray(centroids)[1:, 1]
    inside = (middle > frame.top) & (middle < frame.bottom)
    whole: Mask = np.asarray(~cut & inside & (area >= 3))
    letters = whole & (h >= least * frame.line_height)
    if not letters.any():
        return None
    stays = area[whole].sum() / max(1, area[inside | cut].sum())
    if stays < 0.2:
        return None
    return _Parts(np.asarray(labels, np.uint16), stats[1:], whole, letters, core_px)


def _quality(
    parts: _Parts,
    frame: LineFrame,
    centers: NDArray[np.float64],
    lab: Lab,
    least: float,
) -> float:
    """Return how much it looks like text, 0..1; 0 where it cannot exceed ``least``.

    Colors cost most and are asked last, only where the shape may still win.
    """
    area = parts.stats[:, 4]
    kept = min(1.0, area[parts.whole].sum() / max(1, parts.core_px))
    letters, read = int(np.count_nonzero(parts.letters)), max(1, len(centers))
    small = parts.stats[:, 3] < 0.12 * frame.line_height
    specks = np.count_nonzero(parts.whole & small)
    noise = 1 / (1 + max(0.0, specks - 0.6 * read) / max(3, letters))
    number = min(1.0, letters / (0.35 * read), 2 * read / letters)
    if kept * noise * number**0.5 <= least:
        return 0.0
    drawn = _drawn(parts.labels, parts.letters)
    shape = kept * _hits(drawn, frame, centers) ** 2 * noise * number**0.5
    if shape <= least:
        return 0.0
    colors = _colors(drawn, frame, lab)
    color = colors.distance / (colors.distance + colors.spread + 6)
    quality = shape * color
    if quality <= least:
        return 0.0
    is_rim = quality > 0.3 and _is_rim(drawn, frame, lab, colors)
    return float(quality * (_RIM_WEIGHT if is_rim else 1.0))


def _hits(drawn: Mask, frame: LineFrame, centers: NDArray[np.float64]) -> float:
    """Return the share of the characters whose place holds ink."""
    if not len(centers):
        return 1.0
    columns = cv2.reduce(drawn.view(np.uint8), 0, cv2.REDUCE_MAX)
    inked = np.concatenate([[0], np.cumsum(columns)])
    reach = max(2, int(0.18 * frame.line_height))
    spots = centers.astype(np.int64)
    begin, end = (
        np.clip(edge, 0, len(inked) - 1) for edge in (spots - reach, spots + reach + 1)
    )
    return float(np.count_nonzero(inked[end] > inked[begin]) / len(centers))


def _drawn(labels: Labels, chosen: Mask) -> Mask:
    drawn: Mask = np.concatenate([[False], chosen]).take(labels)
    return drawn


def _colors(drawn: Mask, frame: LineFrame, lab: Lab) -> _Colors:
    ink = drawn.view(np.uint8)
    background = around(ink, frame)
    if cv2.countNonZero(ink) < 5 or cv2.countNonZero(background) < 5:
        return _Colors(np.zeros((3, 1)), 0.0, 0.0, 0.0)
    ink_mean, ink_spread = cv2.meanStdDev(lab, mask=ink)
    mean, spread = cv2.meanStdDev(lab[frame.core], mask=background)
    lengths = (_length(ink_spread), _length(spread), _length(ink_mean - mean))
    return _Colors(np.asarray(mean), *lengths)


def _is_rim(drawn: Mask, frame: LineFrame, lab: Lab, colors: _Colors) -> bool:
    """Whether it runs around strokes that differ still more from the ground.

    Soft edges and outlines do; what they enclose is the ink.
    """
    ink = drawn.view(np.uint8)
    size = int(0.12 * frame.line_height) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    inner = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel) - ink
    if cv2.countNonZero(inner) < 0.2 * cv2.countNonZero(ink):
        return False
    mean = np.array(cv2.mean(lab, inner)[:3])[:, None]
    return _length(mean - colors.background) > 1.1 * colors.distance


def _length(values: cv2.typing.MatLike) -> float:
    lightness, a, b = values.ravel().tolist()
    return math.hypot(lightness * _LIGHT_STEP, a, b)


def _ink(
    quality: float,
    parts: _Parts,
    frame: LineFrame,
    centers: NDArray[np.float64],
    lab: Lab,
) -> Ink:
    x, y, w, h, area = parts.stats.T
    high = parts.letters
    top, bottom = y[high].min(), (y + h)[high].max()
    size = frame.line_height
    dots = parts.whole & ~high & (area >= max(2, 0.0008 * size * size))
    dots &= (y + h > top - 0.25 * size) & (y < bottom + 0.12 * size)
    chosen = (high | dots) & ~_apart(parts, size)
    if not chosen.any():
        chosen = high
    chosen = _read_along(chosen, parts.stats, centers, size)
    pieces = np.column_stack([x, y, x + w, y + h])[chosen]
    drawn = _drawn(parts.labels, chosen)
    colors = _colors(drawn, frame, lab)
    spreads = (colors.spread, colors.background_spread)
    return Ink(drawn, pieces, quality, *spreads, colors.distance)


def _read_along(
    chosen: Mask, stats: Ints, centers: NDArray[np.float64], size: int
) -> Mask:
    """Drop what stands beside the line and was not read: rules, hearts, an icon.

    A piece without a character's place stays where it is as near as the next letter.
    """
    if not len(centers):
        return chosen
    at = np.flatnonzero(chosen)
    left, right = stats[at, 0], stats[at, 0] + stats[at, 2]
    reach = _NEXT * size
    begin, end = centers.min(), centers.max()
    held = (right >= begin - reach / 2) & (left <= end + reach / 2)
    if not held.any():
        return chosen
    first, last = left[held].min(), right[held].max()
    for n in np.argsort(-right):
        if right[n] < first and right[n] >= first - reach:
            first, held[n] = left[n], True
    for n in np.argsort(left):
        if left[n] > last and left[n] <= last + reach:
            last, held[n] = right[n], True
    kept = np.zeros_like(chosen)
    kept[at[held]] = True
    return kept


def _apart(parts: _Parts, size: int) -> Mask:
    """Pieces above or below the letters that are wider than any accent or comma."""
    _, y, w, h, _ = parts.stats.T
    middle = median((y + h / 2)[parts.letters])
    beyond = (y + h <= middle) | (y >= middle)
    apart: Mask = np.asarray(beyond & (w > 0.5 * size))
    return apart
