"""Faces, by the cascades that OpenCV 4 ships."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from scorer.core.pin import Rgb
from scorer.core.units import Box

_WIDTH_PX = 250
_STEP = 1.3
_VOTES = 2
# Smallest face looked for, as a share of the width: smaller ones are no subject.
_SMALLEST = 0.1
_CHECK_PX = 72
_SKIN_SHARE = 0.3
# Chroma of skin of all tones (Chai and Ngan 1999, doi:10.1109/76.767122).
_SKIN_LOW, _SKIN_HIGH = (0, 133, 77), (255, 173, 127)


def faces(pixels: Rgb) -> tuple[Box, ...]:
    """Return upright frontal faces, largest first.

    A candidate of the frontal cascade counts if a third of it has the chroma of skin
    and a second cascade, trained otherwise, finds a face there too.

    Args:
        pixels: Shape (H, W, 3), uint8.

    Source:
        Viola and Jones 2001, doi:10.1109/CVPR.2001.990517.
    """
    scale = _WIDTH_PX / pixels.shape[1]
    size = (_WIDTH_PX, max(16, round(pixels.shape[0] * scale)))
    reduced = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    skin = cv2.inRange(
        cv2.cvtColor(reduced, cv2.COLOR_RGB2YCrCb), _SKIN_LOW, _SKIN_HIGH
    )
    gray = cv2.cvtColor(reduced, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    smallest = (round(_SMALLEST * _WIDTH_PX),) * 2
    candidates = _cascade("frontalface_default").detectMultiScale(
        gray, scaleFactor=_STEP, minNeighbors=_VOTES, minSize=smallest
    )
    found = [
        Box(*(round(float(value) / scale) for value in box))
        for box in candidates
        if _is_skin(skin, box) and _is_confirmed(gray, box)
    ]
    return tuple(sorted(found, key=lambda box: -box.width))


def _is_skin(skin: cv2.typing.MatLike, box: Sequence[int]) -> bool:
    left, top, width, height = (int(value) for value in box)
    return (
        float(np.mean(skin[top : top + height, left : left + width] > 0)) > _SKIN_SHARE
    )


def _is_confirmed(gray: Rgb, box: Sequence[int]) -> bool:
    left, top, width, height = (int(value) for value in box)
    rim = width // 4
    rows = slice(max(0, top - rim), top + height + rim)
    columns = slice(max(0, left - rim), left + width + rim)
    region = gray[rows, columns]
    scale = _CHECK_PX / width
    size = (round(region.shape[1] * scale), round(region.shape[0] * scale))
    enlarged = cv2.resize(region, size, interpolation=cv2.INTER_LINEAR)
    least = (round(0.6 * _CHECK_PX),) * 2
    again = _cascade("frontalface_alt2").detectMultiScale(
        enlarged, scaleFactor=1.1, minNeighbors=1, minSize=least
    )
    return len(again) > 0


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    folder = Path(cv2.__file__).parent / "data"
    return cv2.CascadeClassifier(str(folder / f"haarcascade_{name}.xml"))
