"""A pin that is wider than Pinterest's 2:3.

## What it checks
Whether the picture is upright: four wide by five high, or narrower.

## Why it matters
A feed column has a fixed width: a wide picture gets less height, so less of the
screen, and smaller text.

## How it is measured
Width divided by height of the upright image. A square pin counts nearly by half, one
that is wider than high in full.

## How to fix it
Export at 1000 x 1500 px; move text and subject so that they fill the new height. Where
a crop to 2:3 would cut into things and one to 4:5 would not, 4:5 is advised.

## Known limits
A new layout is shown for six lines of text at most; of more, it would be a guess.
Square carousels are allowed by Pinterest and are judged like any square picture.
Pinterest recommends 2:3; pins of 3:4 and 4:5 stand well in the feed, too, and pass.

## Sources
Pinterest, creative best practices: 2:3, 1000 x 1500 px recommended. Of 268 real pins
judged by eye, none narrower than a square was called of the wrong format for its width.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.clutter import Clutter
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.crop import two_to_three
from scorer.guidelines._severity import severity


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    aspect_ratio: float = limit(
        0.84,
        Unit.NONE,
        "Largest width / height that passes",
        source="4:5, which people accepted, and 5 % of slack for exports",
    )
    full_aspect_ratio: float = limit(
        1.2,
        Unit.NONE,
        "Width / height of a fault in full",
        source="half the height of 2:3 and so half the place in the feed, nearly",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[Geometry]
    if picture.aspect_ratio <= limits.aspect_ratio:
        return Verdict.judged((), score=1.0)
    advice, fix = two_to_three(features)
    finding = Finding(
        code="too-wide",
        message=f"{picture.width_px} × {picture.height_px} px is wider than 2:3",
        advice=advice,
        measured=Quantity(picture.aspect_ratio),
        limit=Quantity(limits.aspect_ratio),
        object="the picture",
        fix=fix,
    )
    lost = severity(picture.aspect_ratio, limits.aspect_ratio, limits.full_aspect_ratio)
    return Verdict.judged((finding,), score=1 - lost)


GUIDELINE = Guideline(
    id="wide-image",
    title="The pin is upright, about 2:3",
    failure_title="The pin is wider than 2:3",
    part=Part.MOBILE,
    impact=Impact.SERIOUS,
    needs=(Geometry, TextOverlay, FocalPoint, Clutter),
    limits=Limits(),
    check=_check,
    since="0.1",
)
