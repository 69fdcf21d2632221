"""How much of the pin is picture, and where there is nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Box, Unit
from scorer.features._maps import file_box
from scorer.features._text_regions import picture_backgrounds
from scorer.vision.color.lab import cielab
from scorer.vision.emptiness import bars, largest_void
from scorer.vision.strips import strips


@dataclass(frozen=True, slots=True)
class Composition:
    """How much is picture, and where there is nothing.

    Attributes:
        void: The largest place without picture or text.
        framed: What stands between the bars.
        strips: Thin strips that a crop left along edges.
        unstripped: The pin without them.
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
    strip_width_dp: float = measure(
        Unit.DP,
        "Width of the widest thin strip of black or white along an edge, beside which "
        "the picture begins; 0 for none, or for a frame",
        label="width of a strip left at an edge",
    )
    void: Box | None = None
    framed: Box | None = None
    strips: tuple[Box, ...] = ()
    unstripped: Box | None = None


def _extract(creative: Creative) -> Composition:
    lab, places = creative.once(cielab), creative.once(picture_backgrounds)
    void_share, void = largest_void(places.plain)
    bars_share, framed = bars(lab)
    pixels = creative.pixels
    thin = {
        edge: file_box(creative, box, pixels.shape)
        for edge, box in strips(pixels).items()
    }
    widths = {edge: min(box.width, box.height) for edge, box in thin.items()}
    return Composition(
        picture_share=places.picture_share,
        void_share=void_share,
        bars_share=bars_share,
        void=file_box(creative, void, lab.shape) if void_share else None,
        framed=file_box(creative, framed, lab.shape) if bars_share else None,
        strip_width_dp=max(widths.values(), default=0) * creative.dp_per_px,
        strips=tuple(thin.values()),
        unstripped=_without(widths, creative) if thin else None,
    )


def _without(widths: Mapping[str, int], creative: Creative) -> Box:
    """The pin without strips of these widths at its edges."""
    left, top, right, bottom = (
        widths.get(edge, 0) for edge in ("left", "top", "right", "bottom")
    )
    width, height = creative.width_px - left - right, creative.height_px - top - bottom
    return Box(left, top, width, height)


FAMILY = Family(
    record=Composition,
    extract=_extract,
    version=5,
    reads=("ocr_engine", "languages", "feed_width_dp"),
)
