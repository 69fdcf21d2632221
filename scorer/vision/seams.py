"""Panels: photos set side by side, told apart by straight seams and thin gutters."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.pin import Mask, Plane
from scorer.core.units import Box

# A pixel is cut if the colors on both sides of it differ by more than this, and by more
# than so many times what either side varies by itself: photos are soft, seams are not.
_STEP, _CONTRAST = 5.0, 1.5
_REACH, _ABRUPT = 3, 0.7
# Share of a line that must be cut. The straightest line of 98 % of photos has .68, nine
# of ten seams of drawn collages have .82.
_CUT = 0.82
# Beside a line as flat as this (CIELAB units) so much less will do: a gutter. Likewise
# this near the middle, in shares of the side: designers halve, photos do not.
_FLAT, _GUTTER_BONUS = 3.0, 0.25
_MIDDLE, _MIDDLE_BONUS = 0.012, 0.2
# Detail that correlates more than this across a line goes on behind it: a horizon, or a
# band that the photo shows through.
_CONTINUING = 0.4
_NEAREST = 4
_DEEPEST = 8
# A photo varies within 5 x 5 px nearly everywhere and has many colors; a band, a card
# or a drawing does not.
_TEXTURED, _PHOTO_TEXTURE, _RICH = 3.0, 0.2, 10
# A part with more text than this is a text band or a card.
_MOST_TEXT = 0.2
_CELLS_A_UNIT, _SIDE = np.array([0.2, 0.1, 0.1], np.float32), 32
# Narrower than this to its length, a part is a banner or a rim.
_SMALLEST_AREA, _SMALLEST_SIDE, _NARROWEST = 0.02, 20, 0.2


@dataclass(frozen=True, slots=True)
class _Region:
    """Rows top..bottom and columns left..right of the picture."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def area(self) -> int:
        return (self.bottom - self.top) * (self.right - self.left)

    @property
    def sides(self) -> tuple[int, int]:
        """The shorter one first."""
        first, second = sorted((self.bottom - self.top, self.right - self.left))
        return first, second

    def of(self, plane: Plane) -> Plane:
        return plane[self.top : self.bottom, self.left : self.right]


@dataclass(frozen=True, slots=True)
class _Picture:
    """What panels are looked for in; ``across`` and ``down`` are 1 where cut so."""

    lab: Plane
    squares: Plane
    across: Plane
    down: Plane
    texture: Plane
    text: Plane

    @property
    def whole(self) -> _Region:
        return _Region(0, self.lab.shape[0], 0, self.lab.shape[1])


def panels(lab: Plane, text: Mask | None = None) -> tuple[Box, ...]:
    """Return the photo panels of a picture, in reading order.

    Args:
        lab: CIELAB of shape (H, W, 3), float32, text filled with its surroundings.
        text: Where text stood, of any shape; None: nowhere.

    Returns:
        Boxes in pixels of ``lab``: one for a single photo, none without photos.

    Source:
        Recursive cuts along rows and columns: Nagy and Seth 1984, ICPR.
    """
    covered = np.zeros((1, 1), bool) if text is None else text
    squares = lab * lab
    picture = _Picture(
        lab,
        across=_cuts(lab),
        down=_cuts(_turned(lab)).T,
        texture=_texture(lab, squares),
        squares=squares,
        text=_resized(covered, lab.shape[1::-1]),
    )
    leaves = _leaves(picture, picture.whole, _DEEPEST)
    return tuple(
        Box(each.left, each.top, each.right - each.left, each.bottom - each.top)
        for each in leaves
        if _is_photo(picture, each)
    )


def _resized(mask: Mask, size: tuple[int, int]) -> Plane:
    share = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(share, np.float32)


def _turned(lab: Plane) -> Plane:
    return np.ascontiguousarray(lab.transpose(1, 0, 2))


def _cuts(lab: Plane) -> Plane:
    """1 where a row is a boundary: both sides differ, or it differs from both."""
    padded = cv2.copyMakeBorder(lab, _REACH, _REACH, 0, 0, cv2.BORDER_REPLICATE)
    far_above, above, near_above, near_below, below, far_below = (
        padded[_REACH + offset : _REACH + offset + len(lab)]
        for offset in (-3, -2, -1, 1, 2, 3)
    )
    before = cv2.addWeighted(far_above, 0.5, above, 0.5, 0)
    after = cv2.addWeighted(far_below, 0.5, below, 0.5, 0)
    step = _distance(before, after)
    # A seam is crossed at once, a slope evenly.
    step[_distance(near_above, near_below) < _ABRUPT * step] = 0
    gutter = np.minimum(_distance(lab, before), _distance(lab, after))
    varying = np.maximum(_distance(far_above, above), _distance(below, far_below))
    cut = np.maximum(step, gutter) > _STEP + _CONTRAST * varying
    cut[:_REACH], cut[-_REACH:] = False, False
    return cut.astype(np.float32)


