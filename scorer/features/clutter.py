"""How busy the picture is, as measured and as people would judge it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.core.family import Family, evidence, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.features._maps import grid
from scorer.features._text_regions import text_mask
from scorer.vision.clutter.complexity import judged_clutter, predictors, sketch
from scorer.vision.clutter.congestion import congestion_map
from scorer.vision.clutter.entropy import subband_entropy

_ROSENHOLTZ = "Rosenholtz, Li, Nakano 2007, doi:10.1167/7.2.17"
_SAVOIAS = (
    "Ridge regression on 98 advertisements judged by crowds (Savoias, Saraee et al. "
    "2018, arXiv:1810.01771); benchmarks/vision/clutter.py"
)
# Congestion drawn as full in the map: no part of a calm picture comes near it.
_MAP_FULL = 12.0


@dataclass(frozen=True, slots=True)
class Clutter:
    """How busy the picture is.

    Attributes:
        map: Local feature congestion, rows of numbers 0..1 from the top left.
    """

    clutter: float = measure(
        Unit.NONE,
        "Clutter as people would judge the whole pin, text included, 0..100",
        source=_SAVOIAS,
        label="clutter of the whole pin",
        scale="0 plain to 100 cluttered",
    )
    picture_clutter: float = measure(
        Unit.NONE,
        "The same with text taken as plain space: words are judged by guidelines of "
        "their own and must not count twice, 0..100",
        source=_SAVOIAS,
        label="clutter of the picture without its text",
        scale="0 plain to 100 cluttered",
    )
    edge_density: float = measure(
        Unit.NONE,
        "Share of pixels on a contour, 0..1",
        source="Canny 1986; Mack, Oliva",
        label="amount of fine detail",
        scale="0 to 1",
    )
    feature_congestion: float = measure(
        Unit.NONE,
        "Local variability of color, contrast and orientation, 0 and up",
        source=_ROSENHOLTZ,
        label="visual crowding",
        scale="0 and up",
    )
    subband_entropy: float = measure(
        Unit.NONE,
        "Length of a wavelet code of the picture, in nats, 0 and up",
        source=_ROSENHOLTZ,
        label="amount of detail",
        scale="0 and up",
    )
    map: tuple[tuple[float, ...], ...] = evidence("clutter_map")


def _extract(creative: Creative) -> Clutter:
    picture, congestion = creative.once(sketch), creative.once(congestion_map)
    text = creative.once(text_mask)
    whole = judged_clutter(predictors(picture))
    without_text = judged_clutter(predictors(picture, text)) if text.any() else whole
    return Clutter(
        clutter=whole,
        picture_clutter=without_text,
        edge_density=float(np.mean(picture.fine)),
        feature_congestion=float(np.mean(congestion)),
        subband_entropy=creative.once(subband_entropy),
        map=grid(congestion, _MAP_FULL),
    )


FAMILY = Family(
    record=Clutter, extract=_extract, version=4, reads=("ocr_engine", "languages")
)
