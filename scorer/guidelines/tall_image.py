"""A pin that is taller than Pinterest's 2:3.

## What it checks
Whether the picture is at most nine wide by sixteen high.

## Why it matters
Pinterest says that pins taller than 2:3 might get cut off in feeds: what stands at the
bottom is not seen.

## How it is measured
Width divided by height of the upright image.

## How to fix it
Crop or export at 1000 x 1500 px; move what stands at the bottom up. Where 2:3 would
cut into things, 9:16 is advised.

## Known limits
Where exactly the feed cuts is not published; 1:2.1 is what third parties report.
Pinterest recommends 2:3; pins of 9:16, as phones and stories have, pass here.

## Sources
Pinterest, creative best practices: 2:3 recommended, taller "might get cut off". Of 268
real pins judged by eye, none of 9:16 was called of the wrong format.
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
        0.556,
        Unit.NONE,
        "Smallest width / height that passes",
        source="9:16, which people accepted, and 1 % of slack for rounding",
    )
    cut_aspect_ratio: float = limit(
        0.476,
        Unit.NONE,
        "Width / height below which the feed cuts the pin",
        source="1:2.1, reported by third parties; Pinterest publishes no number",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[Geometry]
    ratio = picture.aspect_ratio
    if ratio >= limits.aspect_ratio:
        return Verdict.judged((), score=1.0)
    is_cut = ratio < limits.cut_aspect_ratio
    advice, fix = two_to_three(features)
    finding = Finding(
        code="cut-off" if is_cut else "too-tall",
        message=(
            f"{picture.width_px} × {picture.height_px} px is taller than 2:3"
            + (" and is cut in the feed" if is_cut else " and may be cut in the feed")
        ),
        advice=advice,
        measured=Quantity(ratio),
        limit=Quantity(limits.aspect_ratio),
        object="the picture",
        fix=fix,
    )
    lost = severity(ratio, limits.aspect_ratio, limits.cut_aspect_ratio)
    return Verdict.judged((finding,), score=1 - lost)


GUIDELINE = Guideline(
    id="tall-image",
    title="The pin is not taller than 2:3",
    failure_title="The pin is taller than 2:3",
    part=Part.MOBILE,
    impact=Impact.MODERATE,
    needs=(Geometry, TextOverlay, FocalPoint, Clutter),
    limits=Limits(),
    check=_check,
    since="0.1",
)
