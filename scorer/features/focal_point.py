"""Where the eye goes first, and how widely attention is spread."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative, Mask, Plane
from scorer.core.units import Box, Unit
from scorer.features._busy_text import line_spreads
from scorer.features._maps import file_box, grid
from scorer.features._text_regions import working_text
from scorer.vision.faces import faces
from scorer.vision.resize import working
from scorer.vision.saliency import behind_text, focal_region, held_share, saliency

# Spread of color behind letters, CIELAB, from which the picture shows, and shows fully.
_SHOWS_FROM, _SHOWS_ALL = 4.0, 12.0
# Attention below this share of its peak is not of a subject.
_SUBJECT_LEVEL = 0.3


@dataclass(frozen=True, slots=True)
class FocalPoint:
    """Where the eye goes first.

    Attributes:
        focal_box: The region that holds most attention.
        subject_box: The same, text taken for what is around it.
        faces: Upright faces, largest first.
        map: Expected attention, rows of numbers 0..1 from the top left.
    """

    focal_share: float = measure(
        Unit.SHARE,
        "Share of the picture that the focal box takes, 0..1",
        label="share of the picture that the focal point takes",
    )
    held_share: float = measure(
        Unit.SHARE,
        "Share of all attention that falls into the focal region, 0..1",
        label="strength of the focal point",
    )
    scatter: float = measure(
        Unit.NONE,
        "Spread of attention: its entropy against an even spread, 0 (one spot) to 1",
        label="how scattered attention is",
        scale="0 one spot to 1 everywhere",
    )
    focal_x: float = measure(
        Unit.NONE,
        "Middle of the focal box, 0 (left) to 1",
        label="horizontal place of the focal point",
        scale="0 left to 1 right",
    )
    focal_y: float = measure(
        Unit.NONE,
        "Middle of the focal box, 0 (top) to 1",
        label="vertical place of the focal point",
        scale="0 top to 1 bottom",
    )
    center_distance: float = measure(
        Unit.NONE,
        "Focal point to the middle, in half diagonals, 0..1",
        label="distance of the focal point from the middle",
        scale="0 middle to 1 corner",
    )
    thirds_distance: float = measure(
        Unit.NONE,
        "Focal point to the nearest crossing of thirds, in half diagonals",
        label="distance of the focal point from the nearest third",
        scale="in half diagonals",
    )
    covered_share: float = measure(
        Unit.SHARE,
        "Share of the subject that letters with the picture behind them cover, 0..1; "
        "each place counts by its attention",
        label="share of the subject under text",
    )
    covered_face_share: float = measure(
        Unit.SHARE,
        "Share of what may be a face that such letters cover, the most covered, 0..1",
        label="share of a face under text",
    )
    face_count: int = measure(
        Unit.COUNT,
        "Upright faces",
        source="Viola, Jones 2001, doi:10.1109/CVPR.2001.990517",
        label="faces",
    )
    face_share: float = measure(
        Unit.SHARE,
        "Share of the picture that the largest face takes, 0..1",
        label="share of the picture that the largest face takes",
    )
    focal_box: Box = evidence("focal_box")  # noqa: RUF009 - a field
    subject_box: Box = evidence("subject_box")  # noqa: RUF009 - a field
    faces: tuple[Box, ...] = evidence("faces")
    map: tuple[tuple[float, ...], ...] = evidence("saliency_map")


def _extract(creative: Creative) -> FocalPoint:
    pixels = creative.once(working)
    seen = faces(pixels)
    text = creative.once(working_text)
    attention = saliency(pixels, text, seen)
    region = focal_region(attention)
    behind = behind_text(attention, pixels.shape, text)
    box = _bounding(region)
    height, width = attention.shape
    x, y = (box.left + box.width / 2) / width, (box.top + box.height / 2) / height
    overlay = _over_picture(creative, pixels.shape)
    face_area = seen[0].width * seen[0].height if seen else 0
    return FocalPoint(
        focal_share=box.width * box.height / (width * height),
        held_share=held_share(attention),
        scatter=_scatter(attention),
        focal_x=x,
        focal_y=y,
        center_distance=_half_diagonals(x - 0.5, y - 0.5),
        thirds_distance=min(
            _half_diagonals(x - column / 3, y - row / 3)
            for column in (1, 2)
            for row in (1, 2)
        ),
        covered_share=_covered(overlay, behind),
        covered_face_share=max((_share(overlay, face) for face in seen), default=0.0),
        face_count=len(seen),
        face_share=face_area / (pixels.shape[0] * pixels.shape[1]),
        focal_box=file_box(creative, box, attention.shape),
        subject_box=file_box(
            creative, _bounding(focal_region(behind)), attention.shape
        ),
        faces=tuple(file_box(creative, face, pixels.shape) for face in seen),
        map=grid(attention, 1.0),
    )


def _bounding(region: Mask) -> Box:
    left, top, width, height = cv2.boundingRect(region.astype(np.uint8))
    return Box(left, top, width, height)


def _scatter(attention: Plane) -> float:
    """Entropy of attention over the places, 1 if it is the same everywhere."""
    shares = attention.ravel().astype(np.float64) / float(attention.sum())
    used = shares[shares > 0]
    return float(-np.sum(used * np.log(used)) / np.log(shares.size))


def _half_diagonals(across: float, down: float) -> float:
    """Length of a distance given in shares of width and height; 1 at a corner."""
    return float(np.hypot(across, down) / np.hypot(0.5, 0.5))


def _share(mask: Plane, box: Box) -> float:
    rows = slice(box.top, box.top + box.height)
    return float(np.mean(mask[rows, box.left : box.left + box.width]))


def _covered(text: Plane, attention: Plane) -> float:
    """Share of the attention above the level of a subject that falls on text."""
    share = cv2.resize(text, attention.shape[::-1], interpolation=cv2.INTER_AREA)
    above = np.maximum(attention - _SUBJECT_LEVEL, 0)
    return float((above * share).sum() / max(float(above.sum()), 1e-6))


def _over_picture(creative: Creative, shape: tuple[int, ...]) -> Plane:
    """How far letters show the picture behind them, 0 (a panel, no text) to 1."""
    shown = np.zeros(shape[:2], np.float32)
    across, down = shape[1] / creative.width_px, shape[0] / creative.height_px
    for line, spread in creative.once(line_spreads):
        over = min(1.0, (spread - _SHOWS_FROM) / (_SHOWS_ALL - _SHOWS_FROM))
        if over > 0:
            left, top, width, height = line.box
            first = int(left * across), int(top * down)
            last = round((left + width) * across), round((top + height) * down)
            cv2.rectangle(shown, first, last, over, cv2.FILLED)
    return shown


FAMILY = Family(
    record=FocalPoint,
    extract=_extract,
    version=7,
    reads=("ocr_engine", "languages"),
)
