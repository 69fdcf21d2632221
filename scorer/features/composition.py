"""How much of the pin is picture, and where there is nothing at all."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Box, Unit
from scorer.features._maps import file_box
from scorer.features._text_regions import picture_backgrounds
from scorer.vision.color.lab import cielab
from scorer.vision.emptiness import bars, largest_void


@dataclass(frozen=True, slots=True)
class Composition:
    """How much is picture, and where there is nothing.

    Attributes:
        void: The largest place without picture or text.
        framed: What stands between the bars.
    """

    picture_share: float = measure(
        Unit.SHARE,
        "Share of the pin that is photo or drawing, not plain, not text, not lines",
        label="share of the pin that is photo or drawing",
    )
    void_share: float = measure(
        Unit.SHARE,
        "Share of the pin that the largest rectangle with nothing in it takes",
        label="share of the largest empty place",
    )
    bars_share: float = measure(
        Unit.SHARE,
        "Share of the pin taken by plain bars that end where a picture begins",
        label="share of the pin that is bars",
    )
    void: Box | None = None
    framed: Box | None = None


def _extract(creative: Creative) -> Composition:
    lab, places = creative.once(cielab), creative.once(picture_backgrounds)
    void_share, void = largest_void(places.plain)
    bars_share, framed = bars(lab)
    return Composition(
        picture_share=places.picture_share,
        void_share=void_share,
        bars_share=bars_share,
        void=file_box(creative, void, lab.shape) if void_share else None,
        framed=file_box(creative, framed, lab.shape) if bars_share else None,
    )


FAMILY = Family(
    record=Composition, extract=_extract, version=4, reads=("ocr_engine", "languages")
)
