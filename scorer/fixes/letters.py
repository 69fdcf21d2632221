"""Letters taken off a picture, what is behind them made whole, and set again.

The report's page does the same where there is no Python: ``reports/_html/pixels.js``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Plane, Rgb

# left, top, width, height in pixels of the picture that is drawn on.
Place = tuple[float, float, float, float]
Tint = NDArray[np.float32]  # (3,), 0..255

# Around a line, as a share of its height: tails, accents and soft edges.
_ROOM, _LEAST_ROOM_PX = 0.14, 3.0
# Distances from the ink, in shares of its distance from the background: up to the first
# a pixel is all ink, from the second none; wider where letters are taken away.
_INK, _EDGE = (0.28, 0.78), (0.6, 0.96)
# Less difference than this is no letter.
_LEAST_GAP = 12.0
# A gap that parts words, in heights of the line: at least, and surely; between them it
# is told by the gaps between letters. And a stroke's least ink.
_WORD_GAP, _SURE_GAP, _LETTER_GAPS, _STROKE = 0.12, 0.3, 2.2, 0.4


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of one line, off the picture.

    Attributes:
        left: Of the place that was looked at, pixels.
        top: Of it.
        pixels: What stands there, shape (H, W, 3).
        ink: Their color.
        background: That of what is around them.
        alpha: How much of each pixel is ink, shape (H, W), 0..1.
        reach: The same with their soft edges.
    """

    left: int
    top: int
    pixels: Rgb
    ink: Tint
    background: Tint
    alpha: Plane
    reach: Plane

    @property
    def width(self) -> int:
        """Of the place, pixels."""
        return int(self.alpha.shape[1])

    @property
    def height(self) -> int:
        """Of the place, pixels."""
        return int(self.alpha.shape[0])


def lifted(pixels: Rgb, box: Place) -> Letters:
    """Return the letters in a box, told from their background by their color.

    Args:
        pixels: Shape (H, W, 3), uint8.
        box: Around the ink of a line; what of it lies outside is left out.
    """
    left, top, right, bottom = _room_around(pixels, box)
    part = pixels[top:bottom, left:right]
    colors = part.astype(np.float32)
    background = _background(colors)
    ink = _ink(colors, background)
    apart = max(_LEAST_GAP, float(np.linalg.norm(ink - background)))
    far = np.linalg.norm(colors - ink, axis=2) / apart
    alpha, reach = 1 - _eased(far, *_INK), 1 - _eased(far, *_EDGE)
    return Letters(left, top, part.copy(), ink, background, alpha, reach)


def erase(pixels: Rgb, letters: Letters) -> None:
    """Take letters away: each of their pixels becomes the mean of what is around."""
    spread = cv2.blur(letters.reach, (5, 5))
    kept = (spread <= 0.02).astype(np.float32)
    filled = letters.pixels.astype(np.float32)
    missing = kept == 0
    radius = max(3, round(letters.height / 10))
    while missing.any() and radius < 2 * (letters.width + letters.height):
        size = (2 * radius + 1, 2 * radius + 1)
        weights = cv2.blur(kept, size)
        sums = cv2.blur(letters.pixels * kept[..., None], size)
        near = missing & (weights >= 0.02)
        filled[near] = sums[near] / weights[near][:, None]
        missing &= ~near
        radius *= 2
    rows = slice(letters.top, letters.top + letters.height)
    columns = slice(letters.left, letters.left + letters.width)
    pixels[rows, columns] = np.clip(np.rint(filled), 0, 255).astype(np.uint8)


