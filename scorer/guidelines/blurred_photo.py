"""A picture that is out of focus, or enlarged from few pixels.

## What it checks
Whether the sharpest places of the picture have the detail that a phone's feed shows,
and whether the letters over it are crisp.

## Why it matters
The feed and the close-up of a phone show every pixel: a soft picture looks like a
mistake beside sharp ones.

## How it is measured
`photo_quality.detail_width_px`: edges in the sharpest places with contrast, outside of
text, are blurred once more; what they lose tells how soft they were. The number is the
width of a picture that holds as much detail. A soft background does not count, since
only the sharpest places do. `photo_quality.lettering_width_px` is the same of the
overlay text, which is drawn as sharp as pixels allow unless the whole pin was saved
small and enlarged. `photo_quality.pixelation_share` finds pictures enlarged without
smoothing: all steps between pixels stand on lines by themselves.

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
That of letters lies between those of real pins, 98 of 100 above 900, and of the same
pins enlarged from a sixth, 95 of 100 below 470.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.photo_quality import PhotoQuality
from scorer.guidelines._severity import graded, severity

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
    lettering_width_px: float = limit(
        600,
        Unit.PX,
        "Smallest width in detail of the letters that passes",
        source="between real pins and the same enlarged from a sixth",
    )
    lost_lettering_width_px: float = limit(
        300,
        Unit.PX,
        "Width in detail of letters that are lost",
        source="real pins enlarged from a sixth",
    )
    pixelation: float = limit(
        0.4,
        Unit.SHARE,
        "Largest share of steps on lone lines that passes",
        source="268 real pins have 0.1 at most, enlarged ones nearly 1",
    )
    full_pixelation: float = limit(
        0.8,
        Unit.SHARE,
        "Share of steps on lone lines of a picture that is lost",
        source="real pins enlarged from a tenth without smoothing",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[PhotoQuality]
    photo, letters = picture.detail_width_px, picture.lettering_width_px
    if photo is None:
        return Verdict.not_applicable("nothing in the picture has a sharp edge")
    findings = []
    if photo < limits.detail_width_px * (1 + _ERROR):
        findings.append(_blurred(photo, limits))
    if letters is not None and letters < limits.lettering_width_px * (1 + _ERROR):
        findings.append(_soft_letters(letters, limits))
    if picture.pixelation_share > limits.pixelation:
        findings.append(_pixelated(picture.pixelation_share, limits))
    lost = max(
        severity(photo, limits.detail_width_px, limits.lost_width_px),
        severity(picture.pixelation_share, limits.pixelation, limits.full_pixelation),
    )
    if letters is not None:
        full = limits.lost_lettering_width_px
        lost = max(lost, severity(letters, limits.lettering_width_px, full))
    return graded(findings, lost, doubt="the picture is almost too blurred")


def _blurred(width_px: float, limits: Limits) -> Finding:
    return Finding(
        code="blurred",
        message=f"the photo is blurred: no sharper than one {width_px:.0f} px wide",
        advice="use the original photo, in focus and at least 1000 px wide",
        measured=Quantity(width_px, Unit.PX),
        limit=Quantity(limits.detail_width_px, Unit.PX),
        object="the photo",
    )


def _soft_letters(width_px: float, limits: Limits) -> Finding:
    return Finding(
        code="soft-letters",
        message="the letters are blurred: no sharper than on a pin "
        f"{width_px:.0f} px wide",
        advice="export the pin again from the original design, 1000 px wide",
        measured=Quantity(width_px, Unit.PX),
        limit=Quantity(limits.lettering_width_px, Unit.PX),
        object="the letters",
    )


def _pixelated(share: float, limits: Limits) -> Finding:
    return Finding(
        code="pixelated",
        message="the photo shows large square pixels: it was enlarged too far",
        advice="use the original photo, at least 1000 px wide",
        measured=Quantity(share, Unit.SHARE),
        limit=Quantity(limits.pixelation, Unit.SHARE),
        object="the photo",
    )


GUIDELINE = Guideline(
    id="blurred-photo",
    title="The picture is sharp",
    failure_title="The picture is blurred",
    part=Part.FOCUS,
    impact=Impact.CRITICAL,
    needs=(PhotoQuality,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
