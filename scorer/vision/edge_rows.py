"""Rows of letters that the upper or lower edge of a picture cuts off, unread."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Mask, Rgb
from scorer.core.units import Box
from scorer.vision.quantiles import median, percentile

# What is left of a row is lower than this share of the picture's width.
_DEPTH_SHARE = 0.035
# The background of the row is plain, and the letters are of one color, in deviations
# of 255; they stand out by so much, red, green and blue together.
_PLAIN, _DISTINCT, _ONE_COLOR = 6.0, 90.0, 30.0
# A row has this many strokes and more, none farther from the next than letters and
# words are, in shares of the width, and none wider than letters are.
_FEWEST, _GAP_SHARE, _WIDEST_SHARE, _EXTENT_SHARE = 8, 0.05, 0.06, 0.12
# Gaps between strokes of letters differ; those of ornaments and checks are all alike.
_UNLIKE = 0.3
_LEAST_INK, _MOST_INK = 0.12, 0.6


class _Runs(NamedTuple):
    begin: NDArray[np.int64]
    end: NDArray[np.int64]


def cut_rows(pixels: Rgb) -> list[Box]:
    """Return what looks like rows of letters cut by the upper or lower edge.

    Args:
        pixels: Shape (H, W, 3), uint8.
    """
    height, width = pixels.shape[:2]
    depth = round(_DEPTH_SHARE * width)
    if depth < 6 or height < 4 * depth:
        return []
    found = []
    for top, strip in ((0, pixels[:depth]), (height - depth, pixels[-depth:][::-1])):
        found += [
            Box(left, top, right - left, depth) for left, right in _rows(strip, width)
        ]
    return found


def _rows(strip: Rgb, width: int) -> Iterator[tuple[int, int]]:
    """Ends of the rows in a strip whose first line is the edge of the picture."""
    blurred = cv2.blur(strip[-2:], (5, 1)).astype(np.float32)
    inner = blurred.mean(0)
    away = np.abs(strip[0].astype(np.float32) - median(inner)).sum(1)
    inked = away > _DISTINCT
    for first, last in _groups(_runs(inked), width):
        if _is_row(strip[:, first:last], inked[first:last], inner[first:last]):
            yield first, last


def _runs(inked: Mask) -> _Runs:
    changes = np.flatnonzero(np.diff(np.concatenate([[0], inked.view(np.uint8), [0]])))
    return _Runs(changes[::2], changes[1::2])


def _groups(runs: _Runs, width: int) -> Iterator[tuple[int, int]]:
    """Ends of runs that follow each other as strokes of letters do."""
    narrow = runs.end - runs.begin <= _WIDEST_SHARE * width
    near = runs.begin[1:] - runs.end[:-1] <= _GAP_SHARE * width
    near &= narrow[1:] & narrow[:-1]
    cuts = np.flatnonzero(np.concatenate([[True], ~near, [True]]))
    for start, stop in pairwise(cuts.tolist()):
        begin, end = runs.begin[start:stop], runs.end[start:stop]
        if len(begin) < _FEWEST or end[-1] - begin[0] < _EXTENT_SHARE * width:
            continue
        gaps = begin[1:] - end[:-1]
        if float(gaps.std()) > _UNLIKE * float(gaps.mean()):
            yield int(begin[0]), int(end[-1])


def _is_row(strip: Rgb, inked: Mask, inner: NDArray[np.float32]) -> bool:
    """Whether ink of one color stands on plain ground and ends within the strip."""
    share = float(inked.mean())
    if not _LEAST_INK < share < _MOST_INK:
        return False
    usual = median(inner)
    line = strip[0].astype(np.float32)
    away = np.abs(line - usual).sum(1)
    plain = float(inner.std(0).max()) < _PLAIN
    clear = float(median(away[~inked])) < _PLAIN
    core = line[away > 0.7 * percentile(away, 0.95)]
    one_color = len(core) > 0 and float(core.std(0).max()) < _ONE_COLOR
    return plain and clear and one_color
