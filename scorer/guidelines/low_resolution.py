"""A picture with fewer pixels than Pinterest advises.

## What it checks
Whether the picture has as many pixels as a phone shows of it.

## Why it matters
A phone shows a pin at two or three pixels per point, and a tapped one at full width: a
smaller picture is enlarged and looks soft.

## How it is measured
Width of the upright image in the file. Below three pixels per point of the feed column
the feed itself shows it enlarged: that fails, the more the smaller, in full at one
pixel per point. Between that and the advised 1000 px only the tapped pin is soft: that
is left for review.

## How to fix it
Export again from the original design; enlarging the file itself does not help.

## Known limits
A picture that was enlarged before has the width but not the detail; `blurred-photo`
looks for that. Nothing is shown mended: a larger file of these pixels looks the same.

## Sources
Pinterest, creative best practices: 1000 x 1500 px. Phones show up to three pixels per
point; the width of the feed column is arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.geometry import Geometry


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    width_px: float = limit(
        1000, Unit.PX, "Smallest width that passes", source="1000 x 1500 px, Pinterest"
    )
    feed_width_px: float = limit(
        549,
        Unit.PX,
        "Width below which the feed shows the pin enlarged",
        source="a column of 183 points at three pixels each",
    )
    least_width_px: float = limit(
        183,
        Unit.PX,
        "Width from which down the score is 0",
        source="a column of 183 points at one pixel each",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    width = features[Geometry].width_px
    if width >= limits.width_px:
        return Verdict.judged((), score=1.0)
    is_soft_in_feed = width < limits.feed_width_px
    finding = Finding(
        code="below-minimum" if is_soft_in_feed else "below-advised",
        message=f"the picture is {width} px wide; {limits.width_px:g} px are needed",
        advice=f"export the pin again, {limits.width_px:g} px wide or more",
        measured=Quantity(width, Unit.PX),
        limit=Quantity(limits.width_px, Unit.PX),
        object="the picture",
    )
    if not is_soft_in_feed:
        return Verdict.review(
            (finding,), reason="it may look a little blurred when tapped"
        )
    span = limits.feed_width_px - limits.least_width_px
    score = (width - limits.least_width_px) / span if span > 0 else 0.0
    return Verdict.judged((finding,), score=score)


GUIDELINE = Guideline(
    id="low-resolution",
    title="The picture has enough pixels",
    failure_title="The picture has too few pixels",
    part=Part.MOBILE,
    impact=Impact.MODERATE,
    needs=(Geometry,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
