"""A picture with neither black nor white in it.

## What it checks
Whether the pin has dark and light parts, or lies as under a gray veil.

## Why it matters
Without contrast the picture looks dull in a feed of bright ones, and text on it is
hard to read.

## How it is measured
`photo_quality.black_point` and `white_point`: the lightness L* that one of a hundred
pixels stays below, and that one of a hundred exceeds, text included. A pin is faded
when both are off: a bright design without black and a dark one without white pass.

## How to fix it
Raise the contrast of the photo, or take the half-transparent box off it.

## Known limits
A veil over a part of the picture, with clear white text on it, is not found. A design
in mid tones on purpose fails.

## Sources
The limits lie beyond 98 of 100 real pins, benchmarks/score/percentiles.py.
L* is CIE 15.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Lift
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.photo_quality import PhotoQuality
from scorer.guidelines._severity import graded, severity

_ERROR = 0.1
_SOURCE = "beyond 98 of 100 real pins together, benchmarks/score/percentiles.py"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    black_point: float = limit(
        20.0, Unit.NONE, "Largest black point L* that passes alone", source=_SOURCE
    )
    white_point: float = limit(
        86.0, Unit.NONE, "Smallest white point L* that passes alone", source=_SOURCE
    )
    full_black_point: float = limit(
        35.0,
        Unit.NONE,
        "Black point of a fault in full",
        source="real pins at a third of their contrast",
    )
    full_white_point: float = limit(
        70.0,
        Unit.NONE,
        "White point of a fault in full",
        source="real pins at a third of their contrast",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[PhotoQuality]
    faded = min(
        severity(picture.black_point, limits.black_point, limits.full_black_point),
        severity(picture.white_point, limits.white_point, limits.full_white_point),
    )
    if faded <= 0:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="faded",
        message="the picture looks faded: nothing is darker than "
        f"{picture.black_point:.0f} or lighter than {picture.white_point:.0f} of 100",
        advice="raise the contrast of the photo: darken its shadows and brighten its "
        "lights",
        measured=Quantity(picture.white_point - picture.black_point),
        limit=Quantity(limits.white_point - limits.black_point),
        object="the photo",
        fix=Lift(picture.black_point, picture.white_point, 1.0),
    )
    lost = severity(faded, _ERROR, 1.0)
    return graded((finding,), lost, doubt="the picture is a little faded")


GUIDELINE = Guideline(
    id="faded-image",
    title="The picture has full contrast",
    failure_title="The picture is faded",
    part=Part.FOCUS,
    impact=Impact.CRITICAL,
    needs=(PhotoQuality,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
