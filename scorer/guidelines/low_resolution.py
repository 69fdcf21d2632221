"""A picture with fewer pixels than Pinterest advises.

## What it checks
Whether the picture is at least 1000 px wide.

## Why it matters
Phones show a pin at two or three pixels per point, and close-up at full width: a small
picture is enlarged and looks soft.

## How it is measured
Width of the upright image in the file.

## How to fix it
Export again from the original design; enlarging the file itself does not help.

## Known limits
A picture that was enlarged before has the width but not the detail.

## Sources
Pinterest, creative best practices: 1000 x 1500 px. 600 px is third-party advice.
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
    least_width_px: float = limit(
        600,
        Unit.PX,
        "Width below which the score is 0",
        source="600 px, reported by third parties as the smallest width",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    width = features[Geometry].width_px
    if width >= limits.width_px:
        return Verdict.judged((), score=1.0)
    is_tiny = width < limits.least_width_px
    finding = Finding(
        code="below-minimum" if is_tiny else "below-advised",
        message=f"{width} px wide, {limits.width_px:g} px are advised",
        advice=f"export at {limits.width_px:g} px width from the original design",
        measured=Quantity(width, Unit.PX),
        limit=Quantity(limits.width_px, Unit.PX),
    )
    span = limits.width_px - limits.least_width_px
    score = 0.5 + 0.5 * (width - limits.least_width_px) / span if span > 0 else 0.0
    return Verdict.judged((finding,), score=0.0 if is_tiny else score)


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
