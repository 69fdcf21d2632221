"""A very dark picture.

## What it checks
Whether the picture is darker than nineteen of twenty pins.

## Why it matters
Of 500,000 Pinterest images those of medium lightness were repinned 20 times as often
as very dark ones.

## How it is measured
Mean lightness L* of CIELAB over the whole picture.

## How to fix it
Brighten the photo or choose a lighter ground.

## Known limits
The source counts repins and shows no cause; a dark design can be right for its
subject.

## Sources
Curalate 2013, 500,000 Pinterest images (correlation). The limit is a percentile of real
pins, since the source gives none.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.color import Color


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    lightness: float = limit(
        18.0,
        Unit.NONE,
        "Smallest mean lightness L* that passes, 0..100",
        source="5th percentile of 100 real pins, benchmarks/percentiles.py",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    lightness = features[Color].lightness
    if lightness >= limits.lightness:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="too-dark",
        message=f"mean lightness is {Quantity(lightness)} of 100",
        advice="brighten the photo, or choose a lighter ground",
        measured=Quantity(lightness),
        limit=Quantity(limits.lightness),
    )
    return Verdict.judged((finding,), score=lightness / limits.lightness)


GUIDELINE = Guideline(
    id="dark-image",
    title="The picture is light enough",
    failure_title="The picture is very dark",
    part=Part.FOCUS,
    impact=Impact.MINOR,
    needs=(Color,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
