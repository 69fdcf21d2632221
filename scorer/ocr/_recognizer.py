"""What the lines say, and where in them each character stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from scorer.core.pin import Rgb
from scorer.ocr._models import Floats, model

_HEIGHT_PX = 48
_BATCH = 6
_NARROWEST_PX = 32

Recognized = tuple[str, float, tuple[float, ...]]


def recognize(crops: Sequence[Rgb]) -> list[Recognized]:
    """Return text, confidence 0..1 and character centers 0..1 of each crop.

    Crops of like width share a batch: padding costs as much as text.
    """
    results: list[Recognized] = [("", 0.0, ())] * len(crops)
    for group in _groups([_width(crop) for crop in crops]):
        widest = max(_width(crops[i]) for i in group)
        batch = np.zeros((len(group), 3, _HEIGHT_PX, widest), np.float32)
        for place, i in enumerate(group):
            batch[place, :, :, : _width(crops[i])] = _planes(crops[i])
        for i, scores in zip(group, model("rec")(batch), strict=True):
            results[i] = _decoded(scores, _width(crops[i]) / widest)
    return results


def _width(crop: Rgb) -> int:
    height, width = crop.shape[:2]
    return max(_NARROWEST_PX, math.ceil(_HEIGHT_PX * int(width) / int(height)))


def _groups(widths: list[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in sorted(range(len(widths)), key=widths.__getitem__):
        fits = bool(groups) and len(groups[-1]) < _BATCH
        if fits and widths[i] <= 1.15 * widths[groups[-1][0]] + 16:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _planes(crop: Rgb) -> Floats:
    way = cv2.INTER_AREA if crop.shape[0] > 1.5 * _HEIGHT_PX else cv2.INTER_LINEAR
    small = cv2.resize(crop, (_width(crop), _HEIGHT_PX), interpolation=way)
    return (small[:, :, ::-1].astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)


def _decoded(scores: Floats, used: float) -> Recognized:
    """Decode greedily: runs of one class are one character, class 0 is none."""
    best = scores.argmax(1)
    begins = np.flatnonzero((best != 0) & (np.diff(best, prepend=0) != 0))
    if not len(begins):
        return ("", 0.0, ())
    changes = np.append(np.flatnonzero(np.diff(best)) + 1, len(best))
    ends = changes[np.searchsorted(changes, begins, side="right")]
    sure = scores[begins, best[begins]]
    characters = model("rec").characters
    text = "".join(characters[int(i)] for i in best[begins])
    centers = (begins + ends) / 2 / len(best) / used
    return (text, float(sure.mean()), tuple(float(c) for c in centers))
