"""A picture with grain all over it.

## What it checks
Whether plain places of the picture are free of noise at the size of a phone's feed.

## Why it matters
Noise makes colors dull and edges rough, and says "snapshot in a dark room".

## How it is measured
`photo_quality.noise`: what a filter against lines and edges leaves in the plainest
places, in gray levels of 255, on the picture at about 500 px width.

## How to fix it
Take the photo in more light, or use the noise reduction of a photo editor.

## Known limits
Sand, woven cloth or paper that fills the whole picture looks like noise. A noisy photo
beside a large plain panel is not found, since the panel is the plainest place.

## Sources
Immerkaer 1996, doi:10.1006/cviu.1996.0060, for the measure. The limit is above 99 of
100 real pins, benchmarks/score/percentiles.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.photo_quality import PhotoQuality
from scorer.guidelines._severity import graded, severity

_ERROR = 0.12


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    noise: float = limit(
        2.5,
        Unit.NONE,
        "Most noise that passes, gray levels of 255",
        source="above 99 of 100 real pins, benchmarks/score/percentiles.py",
    )
    full_noise: float = limit(
        5.0,
        Unit.NONE,
        "Noise from which on the picture counts as lost",
        source="noise of standard deviation 25 added to real pins at 1000 px width",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    noise = features[PhotoQuality].noise
    if noise <= limits.noise * (1 - _ERROR):
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="noisy",
        message="the photo is grainy",
        advice="take the photo in more light, or remove the grain in a photo editor",
        measured=Quantity(noise),
        limit=Quantity(limits.noise),
        object="the photo",
    )
    lost = severity(noise, limits.noise, limits.full_noise)
    return graded((finding,), lost, doubt="the grain may be a texture")


GUIDELINE = Guideline(
    id="noisy-photo",
    title="The picture is free of grain",
    failure_title="The picture is grainy",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(PhotoQuality,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
