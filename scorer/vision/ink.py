"""The ink of a line of text, told from what is behind it.

Several masks are proposed (color clusters, dark and light strokes) and the one that
looks most like the text that was read wins: pieces that lie inside the line, stand
where the characters are, share one color and differ from their surroundings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask
from scorer.vision.line_frame import LineFrame

_GOOD_ENOUGH = 0.68
_SAMPLES = 1500
_STROKES_WEIGHT = 0.8
_LEAST_SHARE, _LARGEST_SHARE = 0.02, 0.75

Lab = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a line within its frame.

    Attributes:
        mask: Shape (h, w), the ink that belongs to the line.
        pieces: Shape (n, 4), left, top, right, bottom of its connected pieces.
        quality: How much it looks like the text that was read, 0..1.
        spread: Standard deviation of the ink's color, CIELAB.
        ground_spread: The same of what is behind the line.
        distance: Color difference of ink and ground, CIELAB.
    """

    mask: Mask
    pieces: Ints
    quality: float
    spread: float
    ground_spread: float
    distance: float


@dataclass(frozen=True, slots=True)
class _Parts:
    labels: Ints
    stats: Ints
    whole: Mask  # pieces that lie within the line
    letters: Mask  # of them, those as high as letters


def line_ink(frame: LineFrame, centers: NDArray[np.float64]) -> Ink | None:
    """Return the ink of a line, None if nothing in the frame looks like text.

    Args:
        frame: The line.
        centers: Places of its characters without spaces, frame pixels from the left.
    """
    lab = _lab(frame)
    best: tuple[float, _Parts] | None = None
    for weight, mask in _proposals(frame, lab):
        parts = _parts(mask, frame)
        if parts is None:
            continue
        quality = weight * _quality(parts, frame, centers, lab)
        if best is None or quality > best[0]:
            best = (quality, parts)
        if quality >= _GOOD_ENOUGH:
            break
    return None if best is None else _ink(best[0], best[1], frame, lab)


def _lab(frame: LineFrame) -> Lab:
    eight = cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    return (eight - np.array([0, 128, 128], np.float32)) * np.array(
        [100 / 255, 1, 1], np.float32
    )


def _core(frame: LineFrame) -> tuple[slice, slice]:
    return slice(frame.top, frame.bottom), slice(frame.left, frame.right)


def _proposals(frame: LineFrame, lab: Lab) -> Iterator[tuple[float, Mask]]:
    core = lab[_core(frame)]
    if core.size == 0:
        return
    step = max(1, int(np.sqrt(core.shape[0] * core.shape[1] / _SAMPLES)))
    sample = np.ascontiguousarray(core[::step, ::step].reshape(-1, 3))
    for count in (2, 3, 5):
        if len(sample) >= 4 * count:
            yield from ((1.0, mask) for mask in _clusters(lab, sample, count))
    yield from ((_STROKES_WEIGHT, mask) for mask in _strokes(frame, lab))


def _clusters(lab: Lab, sample: Lab, count: int) -> Iterator[Mask]:
    """Pixels nearest to each cluster, then to each two that follow in lightness."""
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    start = cv2.KMEANS_PP_CENTERS
    marks = np.zeros((len(sample), 1), np.int32)
    _, _, colors = cv2.kmeans(sample, count, marks, stop, 1, start)
    colors = colors[np.argsort(colors[:, 0])]
    # argmin |p - c|^2 = argmin |c|^2 - 2 p.c
    away = (colors**2).sum(1) - 2 * (lab.reshape(-1, 3) @ colors.T)
    nearest = away.argmin(1).reshape(lab.shape[:2])
    for i in range(count):
        yield nearest == i
    for i in range(count - 1 if count == 5 else 0):
        yield (nearest == i) | (nearest == i + 1)


def _strokes(frame: LineFrame, lab: Lab) -> Iterator[Mask]:
    """Lines thinner than a third of the line's height, light and dark."""
    size = max(9, int(0.35 * frame.line_height) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    for shape in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT):
        raised = cv2.morphologyEx(np.ascontiguousarray(lab[:, :, 0]), shape, kernel)
        eight = np.clip(raised * 2.55, 0, 255).astype(np.uint8)
        core = np.ascontiguousarray(eight[_core(frame)])
        level, _ = cv2.threshold(core, 0, 255, cv2.THRESH_OTSU)
        yield eight > max(level, 12)