def _distance(one: cv2.typing.MatLike, other: cv2.typing.MatLike) -> Plane:
    """Sum of the differences of L*, a* and b*."""
    sums = cv2.transform(cv2.absdiff(one, other), np.ones((1, 3)))
    return np.asarray(sums, np.float32)


def _texture(lab: Plane, squares: Plane) -> Plane:
    mean = cv2.blur(lab, (5, 5))
    variance = np.maximum(cv2.blur(squares, (5, 5)) - mean * mean, 0)
    is_textured = cv2.transform(variance, np.ones((1, 3))) > _TEXTURED**2
    return np.asarray(is_textured, np.float32)


def _leaves(picture: _Picture, region: _Region, depth: int) -> list[_Region]:
    """The parts that no seam divides any more; a wide gutter is a part of its own."""
    if depth == 0 or region.sides[0] < 2 * _NEAREST:
        return [region]
    row, row_share = _row_seam(picture, region)
    column, column_share = _column_seam(picture, region)
    if max(row_share, column_share) < _CUT:
        return [region]
    top, bottom, left, right = region.top, region.bottom, region.left, region.right
    if row_share >= column_share:
        row += top
        parts = _Region(top, row, left, right), _Region(row, bottom, left, right)
    else:
        column += left
        parts = _Region(top, bottom, left, column), _Region(top, bottom, column, right)
    return [leaf for part in parts for leaf in _leaves(picture, part, depth - 1)]


def _row_seam(picture: _Picture, region: _Region) -> tuple[int, float]:
    """Row above which most is cut, and how much of it; 0, 0: none."""
    lines, along = region.of(picture.lab), _cut_share(picture, region, upright=False)
    for row in np.argsort(-along)[: 2 * _REACH]:
        if along[row] < _CUT:
            break
        if not _continues(lines[row - _REACH], lines[row + _REACH]):
            return int(row), float(along[row])
    return 0, 0.0


def _column_seam(picture: _Picture, region: _Region) -> tuple[int, float]:
    """Likewise; two views of one scene agree along it, as sky is above and floor below.

    So nothing is said of what goes on behind it.
    """
    along = _cut_share(picture, region, upright=True)
    best = int(along.argmax())
    return best, float(along[best])


def _cut_share(picture: _Picture, region: _Region, upright: bool) -> Plane:
    """How much of each line is cut: more where seams are likely, none at the ends."""
    cuts = _line_means(region.of(picture.down if upright else picture.across), upright)
    means = _line_means(region.of(picture.lab), upright)
    variances = _line_means(region.of(picture.squares), upright) - means * means
    is_flat = (variances.max(axis=1) <= _FLAT**2).astype(np.uint8).reshape(-1, 1)
    beside = cv2.dilate(is_flat, np.ones((2 * _REACH + 1, 1), np.uint8)).ravel()
    size = len(cuts)
    is_middle = np.abs(np.arange(size) - (size - 1) / 2) <= max(1.0, _MIDDLE * size)
    along = cuts[:, 0] + _GUTTER_BONUS * beside + _MIDDLE_BONUS * is_middle
    along[:_NEAREST], along[-_NEAREST:] = 0.0, 0.0
    return np.asarray(along, np.float32)


def _line_means(plane: Plane, upright: bool) -> Plane:
    """Mean of each row or column, shape (N, channels)."""
    means = cv2.reduce(plane, 0 if upright else 1, cv2.REDUCE_AVG)
    return np.asarray(means, np.float32).reshape(max(means.shape[:2]), -1)


def _continues(before: Plane, after: Plane) -> bool:
    """Whether the detail of two lines is much the same."""
    one, other = before - before.mean(axis=0), after - after.mean(axis=0)
    power = float((one * one).sum() * (other * other).sum()) ** 0.5
    return bool((one * other).sum() > _CONTINUING * power)


def _color_cells(pixels: Plane) -> int:
    """Number of cells, 5 of L* by 10 of a* and b*, that hold 0.5 % of a region."""
    cells = np.floor(pixels.reshape(-1, 3) * _CELLS_A_UNIT).astype(np.int32)
    codes = cells @ np.array([_SIDE**2, _SIDE, 1]) + (_SIDE + 1) * (_SIDE // 2)
    counts = np.bincount(codes)
    return int(np.count_nonzero(counts > 0.005 * len(codes)))


def _is_photo(picture: _Picture, region: _Region) -> bool:
    shorter, longer = region.sides
    if shorter < max(_SMALLEST_SIDE, _NARROWEST * longer):
        return False
    if region.area < _SMALLEST_AREA * picture.whole.area:
        return False
    if float(region.of(picture.text).mean()) > _MOST_TEXT:
        return False
    is_textured = float(region.of(picture.texture).mean()) >= _PHOTO_TEXTURE
    return is_textured and _color_cells(region.of(picture.lab)) >= _RICH
