"""Light and dark, vivid and gray, and the colors that dominate."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.features._text_regions import textless_lab
from scorer.vision.background import background
from scorer.vision.clutter.complexity import sketch
from scorer.vision.color.lab import cielab
from scorer.vision.color.palette import colorfulness, dominant_colors
from scorer.vision.resize import small

_DARK, _LIGHT = 25.0, 85.0


@dataclass(frozen=True, slots=True)
class Color:
    """Light, saturation and colors.

    Attributes:
        dominant: Colors as ``#rrggbb`` that hold at least 5 %, most used first.
    """

    lightness: float = measure(
        Unit.NONE,
        "Mean lightness L*, 0 (black) to 100 (white)",
        source="CIE 15",
        label="lightness of the picture",
        scale="0 black to 100 white",
    )
    lightness_spread: float = measure(
        Unit.NONE,
        "Standard deviation of lightness L*",
        source="CIE 15",
        label="spread of light and dark",
        scale="0 is even",
    )
    dark_share: float = measure(
        Unit.SHARE,
        "Share of the picture with L* below 25",
        label="share of very dark pixels",
    )
    light_share: float = measure(
        Unit.SHARE,
        "Share of the picture with L* above 85",
        label="share of very light pixels",
    )
    saturation: float = measure(
        Unit.NONE,
        "Mean saturation (HSV), 0 (gray) to 1",
        source="Smith 1978",
        label="saturation of the colors",
        scale="0 gray to 1 pure",
    )
    colorfulness: float = measure(
        Unit.NONE,
        "Colorfulness, 0 (gray) to about 110",
        source="Hasler, Süsstrunk 2003, doi:10.1117/12.477378",
        label="colorfulness",
        scale="0 gray to about 110",
    )
    dominant_count: int = measure(
        Unit.COUNT,
        "Colors that hold 5 % or more, 20 units of CIELAB apart",
        label="main colors",
    )
    background_lightness: float = measure(
        Unit.NONE,
        "Lightness L* of the background, the main color of the edge",
        label="lightness of the background",
        scale="0 black to 100 white",
    )
    background_chroma: float = measure(
        Unit.NONE,
        "Distance of the background from gray, 0 and up",
        label="strength of the background color",
        scale="0 is gray",
    )
    background_share: float = measure(
        Unit.SHARE,
        "Share of the picture that is background joined to the edge",
        label="share of the picture that is background",
    )
    dominant: tuple[str, ...] = evidence("dominant_colors")


def _extract(creative: Creative) -> Color:
    lab, pixels = creative.once(cielab), creative.once(small)
    lightness = lab[..., 0]
    found = background(creative.once(textless_lab))
    dominant = dominant_colors(lab)
    saturation = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)[..., 1]
    return Color(
        lightness=float(lightness.mean()),
        lightness_spread=float(lightness.std()),
        dark_share=float(np.mean(lightness < _DARK)),
        light_share=float(np.mean(lightness > _LIGHT)),
        saturation=float(saturation.mean()) / 255,
        colorfulness=colorfulness(creative.once(sketch).colors),
        dominant_count=len(dominant),
        background_lightness=found.lightness,
        background_chroma=found.chroma,
        background_share=float(found.mask.mean()),
        dominant=tuple(_hex(color) for color, _ in dominant),
    )


def _hex(color: tuple[float, float, float]) -> str:
    unit = cv2.cvtColor(np.array([[color]], np.float32), cv2.COLOR_Lab2RGB)[0, 0]
    red, green, blue = (round(255 * min(1.0, max(0.0, float(v)))) for v in unit)
    return f"#{red:02x}{green:02x}{blue:02x}"


FAMILY = Family(
    record=Color, extract=_extract, version=4, reads=("ocr_engine", "languages")
)
