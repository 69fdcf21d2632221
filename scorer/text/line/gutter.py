"""Whether two words of a line stand on two panels: a gutter or an edge between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorer.text.ink.frame import LineFrame
from scorer.vision.color.lab import lab_of

# Spaces between words are about a fifth of a line's padded height; who sets words on
# two panels leaves more.
_LEAST_GAP = 0.25
# Soft edges of letters and of gutters, and what is looked at beside letters, frame px.
_SOFT, _BESIDE, _RIM = 2, 3, 4
# Panels are of one color on both sides of a gutter, and so is the gutter itself, top to
# bottom: each varies less than the first, and they differ by more than the second.
_PLAIN, _STEP = 6.0, 25.0  # CIELAB
# A soft change is no edge: so much of the step lies within three columns.
_SHARP = 0.7
# Share of the rows that a gutter goes through: all, but for what JPEG smears.
_THROUGH = 0.97
# From a row to the next a gutter goes on at most so far to the side, frame px.
_SLOPE = 3

Colors = NDArray[np.float32]


def has_gutter(frame: LineFrame, left: float, right: float) -> bool:
    """Return whether panels meet between two words, over the whole height of the line.

    Args:
        frame: The line, with its margin, into which no letter reaches.
        left: Where the ink of the first word ends, frame pixels.
        right: Where that of the second begins.
    """
    if right - left < _LEAST_GAP * frame.line_height:
        return False
    first, last = int(np.ceil(left)) + _SOFT, int(right) - _SOFT
    if last - first <= 2 * _BESIDE:
        return False
    between = lab_of(np.ascontiguousarray(frame.pixels[:, first:last]))
    return _is_edge(between) or _is_ruled(between)


def _is_edge(between: Colors) -> bool:
    """Whether one plain color begins at once where another ends."""
    before, after = between[:, :_BESIDE], between[:, -_BESIDE:]
    step = float(np.linalg.norm(before.mean((0, 1)) - after.mean((0, 1))))
    columns = between.mean(0)
    local = np.linalg.norm(columns[_BESIDE:] - columns[:-_BESIDE], axis=1).max()
    is_plain = max(_spread(before), _spread(after)) <= _PLAIN
    return is_plain and step > _STEP and bool(local > _SHARP * step)


def _is_ruled(between: Colors) -> bool:
    """Whether a line of one color runs from top to bottom over one plain ground."""
    away = np.linalg.norm(between - np.median(between, axis=(0, 1)), axis=2)
    place = away.argmax(1)
    if float(np.mean(away.max(1) > _STEP)) < _THROUGH:
        return False
    if np.abs(np.diff(place)).max(initial=0) > _SLOPE:
        return False
    columns = np.arange(between.shape[1])
    is_background = np.abs(columns - place[:, None]) > _RIM
    ruled = np.take_along_axis(between, place[:, None, None], axis=1)
    return _spread(ruled) <= _PLAIN and _spread(between[is_background]) <= _PLAIN


def _spread(colors: Colors) -> float:
    """Root of the summed variances of L*, a* and b*; infinite where there are none."""
    if not colors.size:
        return np.inf
    return float(np.sqrt(colors.reshape(-1, 3).var(0).sum()))
