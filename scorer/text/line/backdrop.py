"""What is behind the words of a line: one plain color, a picture, or an edge."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Rgb
from scorer.text.ink.frame import LineFrame
from scorer.text.ink.ink import Ink
from scorer.vision.color.lab import lab_of, squared_distance

# Behind words on a panel colors vary less than this, soft edges of letters included:
# half of all lines need no closer look.
EVEN = 5.0
# A cell is a fourteenth of the line's height. What lies within a twentieth of it from
# the ink belongs to the letters: soft edges, outlines.
_CELL_PX, _RIM = 4, 0.06
_CLEAR = 0.2
# Heavy letters that fill their line leave too little to be judged by.
_LEAST_OPEN, _OPEN_ENOUGH = 0.10, 0.25
# Neighbors that differ by more are an edge that can be seen among letters.
_EDGE = 6.0
# On both sides of a panel's edge colors vary less than this share of the step, and so
# much of the least area on each side is seen between letters.
_PLAIN, _LEAST_SEEN = 0.25, 0.08
# A soft change is no edge: so much of the step lies within two cells.
_SHARP = 0.7
# Cells that a level edge, an upright edge keeps from the ends of the letters.
_LEAST_ROWS, _LEAST_COLUMNS = 1, 3
# Letters of a word are nearer to each other than this, in line heights; words are not.
_WORD_GAP = 0.15

Cells = NDArray[np.float32]


class Backdrop(NamedTuple):
    """What is behind the words, between and around their strokes.

    Attributes:
        spread: Standard deviation of its color, CIELAB; 0 where it cannot be seen.
        edge_share: Share of its neighboring places that differ clearly, 0..1.
        split_step: Color step, CIELAB, of a straight edge between two plain areas that
            runs through the words; 0 where there is none.
    """

    spread: float = 0.0
    edge_share: float = 0.0
    split_step: float = 0.0


def backdrop(frame: LineFrame, ink: Ink) -> Backdrop:
    """Return what is behind the words of a line.

    Args:
        frame: The line.
        ink: Its ink.
    """
    if ink.background_spread < EVEN:
        return Backdrop()
    cells, cover = _cells(frame, ink)
    first = ink.pieces[:, :2].min(0) // _CELL_PX
    last = -(-ink.pieces[:, 2:].max(0) // _CELL_PX)
    words = slice(first[1], last[1]), slice(first[0], last[0])
    inside, weight = cells[words], cover[words]
    total = float(weight.sum())
    open_share = total / max(1, weight.size)
    if open_share < _LEAST_OPEN:
        return Backdrop()
    mean = (inside * weight[..., None]).sum((0, 1)) / total
    variance = float((squared_distance(inside - mean) * weight).sum()) / total
    seen = min(1.0, (open_share - _LEAST_OPEN) / (_OPEN_ENOUGH - _LEAST_OPEN))
    return Backdrop(
        spread=seen * variance**0.5,
        edge_share=_edge_share(inside, weight > 0),
        split_step=max(
            _level_step(inside, weight),
            _upright_step(inside, weight, ink.pieces[:, [0, 2]] / _CELL_PX - first[0]),
        ),
    )


def _cells(frame: LineFrame, ink: Ink) -> tuple[Cells, Cells]:
    """CIELAB of cells without ink (h, w, 3), and the share of each that is seen."""
    reach = 2 * max(2, round(_RIM * frame.line_height)) + 1
    rim = cv2.dilate(ink.mask.view(np.uint8), np.ones((reach, reach), np.uint8))
    clear = np.where(np.asarray(rim) == 0, np.uint8(255), np.uint8(0))
    plain = cv2.bitwise_and(frame.pixels, frame.pixels, mask=clear)
    cover = _reduced(clear).astype(np.float32) / 255
    colors = _reduced(np.asarray(plain, np.uint8)) / np.maximum(cover, 0.01)[..., None]
    lab = lab_of(np.clip(colors, 0, 255).astype(np.uint8))
    return lab, np.where(cover > _CLEAR, cover, 0).astype(np.float32)


def _reduced(pixels: Rgb) -> Rgb:
    size = (max(1, pixels.shape[1] // _CELL_PX), max(1, pixels.shape[0] // _CELL_PX))
    whole = pixels[: size[1] * _CELL_PX, : size[0] * _CELL_PX]
    return cv2.resize(whole, size, interpolation=cv2.INTER_AREA).astype(np.uint8)


def _edge_share(cells: Cells, seen: NDArray[np.bool_]) -> float:
    """Return the share of neighbors, level and upright, that differ clearly."""
    steps = [
        squared_distance(cells[1:] - cells[:-1])[seen[1:] & seen[:-1]],
        squared_distance(cells[:, 1:] - cells[:, :-1])[seen[:, 1:] & seen[:, :-1]],
    ]
    values = np.concatenate(steps)
    return float(np.mean(values > _EDGE**2)) if len(values) else 0.0


def _level_step(cells: Cells, cover: Cells) -> float:
    """Return the step of a level edge through the letters."""
    _, steps = _edges(cells, cover, _LEAST_ROWS)
    return float(steps.max(initial=0.0))


def _upright_step(cells: Cells, cover: Cells, letters: NDArray[np.float64]) -> float:
    """Return the step of an upright edge through a word; highlights end beside words.

    It is looked for at middle height, where the ends of rounded labels are upright.

    Args:
        cells: Shape (h, w, 3).
        cover: Shape (h, w), the share of each cell that is seen.
        letters: Shape (n, 2), left and right ends of the pieces of ink, in cells.
    """
    starts, ends = letters.T
    gap = _WORD_GAP * len(cells)
    middle = slice(len(cells) // 5, max(1, 3 * len(cells) // 4))
    best = 0.0
    for place, step in zip(
        *_edges(cells[middle].transpose(1, 0, 2), cover[middle].T, _LEAST_COLUMNS),
        strict=True,
    ):
        before, after = ends[ends <= place], starts[starts > place]
        cuts = bool(np.any((starts < place) & (ends > place)))
        is_near = len(before) and len(after) and after.min() - before.max() <= gap
        if cuts or is_near:
            best = max(best, float(step))
    return best


def _edges(
    cells: Cells, cover: Cells, least: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where the first axis can be cut into two plain areas, and their steps.

    Args:
        cells: Shape (n, m, 3).
        cover: Shape (n, m), the share of each cell that is seen.
        least: Cells from either end that a cut keeps away.
    """
    weight = _running(cover.sum(1))
    total = _running((cells * cover[..., None]).sum(1))
    square = _running((squared_distance(cells) * cover).sum(1))
    # The row of cells at the edge itself is mixed and belongs to neither side.
    at = np.arange(least, len(cells) - least)
    before, mean, rest = weight[at], total[at], square[at]
    after, mean_after, rest_after = (
        sums[-1] - sums[at + 1] for sums in (weight, total, square)
    )
    held, held_after = np.maximum(before, 0.01), np.maximum(after, 0.01)
    mean, mean_after = mean / held[:, None], mean_after / held_after[:, None]
    step = np.sqrt(squared_distance(mean_after - mean))
    uneven = np.maximum(
        rest / held - squared_distance(mean),
        rest_after / held_after - squared_distance(mean_after),
    )
    plain = np.sqrt(np.maximum(uneven, 0)) < _PLAIN * step
    seen = np.minimum(before, after) > _LEAST_SEEN * least * cells.shape[1]
    edge = plain & seen & (_local_step(weight, total, at, least) > _SHARP * step)
    return at[edge] + 0.5, step[edge]


def _local_step(
    weight: NDArray[np.float64],
    total: NDArray[np.float64],
    at: NDArray[np.int64],
    reach: int,
) -> NDArray[np.float64]:
    """Return the step between what lies just before and just after each place."""
    held = weight[at] - weight[at - reach]
    held_after = weight[at + 1 + reach] - weight[at + 1]
    mean = (total[at] - total[at - reach]) / np.maximum(held, 0.01)[:, None]
    after = total[at + 1 + reach] - total[at + 1]
    mean_after = after / np.maximum(held_after, 0.01)[:, None]
    known = (held > 0) & (held_after > 0)
    return np.where(known, np.sqrt(squared_distance(mean_after - mean)), 0.0)


def _running(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Running sums that begin with 0."""
    start = np.zeros_like(values[:1], np.float64)
    return np.concatenate([start, np.cumsum(values, 0, np.float64)])
