"""Faces, by the cascades that OpenCV 4 ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.pin import Rgb
from scorer.core.units import Box

Gray = NDArray[np.uint8]  # (H, W)

# Large faces are found in a tiny picture, small ones where skin is in a larger one.
# Smallest face of either, as a share of the width: smaller ones are no subject.
_LARGE_PX, _LARGE, _LARGE_STEP = 125, 0.28, 1.1
_SMALL_PX, _SMALL, _SMALL_STEP = 320, 0.085, 1.25
_LARGE_VOTES, _LARGE_SKIN = 5, 0.6
_LARGEST_SMALL = 0.45

# A place is worth a look if skin covers most of a face's middle there and the spread
# of its gray is one of eyes and shadows.
_MAP_PX = 100
_SMALL_SKIN, _LEAST_SPREAD = 0.7, 15.0
# Chroma of skin of all tones (Chai and Ngan 1999, doi:10.1109/76.767122).
_SKIN_LOW, _SKIN_HIGH = (0, 133, 77), (255, 173, 127)

# A candidate is looked at again at this size, by cascades that were trained otherwise.
_CHECK_PX, _CHECK_STEP = 72, 1.1
# Share of skin within a candidate, and the windows that must then be taken for faces.
_NEEDED_VOTES = ((0.75, 10), (0.5, 20))
_SAME = 0.3
# How much sides of one group's rectangles may differ, as in OpenCV.
_LIKE = 0.2


def faces(pixels: Rgb) -> tuple[Box, ...]:
    """Return faces that look at the viewer or nearly so, largest first.

    Args:
        pixels: Shape (H, W, 3), uint8.

    Source:
        Viola and Jones 2001, doi:10.1109/CVPR.2001.990517; graded by
        benchmarks/vision/focal_point.py.
    """
    skin = _skin_map(pixels)
    if not skin.any():
        return ()
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    found = sorted([*_large(gray, skin), *_small(gray, skin)], key=_by_width)
    apart: list[Box] = []
    for box in found:
        if all(_overlap(box, other) < _SAME for other in apart):
            apart.append(box)
    return tuple(apart)


def _by_width(box: Box) -> int:
    return -box.width


def _resized(pixels: Rgb, width: int) -> Rgb:
    rows = max(16, round(pixels.shape[0] * width / pixels.shape[1]))
    return cv2.resize(pixels, (width, rows), interpolation=cv2.INTER_AREA).astype(
        np.uint8
    )


def _skin_map(pixels: Rgb) -> Rgb:
    """1 where skin may be, shape (H * 100 / W, 100)."""
    coded = cv2.cvtColor(_resized(pixels, _MAP_PX), cv2.COLOR_RGB2YCrCb)
    return (cv2.inRange(coded, _SKIN_LOW, _SKIN_HIGH) > 0).astype(np.uint8)


def _skin_share(skin: Rgb, box: Box, width: int) -> float:
    """Share of skin within a box of a picture of that width."""
    left, top, right, bottom = (
        round(side * _MAP_PX / width)
        for side in (box.left, box.top, box.left + box.width, box.top + box.height)
    )
    return float(np.mean(skin[top : max(top + 1, bottom), left : max(left + 1, right)]))


def _large(shades: Gray, skin: Rgb) -> list[Box]:
    """Faces of which a tiny picture shows all that there is: many votes are enough.

    The votes of the mirror image are added, as a cascade is not symmetric; where there
    is no other vote they are never enough (none of 366 pictures).
    """
    gray, votes = _resized(shades, _LARGE_PX), []
    for left, top, width, height in _worth_a_look(gray, skin, _LARGE, _LARGE_SKIN):
        part = gray[top : top + height, left : left + width]
        seen = _windows(part, _LARGE_STEP, (_LARGE, 1.0), _LARGE_PX)
        if not seen:
            continue
        mirrored = np.ascontiguousarray(part[:, ::-1])
        turned = _windows(mirrored, _LARGE_STEP, (_LARGE, 1.0), _LARGE_PX)
        votes += [_moved(box, left, top) for box in seen]
        votes += [
            _moved(box._replace(left=part.shape[1] - box.left - box.width), left, top)
            for box in turned
        ]
    return [
        _enlarged(box, shades.shape[1] / _LARGE_PX)
        for box in _grouped(votes, _LARGE_VOTES)
        if _skin_share(skin, box, _LARGE_PX) >= _LARGE_SKIN
    ]


def _small(shades: Gray, skin: Rgb) -> list[Box]:
    """Faces on which several cascades agree."""
    gray, votes = _resized(shades, _SMALL_PX), []
    for left, top, width, height in _worth_a_look(gray, skin, _SMALL, _SMALL_SKIN):
        part = gray[top : top + height, left : left + width]
        seen = _windows(part, _SMALL_STEP, (_SMALL, _LARGEST_SMALL), _SMALL_PX)
        votes += [_moved(box, left, top) for box in seen]
    return [
        _enlarged(box, shades.shape[1] / _SMALL_PX)
        for box in _grouped(votes, 1)
        if _is_confirmed(gray, box, _skin_share(skin, box, _SMALL_PX))
    ]


def _worth_a_look(gray: Rgb, skin: Rgb, face: float, least_skin: float) -> list[Box]:
    """Where a face of a share of the width may be, in a gray picture."""
    size = skin.shape[::-1]
    coarse = cv2.resize(gray, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    around = (round(face * _MAP_PX),) * 2
    mean = cv2.blur(coarse, around)
    variance = cv2.blur(coarse * coarse, around) - mean * mean
    share = cv2.blur(skin.astype(np.float32), around)
    middles = (share >= least_skin) & (variance >= _LEAST_SPREAD**2)
    places = cv2.dilate(middles.astype(np.uint8), np.ones(around, np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(places)
    scale = gray.shape[1] / _MAP_PX
    return [
        _enlarged(Box(*(int(side) for side in each[:4])), scale) for each in stats[1:]
    ]


def _windows(
    part: Rgb, step: float, shares: tuple[float, float], width: int
) -> list[Box]:
    """All that the first cascade takes for a face, of sizes in shares of a width."""
    smallest, largest = (round(share * width) for share in shares)
    if min(part.shape) < smallest:
        return []
    found = _cascade("frontalface_default").detectMultiScale(
        part,
        scaleFactor=step,
        minNeighbors=0,
        minSize=(smallest, smallest),
        maxSize=(largest, largest),
    )
    return [Box(*(int(side) for side in each)) for each in found]


def _grouped(boxes: list[Box], votes: int) -> list[Box]:
    """Means of groups of at least so many boxes that are alike."""
    # OpenCV leaves lone rectangles out, so each is given twice.
    groups, _ = cv2.groupRectangles(
        [list(box) for box in boxes] * 2, 2 * votes - 1, _LIKE
    )
    return [Box(*(int(side) for side in each)) for each in groups]


def _moved(box: Box, left: int, top: int) -> Box:
    return box._replace(left=box.left + left, top=box.top + top)


def _is_confirmed(gray: Rgb, box: Box, skin_share: float) -> bool:
    """Whether other cascades see a face there, from the front or from either side."""
    needed = next((votes for share, votes in _NEEDED_VOTES if skin_share >= share), 0)
    if not needed:
        return False
    rim = box.width // 4
    rows = slice(max(0, box.top - rim), box.top + box.height + rim)
    columns = slice(max(0, box.left - rim), box.left + box.width + rim)
    region = gray[rows, columns]
    scale = _CHECK_PX / box.width
    size = (round(region.shape[1] * scale), round(region.shape[0] * scale))
    enlarged = cv2.resize(region, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    mirrored = np.ascontiguousarray(enlarged[:, ::-1])
    looks = (
        ("frontalface_alt2", enlarged),
        ("frontalface_alt", enlarged),
        ("profileface", enlarged),
        ("profileface", mirrored),
    )
    votes = 0
    for name, picture in looks:
        votes += _votes(name, picture)
        if votes == 0 or votes >= needed:
            break
    return votes >= needed


def _votes(name: str, picture: Rgb) -> int:
    """How many windows of a picture a cascade takes for a face."""
    least = (round(0.6 * _CHECK_PX),) * 2
    return len(
        _cascade(name).detectMultiScale(
            picture, scaleFactor=_CHECK_STEP, minNeighbors=0, minSize=least
        )
    )


def _enlarged(box: Box, scale: float) -> Box:
    return Box(*(round(side * scale) for side in box))


def _overlap(one: Box, other: Box) -> float:
    """Share of the smaller box that lies in the other."""
    across = min(one.left + one.width, other.left + other.width)
    down = min(one.top + one.height, other.top + other.height)
    width = max(0, across - max(one.left, other.left))
    height = max(0, down - max(one.top, other.top))
    return width * height / min(one.width * one.height, other.width * other.height)


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    folder = Path(cv2.__file__).parent / "data"
    return cv2.CascadeClassifier(str(folder / f"haarcascade_{name}.xml"))
