"""Shape, size and file of the picture."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit


@dataclass(frozen=True, slots=True)
class Geometry:
    """Shape, size and file of the picture."""

    width_px: int = measure(
        Unit.PX, "Width of the upright image", label="width of the image"
    )
    height_px: int = measure(
        Unit.PX, "Height of the upright image", label="height of the image"
    )
    aspect_ratio: float = measure(
        Unit.NONE,
        "Width / height; Pinterest recommends 2:3 = 0.667",
        label="width divided by height",
        scale="2:3 is 0.667",
    )
    file_size_bytes: int = measure(
        Unit.BYTES,
        "Size of the file; 0 if it is not known",
        changeable=False,
        label="size of the file",
    )
    format: str = ""


def _extract(creative: Creative) -> Geometry:
    return Geometry(
        width_px=creative.width_px,
        height_px=creative.height_px,
        aspect_ratio=creative.width_px / creative.height_px,
        file_size_bytes=creative.file.size_bytes,
        format=creative.file.format,
    )


FAMILY = Family(record=Geometry, extract=_extract, version=2)
