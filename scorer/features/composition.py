"""How much of the pin is picture, and where there is nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Box, Unit
from scorer.features._maps import file_box
from scorer.features._text_regions import picture_backgrounds
from scorer.vision.color.lab import cielab
from scorer.vision.emptiness import bars, largest_void
from scorer.vision.strips import Edge, strips


@dataclass(frozen=True, slots=True)
class Strip:
    """A thin strip that a crop left along an edge.

    Attributes:
        edge: The edge of the pin that it lies at.
        width_px: How far it reaches into the pin, in pixels of the file; 1 or more.
        box: Where it lies, in pixels of the file.
    """

    edge: Edge
    width_px: int
    box: Box


@dataclass(frozen=True, slots=True)
class Composition:
    """How much is picture, and where there is nothing.

    Attributes:
        void: The largest place without picture or text.
        framed: What stands between the bars.
        strips: Thin strips that a crop left: top, bottom, left, right.
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
    strips: tuple[Strip, ...] = ()
    unstripped: Box | None = None


def _extract(creative: Creative) -> Composition:
    lab, places = creative.once(cielab), creative.once(picture_backgrounds)
    void_share, void = largest_void(places.plain)
    bars_share, framed = bars(lab)
    thin = _strips(creative)
    widest = max((strip.width_px for strip in thin), default=0)
    return Composition(
        picture_share=places.picture_share,
        void_share=void_share,
        bars_share=bars_share,
        void=file_box(creative, void, lab.shape) if void_share else None,
        framed=file_box(creative, framed, lab.shape) if bars_share else None,
        strip_width_dp=widest * creative.dp_per_px,
        strips=thin,
        unstripped=_without(thin, creative) if thin else None,
    )


def _strips(creative: Creative) -> tuple[Strip, ...]:
    found = strips(creative.pixels)
    boxes = {
        edge: file_box(creative, box, creative.pixels.shape)
        for edge, box in found.items()
    }
    return tuple(
        Strip(edge, min(box.width, box.height), box) for edge, box in boxes.items()
    )


def _without(thin: Sequence[Strip], creative: Creative) -> Box:
    """The pin without strips at its edges."""
    widths = {strip.edge: strip.width_px for strip in thin}
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
