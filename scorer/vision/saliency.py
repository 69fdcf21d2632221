"""Where the eye goes: a saliency map for pins, and the box of the focal point."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from scorer.core.pin import Mask, Plane, Rgb
from scorer.core.units import Box
from scorer.vision.quantiles import median

# Any weights do about as well on real subjects, so none are chosen.
EQUAL = (1.0, 1.0, 1.0, 1.0, 1.0)
# The center prior leaves 30 % at the corners: subjects stand off the middle, rarely at
# an edge.
_FLOOR, _PRIOR_SIGMA = 0.3, 0.35
_TEXT_LEFT = 0.1
_LEAST = 0.01
_FACE_GAIN = 1.0
_BOX_LEVEL = 0.4
_BOX_LEVELS = (0.3, 0.325, 0.35, 0.375, 0.4, 0.425, 0.45, 0.475, 0.5)
_WIDTH_PX = 72
_THRESHOLD_STEP = 16


def saliency(
    pixels: Rgb,
    text: Sequence[Box] = (),
    faces: Sequence[Box] = (),
    weights: Sequence[float] = EQUAL,
) -> Plane:
    """Return how much attention each place can expect.

    Surroundedness by boolean maps, center-surround contrast, texture, chroma and color
    rarity are added, text lines taken out, faces put in, and the middle preferred.

    Args:
        pixels: Shape (H, W, 3), uint8.
        text: Boxes of text lines, in the pixels given.
        faces: Boxes of faces, likewise.
        weights: Of the five cues, in the order above.

    Returns:
        Shape (H * 72 / W, 72), float32, 0 to 1; the largest value is 1.

    Source:
        Boolean maps: Zhang and Sclaroff 2013, doi:10.1109/ICCV.2013.26. The sum and its
        prior are ours; graded by benchmarks/vision/focal_point.py.
    """
    scale = _WIDTH_PX / pixels.shape[1]
    rows = min(8 * _WIDTH_PX, max(16, round(pixels.shape[0] * scale)))
    stretch = (scale, rows / pixels.shape[0])
    size = (_WIDTH_PX, rows)
    reduced = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    lines = [_scaled(box, stretch) for box in text]
    plain = without_text(reduced, lines)
    weighed = (
        cue * np.float32(w) for cue, w in zip(_cues(plain), weights, strict=True)
    )
    # Where there is no cue at all, the middle alone decides.
    total = np.asarray(sum(weighed) + np.float32(_LEAST), np.float32)
    total *= _text_gain(plain.shape[:2], lines)
    for face in faces:
        total[_inside(_scaled(face, stretch))] += _FACE_GAIN * float(total.max())
    smooth = cv2.GaussianBlur(total, (0, 0), _WIDTH_PX / 24)
    weighted = smooth * (_FLOOR + (1 - _FLOOR) * center_prior(*plain.shape[:2]))
    return (weighted / max(float(weighted.max()), 1e-6)).astype(np.float32)


def center_prior(height: int, width: int) -> Plane:
    """Return the pull of the middle, shape (height, width), 1 at the center."""
    y = (np.arange(height) + 0.5) / height - 0.5
    x = (np.arange(width) + 0.5) / width - 0.5
    distance = y[:, None] ** 2 + x[None, :] ** 2
    return np.exp(-distance / (2 * _PRIOR_SIGMA**2)).astype(np.float32)


def held_share(attention: Plane) -> float:
    """Return the share of all attention that falls into the focal region, 0 to 1.

    Two regions join or part at one level by a hair's breadth: the mean over some.
    """
    held = [attention[focal_region(attention, x)].sum() for x in _BOX_LEVELS]
    return float(np.mean(held) / attention.sum())


def focal_region(attention: Plane, level: float = _BOX_LEVEL) -> Mask:
    """Return the connected region above a level that holds most attention.

    Args:
        attention: As ``saliency`` returns it.
        level: As a share of the peak, 0 to 1.
    """
    mask = (attention >= level * float(attention.max())).astype(np.uint8)
    count, labels = cv2.connectedComponents(mask, connectivity=8)
    held = np.bincount(labels.ravel(), attention.ravel(), minlength=count)
    held[0] = -1.0
    return np.asarray(labels == int(held.argmax()))


def behind_text(attention: Plane, shape: tuple[int, ...], text: Sequence[Box]) -> Plane:
    """Return a saliency map in which text takes the values of what is around it.

    What lies under words is not seen; where a subject goes on at both sides of them,
    it is the subject that they hide.

    Args:
        attention: As ``saliency`` returns it.
        shape: Of the pixels in which the boxes are given.
        text: Boxes of text lines.
    """
    rows, columns = attention.shape
    stretch = (columns / shape[1], rows / shape[0])
    seen = np.ones(attention.shape, np.float32)
    for line in text:
        left, top, width, height = _scaled(line, stretch)
        seen[_inside(Box(left - 1, top - 1, width + 2, height + 2))] = 0
    weight = cv2.GaussianBlur(seen, (0, 0), _WIDTH_PX / 18) + np.float32(1e-3)
    around = cv2.GaussianBlur(attention * seen, (0, 0), _WIDTH_PX / 18) / weight
    filled = np.where(seen > 0, attention, around).astype(np.float32)
    return filled / np.float32(max(float(filled.max()), 1e-6))


def without_text(pixels: Rgb, text: Sequence[Box]) -> Rgb:
    """Return a copy in which each text box has the median color of its rim."""
    filled = pixels.copy()
    height, width = pixels.shape[:2]
    for left, top, box_width, box_height in text:
        rim = max(1, box_height // 6)
        rows = slice(max(0, top - rim), min(height, top + box_height + rim))
        columns = slice(max(0, left - rim), min(width, left + box_width + rim))
        region = pixels[rows, columns]
        if region.size:
            ring = (region[0], region[-1], region[:, 0], region[:, -1])
            filled[rows, columns] = median(np.concatenate(ring))
    return filled


def _cues(pixels: Rgb) -> tuple[Plane, ...]:
    """Five cues, each 0 to 1."""
    coded = cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab)
    lab8 = cv2.medianBlur(coded, 3).astype(np.uint8)
    unit = pixels.astype(np.float32) * np.float32(1 / 255)
    lab = cv2.cvtColor(unit, cv2.COLOR_RGB2Lab).astype(np.float32)
    return (
        _to_one(_smooth(_surroundedness(lab8), 1.5)),
        _to_one(_center_surround(lab)),
        _to_one(_texture(lab)),
        _chroma(lab),
        _rarity(lab),
    )


def _smooth(plane: Plane, sigma: float) -> Plane:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)


def _to_one(plane: Plane) -> Plane:
    return plane / np.float32(max(float(plane.max()), 1e-6))


def _surroundedness(lab: Rgb) -> Plane:
    """How often a pixel lies in a region that does not touch the border."""
    total = np.zeros(lab.shape[:2], np.float32)
    for plane in cv2.split(lab):
        least, largest = int(plane.min()), int(plane.max())
        for threshold in range(least + _THRESHOLD_STEP // 2, largest, _THRESHOLD_STEP):
            above = (plane > threshold).astype(np.uint8)
            total += _enclosed(above) + _enclosed(1 - above)
    return total


def _enclosed(boolean: Rgb) -> Plane:
    """Where a 0/1 plane is 1 without a way to the border; small areas weigh more."""
    padded = cv2.copyMakeBorder(boolean, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(padded, None, (0, 0), 2)
    inside = (padded[1:-1, 1:-1] == 1).astype(np.float32)
    weighted: Plane = inside / np.float32(0.3 + float(inside.mean()) ** 0.5)
    return weighted


def _center_surround(lab: Plane) -> Plane:
    """Color distance between near and wide surroundings, at three scales."""
    total = np.zeros(lab.shape[:2], np.float32)
    for share in (1 / 64, 1 / 32, 1 / 16):
        near = cv2.GaussianBlur(lab, (0, 0), share * _WIDTH_PX)
        size = (max(2, lab.shape[1] // 4), max(2, lab.shape[0] // 4))
        coarse = cv2.resize(near, size, interpolation=cv2.INTER_AREA)
        wide = cv2.GaussianBlur(coarse, (0, 0), share * _WIDTH_PX * 1.33)
        difference = near - cv2.resize(wide, lab.shape[1::-1])
        total += np.sqrt(np.sum(difference * difference, axis=2))
    return total


def _texture(lab: Plane) -> Plane:
    """Local spread of color, capped at 25 units: photos against flat design."""
    mean = cv2.blur(lab, (5, 5))
    variance = cv2.blur(lab * lab, (5, 5)) - mean * mean
    spread = np.sqrt(np.maximum(variance, 0).sum(axis=2))
    capped = np.minimum(spread, 25).astype(np.float32)
    return _smooth(capped, _WIDTH_PX / 24)


def _chroma(lab: Plane) -> Plane:
    smooth = _smooth(np.hypot(lab[..., 1], lab[..., 2]), _WIDTH_PX / 32)
    share: Plane = smooth / np.float32(float(smooth.max()) + 20)
    return share


def _rarity(lab: Plane) -> Plane:
    """Mean color distance to an 8 x 8 grid of the picture, stretched to 0..1."""
    size = (lab.shape[1] // 2, lab.shape[0] // 2)
    reduced = cv2.resize(lab, size, interpolation=cv2.INTER_AREA)
    samples = cv2.resize(lab, (8, 8), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    points = reduced.reshape(-1, 3)
    squares = (points**2).sum(1)[:, None] + (samples**2).sum(1)[None, :]
    distance = np.sqrt(np.maximum(squares - 2 * points @ samples.T, 0)).mean(axis=1)
    plane = cv2.resize(distance.reshape(size[::-1]), lab.shape[1::-1])
    return _to_one(np.asarray(plane - plane.min(), np.float32))


def _text_gain(shape: tuple[int, int], text: Sequence[Box]) -> Plane:
    gain = np.ones(shape, np.float32)
    for box in text:
        gain[_inside(box)] = _TEXT_LEFT
    return gain


def _inside(box: Box) -> tuple[slice, slice]:
    left, top, width, height = box
    return (
        slice(max(0, top), max(0, top + height)),
        slice(max(0, left), max(0, left + width)),
    )


def _scaled(box: Box, stretch: tuple[float, float]) -> Box:
    """The box in a reduced picture, never empty."""
    across, down = stretch
    left, top = int(box.left * across), int(box.top * down)
    right = int(np.ceil((box.left + box.width) * across))
    bottom = int(np.ceil((box.top + box.height) * down))
    return Box(left, top, max(1, right - left), max(1, bottom - top))
