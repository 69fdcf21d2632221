"""A very dark picture.

## What it checks
Whether the photo is light enough, and the pin has light parts.

## Why it matters
Of 500,000 Pinterest images those of medium lightness were repinned 20 times as often
as very dark ones.

## How it is measured
`photo_quality.photo_lightness`: the mean lightness L* of what is photo or drawing, text
and plain ground left out; judged where three tenths of the pin are picture, in full
from a half.
`photo_quality.white_point`: the lightness that one of a hundred pixels of the pin
exceeds; light text on a dark ground has enough.

## How to fix it
Brighten the photo or choose a lighter one.

## Known limits
The source counts repins and shows no cause; a dark picture can be right for its
subject.

## Sources
Curalate 2013, 500,000 Pinterest images (correlation). The limits are percentiles of
real pins, since the source gives none.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from scorer.core.family import Features
from scorer.core.fix import Lift
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.color import Color
from scorer.features.composition import Composition
from scorer.features.photo_quality import PhotoQuality
from scorer.guidelines._severity import graded, severity

# From so much photo on it decides how light the pin is; in full from the second.
_PICTURE_SHARE, _MOSTLY_PICTURE = 0.3, 0.5
_ERROR = 1.0
_ADVICE = "brighten the photo, or choose a lighter one"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    photo_lightness: float = limit(
        33.0,
        Unit.NONE,
        "Smallest mean lightness L* of the photo that passes",
        source="darker than 19 of 20 real pins with a photo",
    )
    full_photo_lightness: float = limit(
        15.0,
        Unit.NONE,
        "The same of a photo that is lost",
        source="real pins at 30 % of their light",
    )
    white_point: float = limit(
        62.0,
        Unit.NONE,
        "Smallest white point L* of the pin that passes",
        source="below all of 100 real pins, benchmarks/score/percentiles.py",
    )
    full_white_point: float = limit(
        32.0,
        Unit.NONE,
        "The same of a pin that is lost",
        source="white at 30 % of its light",
    )
    saturation: float = limit(
        0.55,
        Unit.NONE,
        "Mean saturation from which a dark photo is left for a person",
        source="three of ten real pins that fail; nobody called them dark",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[PhotoQuality]
    share = features[Composition].picture_share
    photo = picture.photo_lightness if share >= _PICTURE_SHARE else None
    findings = []
    if photo is not None and photo < limits.photo_lightness + _ERROR:
        findings.append(_dark_photo(photo, limits))
    if picture.white_point < limits.white_point + _ERROR:
        findings.append(_no_lights(picture.white_point, limits))
    lost = severity(picture.white_point, limits.white_point, limits.full_white_point)
    if _is_deep(features, photo, limits) and not lost:
        return Verdict.review(findings, reason="its colors may be deep on purpose")
    if photo is not None:
        full = limits.full_photo_lightness
        weight = severity(share, _PICTURE_SHARE, _MOSTLY_PICTURE)
        lost = max(lost, weight * severity(photo, limits.photo_lightness, full))
    return graded(findings, lost, doubt="the picture is almost too dark")


def _dark_photo(lightness: float, limits: Limits) -> Finding:
    wanted = limits.photo_lightness
    return Finding(
        code="too-dark",
        message=f"the photo is dark: lightness {lightness:.0f} of 100",
        advice=_ADVICE,
        measured=Quantity(lightness),
        limit=Quantity(wanted),
        object="the photo",
        fix=Lift(0.0, 100.0, _gamma(lightness, wanted)),
        weight=severity(lightness, wanted, limits.full_photo_lightness),
    )


def _no_lights(white_point: float, limits: Limits) -> Finding:
    return Finding(
        code="no-lights",
        message="the whole pin is dark: nothing in it is lighter than "
        f"{white_point:.0f} of 100",
        advice=_ADVICE,
        measured=Quantity(white_point),
        limit=Quantity(limits.white_point),
        object="the picture",
        fix=Lift(0.0, max(1.0, min(100.0, white_point)), 1.0),
        weight=severity(white_point, limits.white_point, limits.full_white_point),
    )


def _is_deep(features: Features, photo: float | None, limits: Limits) -> bool:
    """Whether the photo is dark for its strong colors: pure red has L* of 53."""
    color = features.get(Color)
    if photo is None or color is None or photo < limits.full_photo_lightness:
        return False
    return photo < limits.photo_lightness and color.saturation >= limits.saturation


def _gamma(lightness: float, wanted: float) -> float:
    """The exponent that lifts a mean lightness, 0 to 100, to what is wanted."""
    low, high = (min(0.99, max(0.01, x / 100)) for x in (lightness, wanted))
    return log(high) / log(low)


GUIDELINE = Guideline(
    id="dark-image",
    title="The picture is light enough",
    failure_title="The picture is very dark",
    part=Part.FOCUS,
    impact=Impact.CRITICAL,
    needs=(PhotoQuality, Composition, Color),
    limits=Limits(),
    check=_check,
    since="0.1",
)
