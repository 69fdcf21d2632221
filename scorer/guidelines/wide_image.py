"""A pin that is wider than Pinterest's 2:3.

## What it checks
Whether the picture is upright, close to two wide by three high.

## Why it matters
A feed column has a fixed width: a wide picture gets less height, so less of the
screen, and smaller text.

## How it is measured
Width divided by height of the upright image.

## How to fix it
Export at 1000 x 1500 px; move text and subject so that they fill the new height.

## Known limits
Square carousels are allowed by Pinterest and are judged like any square picture.

## Sources
Pinterest, creative best practices: 2:3, 1000 x 1500 px recommended.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.geometry import Geometry
from scorer.guidelines._shape import two_to_three


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    aspect_ratio: float = limit(
        0.70,
        Unit.NONE,
        "Largest width / height that passes",
        source="2:3 recommended by Pinterest, and 5 % of slack for exports",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[Geometry]
    if picture.aspect_ratio <= limits.aspect_ratio:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="too-wide",
        message=f"{picture.width_px} x {picture.height_px} px is wider than 2:3",
        advice=two_to_three(picture.width_px),
        measured=Quantity(picture.aspect_ratio),
        limit=Quantity(limits.aspect_ratio),
    )
    # Square scores one half, 3:2 nothing.
    return Verdict.judged((finding,), score=1 - (picture.aspect_ratio - 0.5) / 1.0)


GUIDELINE = Guideline(
    id="wide-image",
    title="The pin is upright, about 2:3",
    failure_title="The pin is wider than 2:3",
    part=Part.MOBILE,
    impact=Impact.SERIOUS,
    needs=(Geometry,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
