"""Composition: panels, borders, empty space, symmetry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative
from scorer.core.units import Box, Unit
from scorer.features._maps import file_box
from scorer.features._text_regions import panel_lab, text_mask
from scorer.vision.background import border_share, empty_share, symmetry
from scorer.vision.color.lab import cielab
from scorer.vision.seams import panels

_ALIKE = 0.75
_ALIGNED = 0.1
_BOTH_COVER = 0.4


@dataclass(frozen=True, slots=True)
class Layout:
    """Composition.

    Attributes:
        panels: The photos, in reading order.
    """

    panel_count: int = measure(
        Unit.COUNT,
        "Photos set side by side; 1 is a single one",
        label="photos side by side",
    )
    is_collage: bool = measure(
        Unit.NONE, "Whether there are two photos or more", label="a collage"
    )
    is_paired: bool = measure(
        Unit.NONE,
        "Whether it is two photos of one size, side by side or one above the other, as "
        "a before and after is set",
        label="a pair of photos",
        scale="as before and after",
    )
    empty_share: float = measure(
        Unit.SHARE,
        "Share of the picture with nothing in it but ground, 0..1",
        label="empty share of the picture",
    )
    border_share: float = measure(
        Unit.SHARE,
        "Share of the picture taken by a plain frame or letterbox, 0..1",
        label="share of the picture that is frame",
    )
    symmetry: float = measure(
        Unit.NONE,
        "How far the left half mirrors the right, 0 to 1",
        label="symmetry of left and right",
        scale="0 none to 1 mirrored",
    )
    panels: tuple[Box, ...] = evidence("panels")


def _extract(creative: Creative) -> Layout:
    lab, flat = creative.once(cielab), creative.once(panel_lab)
    found = panels(flat, creative.once(text_mask))
    area = flat.shape[0] * flat.shape[1]
    return Layout(
        panel_count=len(found),
        is_collage=len(found) > 1,
        is_paired=_is_paired(found, area),
        empty_share=empty_share(lab),
        border_share=border_share(lab),
        symmetry=symmetry(lab),
        panels=tuple(file_box(creative, box, flat.shape) for box in found),
    )


def _is_paired(found: Sequence[Box], area: int) -> bool:
    if len(found) != 2:
        return False
    first, second = found
    sizes = sorted(box.width * box.height for box in found)
    is_level = abs(first.top - second.top) < _ALIGNED * first.height
    is_stacked = abs(first.left - second.left) < _ALIGNED * first.width
    is_alike = sizes[0] >= _ALIKE * sizes[1] and sum(sizes) >= _BOTH_COVER * area
    return is_alike and (is_level or is_stacked)


FAMILY = Family(
    record=Layout, extract=_extract, version=5, reads=("ocr_engine", "languages")
)
