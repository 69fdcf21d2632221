"""A near-white or near-black background, which Pinterest tints.

## What it checks
Whether much of the picture is a background that is almost white or almost black.

## Why it matters
Pinterest lays 4 % of black over near-white backgrounds in light mode, and 10 % of
white over near-black ones in dark mode: the pin looks grayer than designed.

## How it is measured
Color and share of the ground that hangs together with the edge, in CIELAB.

## How to fix it
Use a ground with a color of its own, or a photo that fills the pin.

## Known limits
Pinterest does not publish which colors count as near; the limits wait for a
measurement, so this guideline does not count yet.

## Sources
Pinterest help on image tint: black at 4 %, white at 10 %. Curalate 2013 on background
share (500,000 Pinterest images).
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

    near_white: float = limit(
        97.0,
        Unit.NONE,
        "Lightness L* above which ground is tinted",
        source="to be measured",
    )
    near_black: float = limit(
        4.0,
        Unit.NONE,
        "Lightness L* below which ground is tinted",
        source="to be measured",
    )
    chroma: float = limit(
        3.0,
        Unit.NONE,
        "Largest chroma that counts as no color",
        source="to be measured",
    )
    background_share: float = limit(
        0.3,
        Unit.SHARE,
        "Smallest share of ground that matters",
        source="background share below 30 % did best, Curalate 2013",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    color = features[Color]
    lightness = color.background_lightness
    if color.background_share < limits.background_share:
        return Verdict.not_applicable("little of the picture is background")
    is_gray = color.background_chroma <= limits.chroma
    if is_gray and lightness > limits.near_white:
        finding = _finding("near-white", "white", "light", lightness, limits.near_white)
        return Verdict.judged((finding,), score=0.5)
    if is_gray and lightness < limits.near_black:
        finding = _finding("near-black", "black", "dark", lightness, limits.near_black)
        return Verdict.judged((finding,), score=0.5)
    return Verdict.judged((), score=1.0)


def _finding(
    code: str, color: str, mode: str, lightness: float, bound: float
) -> Finding:
    return Finding(
        code=code,
        message=f"the background is near {color}, which Pinterest tints in {mode} mode",
        advice="give the background a color of its own",
        measured=Quantity(lightness),
        limit=Quantity(bound),
    )


GUIDELINE = Guideline(
    id="tinted-background",
    title="The background keeps its color",
    failure_title="The background is tinted by Pinterest",
    part=Part.FOCUS,
    impact=Impact.MINOR,
    needs=(Color,),
    limits=Limits(),
    check=_check,
    since="0.1",
    preview=True,
)