def _parts(mask: Mask, frame: LineFrame) -> _Parts | None:
    share = float(mask[_core(frame)].mean())
    if not _LEAST_SHARE < share < _LARGEST_SHARE:
        return None
    _, labels, boxes, centroids = cv2.connectedComponentsWithStats(
        mask.astype(np.uint8), connectivity=8
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
    letters = whole & (h >= 0.25 * frame.line_height)
    if not letters.any():
        return None
    stays = area[whole].sum() / max(1, area[inside | cut].sum())
    if stays < 0.2:
        return None
    return _Parts(np.asarray(labels, np.int32), stats[1:], whole, letters)


def _quality(
    parts: _Parts, frame: LineFrame, centers: NDArray[np.float64], lab: Lab
) -> float:
    drawn = _drawn(parts.labels, parts.letters)
    spread, _, distance = _colors(drawn, frame, lab)
    area = parts.stats[:, 4]
    kept = area[parts.whole].sum() / max(1, (parts.labels[_core(frame)] > 0).sum())
    letters, read = int(parts.letters.sum()), max(1, len(centers))
    specks = (parts.whole & (parts.stats[:, 3] < 0.12 * frame.line_height)).sum()
    noise = 1 / (1 + max(0.0, specks - 0.6 * read) / max(3, letters))
    number = min(1.0, letters / (0.35 * read), 2 * read / letters)
    color = distance / (distance + spread + 6)
    hit = _hits(drawn, frame, centers)
    return float(min(1.0, kept) * hit**2 * color * noise * number**0.5)


def _hits(drawn: Mask, frame: LineFrame, centers: NDArray[np.float64]) -> float:
    """Return the share of the characters whose place holds ink."""
    if not len(centers):
        return 1.0
    columns: Mask = np.asarray(drawn.any(0))
    reach = max(2, int(0.18 * frame.line_height))
    places = [columns[max(0, int(c) - reach) : int(c) + reach + 1] for c in centers]
    return float(np.mean([bool(place.any()) for place in places]))


def _drawn(labels: Ints, chosen: Mask) -> Mask:
    drawn: Mask = np.concatenate([[False], chosen]).take(labels)
    return drawn


def _colors(drawn: Mask, frame: LineFrame, lab: Lab) -> tuple[float, float, float]:
    """Return spread of ink, spread of ground, distance of both."""
    ink = drawn.astype(np.uint8)
    ground = np.zeros_like(ink)
    core = _core(frame)
    ground[core] = cv2.dilate(ink, np.ones((5, 5), np.uint8))[core] == 0
    if cv2.countNonZero(ink) < 5 or cv2.countNonZero(ground) < 5:
        return 0.0, 0.0, 0.0
    ink_mean, ink_spread = cv2.meanStdDev(lab, mask=ink)
    ground_mean, ground_spread = cv2.meanStdDev(lab, mask=ground)
    distance = float(np.linalg.norm(ink_mean - ground_mean))
    return _length(ink_spread), _length(ground_spread), distance


def _length(values: cv2.typing.MatLike) -> float:
    return float(np.linalg.norm(values))


def _ink(quality: float, parts: _Parts, frame: LineFrame, lab: Lab) -> Ink:
    x, y, w, h, area = parts.stats.T
    high = parts.letters
    top, bottom = y[high].min(), (y + h)[high].max()
    size = frame.line_height
    dots = parts.whole & ~high & (area >= max(2, 0.0008 * size * size))
    dots &= (y + h > top - 0.25 * size) & (y < bottom + 0.12 * size)
    chosen = (high | dots) & ~_apart(parts, size)
    if not chosen.any():
        chosen = high
    pieces = np.column_stack([x, y, x + w, y + h])[chosen]
    drawn = _drawn(parts.labels, chosen)
    return Ink(drawn, pieces, quality, *_colors(drawn, frame, lab))


def _apart(parts: _Parts, size: int) -> Mask:
    """Pieces above or below the letters that are wider than any accent or comma."""
    _, y, w, h, _ = parts.stats.T
    middle = np.median((y + h / 2)[parts.letters])
    beyond = (y + h <= middle) | (y >= middle)
    apart: Mask = np.asarray(beyond & (w > 0.5 * size))
    return apart
