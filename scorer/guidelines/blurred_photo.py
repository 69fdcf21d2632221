"""A picture that is out of focus, or enlarged from few pixels.

## What it checks
Whether the sharpest places of the picture have the detail that a phone's feed shows.

## Why it matters
The feed and the close-up of a phone show every pixel: a soft picture looks like a
mistake beside sharp ones.

## How it is measured
`photo_quality.detail_width_px`: edges in the sharpest places with contrast, outside of
text, are blurred once more; what they lose tells how soft they were. The number is the
width of a picture that holds as much detail. A soft background does not count, since
only the sharpest places do.

## How to fix it
Use the original photo, in focus and at least 1000 px wide. Neither enlarging nor
sharpening brings detail back.

## Known limits
A soft photo under sharp drawn shapes is not found. Fog, watercolor and other soft
styles look blurred. The width is measured to about a tenth: within it a person should
look.

## Sources
Zhuo and Sim 2011, doi:10.1016/j.patcog.2011.03.009, for the measure. The limit is
arithmetic: a feed column of 183 dp has 366 pixels on a phone with two pixels per dp.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.photo_quality import PhotoQuality
from scorer.guidelines._severity import severity

_ERROR = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    detail_width_px: float = limit(
        366,
        Unit.PX,
        "Smallest width in detail that passes",
        source="feed column of 183 dp at two pixels per dp",
    )
    lost_width_px: float = limit(
        183,
        Unit.PX,
        "Width in detail from which on the picture counts as lost",
        source="feed column of 183 dp at one pixel per dp, as on no phone today",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    width = features[PhotoQuality].detail_width_px
    if width is None:
        return Verdict.not_applicable("nothing in the picture has an edge")
    least = limits.detail_width_px
    if width >= least * (1 + _ERROR):
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="blurred",
        message=f"the picture is as soft as one of {width:.0f} px width, enlarged",
        advice="use the original photo, in focus and at least 1000 px wide",
        measured=Quantity(width, Unit.PX),
        limit=Quantity(least, Unit.PX),
    )
    if width >= least:
        return Verdict.review((finding,), reason="the picture is nearly too soft")
    lost = severity(width, least, limits.lost_width_px)
    return Verdict.judged((finding,), score=1 - lost)


GUIDELINE = Guideline(
    id="blurred-photo",
    title="The picture is sharp",
    failure_title="The picture is blurred",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(PhotoQuality,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