def put(
    pixels: Rgb,
    letters: Letters,
    place: Place,
    *,
    color: Tint | None = None,
    span: tuple[int, int] | None = None,
) -> None:
    """Set letters on a picture.

    Args:
        pixels: Drawn on.
        letters: Taken off before.
        place: Where their place goes, and how large; what lies outside is lost.
        color: Another color for them; their own if None.
        span: Columns of theirs that are meant, a word; all if None.
    """
    first, last = span or (0, letters.width)
    alpha = letters.alpha[:, first:last]
    own = np.where(
        alpha[..., None] > 0.9, letters.pixels[:, first:last], letters.ink
    ).astype(np.float32)
    if color is not None:
        own[:] = color
    left, top, width, height = place
    scale = (width / max(1, alpha.shape[1]), height / max(1, alpha.shape[0]))
    move = np.array(
        [
            [scale[0], 0, left + (scale[0] - 1) / 2],
            [0, scale[1], top + (scale[1] - 1) / 2],
        ],
        np.float32,
    )
    high, wide = pixels.shape[:2]
    rows = slice(max(0, int(top) - 2), max(0, min(high, int(top + height) + 3)))
    columns = slice(max(0, int(left) - 2), max(0, min(wide, int(left + width) + 3)))
    size = (columns.stop - columns.start, rows.stop - rows.start)
    if min(size) <= 0:
        return
    move[:, 2] -= (columns.start, rows.start)
    # Transparent pixels carry no color into those beside them.
    drawn = np.dstack([own * alpha[..., None], alpha])
    how = cv2.INTER_AREA if scale[1] < 1 else cv2.INTER_CUBIC
    laid = np.clip(cv2.warpAffine(drawn, move, size, flags=how), 0, 255)
    cover = np.clip(laid[..., 3:], 0, 1)
    target = pixels[rows, columns]
    mixed = laid[..., :3] + (1 - cover) * target
    target[:] = np.clip(np.rint(mixed), 0, 255).astype(np.uint8)


def around(boxes: Sequence[Place]) -> Place:
    """Return the place around boxes."""
    left = min(box[0] for box in boxes)
    top = min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def taken_off(canvas: Rgb, boxes: Sequence[Place]) -> list[Letters]:
    """Take the letters of lines off the picture, and return them."""
    lines = [lifted(canvas, box) for box in boxes]
    for letters in lines:
        erase(canvas, letters)
    return lines


def own_place(letters: Letters) -> Place:
    """Return where letters were taken from."""
    return letters.left, letters.top, letters.width, letters.height


def following(letters: Letters, box: Place, place: Place) -> Place:
    """Return where letters go when their line's box goes to a place."""
    across, down = place[2] / max(1e-6, box[2]), place[3] / max(1e-6, box[3])
    return (
        place[0] + (letters.left - box[0]) * across,
        place[1] + (letters.top - box[1]) * down,
        letters.width * across,
        letters.height * down,
    )


def word_spans(letters: Letters) -> list[tuple[int, int]]:
    """Return the columns in which each word of a line begins and ends."""
    inked = np.flatnonzero((letters.alpha > _STROKE).any(axis=0))
    if not inked.size:
        return []
    gaps = np.diff(inked) - 1
    between = gaps[gaps > 0]
    usual = float(np.median(between)) if between.size else 0.0
    least, sure = (share * letters.height for share in (_WORD_GAP, _SURE_GAP))
    breaks = np.flatnonzero(gaps > max(least, min(sure, _LETTER_GAPS * usual)))
    starts = [inked[0], *inked[breaks + 1]]
    ends = [*inked[breaks], inked[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _room_around(pixels: Rgb, box: Place) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of a box with room around it, in the picture."""
    high, wide = pixels.shape[:2]
    left, top, width, height = box
    room = max(_LEAST_ROOM_PX, _ROOM * height)
    x = min(max(0, int(np.floor(left - room))), wide - 1)
    y = min(max(0, int(np.floor(top - room))), high - 1)
    right = min(wide, int(np.ceil(left + width + room)))
    bottom = min(high, int(np.ceil(top + height + room)))
    return x, y, max(x + 1, right), max(y + 1, bottom)


def _background(colors: NDArray[np.float32]) -> Tint:
    """Color around a line: the median of a frame two pixels wide."""
    rows = np.concatenate([colors[:2], colors[-2:]]).reshape(-1, 3)
    columns = np.concatenate([colors[:, :2], colors[:, -2:]], axis=1).reshape(-1, 3)
    return np.asarray(np.median(np.concatenate([rows, columns]), axis=0), np.float32)


def _ink(colors: NDArray[np.float32], background: Tint) -> Tint:
    """Color of the letters: the middle of what differs most from the background."""
    seen = colors.reshape(-1, 3)
    gaps = np.linalg.norm(seen - background, axis=1)
    letters = seen[gaps >= 0.6 * np.quantile(gaps, 0.97)]
    return np.asarray(np.median(letters, axis=0), np.float32)


def _eased(values: NDArray[np.float32], start: float, end: float) -> Plane:
    share = np.clip((values - start) / (end - start), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)
