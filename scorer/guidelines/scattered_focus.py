"""A picture in which nothing stands out.

## What it checks
Whether one region holds a fair share of the attention.

## Why it matters
The main subject should be the focal point: where attention is scattered, nothing is
seen first.

## How it is measured
Expected attention is computed for each place, text taken out. The focal region is the
connected part above 40 % of the peak that holds most; its share of all attention is
judged. A pin of words on plain ground is not judged:
its words are what is looked at.

## How to fix it
Enlarge the subject, set it apart from the ground, or take rivals away.

## Known limits
The map knows contrast, color, texture and place, not meaning.

## Sources
Pinterest, creative best practices: make the subject the focal point. The limit is a
percentile of real pins.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.color import Color
from scorer.features.focal_point import FocalPoint
from scorer.guidelines._severity import graded, severity

# Of 59 real pins, saved again or cut by a pixel, nine of ten move by less.
_ERROR = 0.02
# A picture of which no part holds more than a third of the limit has nothing to see.
_FULL = 1 / 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    held_share: float = limit(
        0.26,
        Unit.SHARE,
        "Smallest share of attention in the focal region that passes",
        source="10th percentile of 100 real pins, benchmarks/score/percentiles.py",
    )
    background_share: float = limit(
        0.9,
        Unit.SHARE,
        "Share of plain ground above which there is no picture to judge",
        source="above it 100 real pins have words and marks only, seen by eye",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    focus = features[FocalPoint]
    if features[Color].background_share > limits.background_share:
        return Verdict.not_applicable("there is no picture beside the words")
    if focus.held_share >= limits.held_share:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="no-focal-point",
        message="no one thing stands out in the picture: several are equally strong",
        advice="make the main subject larger or brighter than everything around it",
        measured=Quantity(focus.held_share, Unit.SHARE),
        limit=Quantity(limits.held_share, Unit.SHARE),
        region=focus.focal_box,
    )
    least = limits.held_share
    lost = severity(focus.held_share, least - _ERROR, _FULL * least)
    return graded((finding,), lost, doubt="one part may stand out just enough")


GUIDELINE = Guideline(
    id="scattered-focus",
    title="One thing stands out",
    failure_title="Nothing stands out",
    part=Part.FOCUS,
    impact=Impact.MODERATE,
    needs=(FocalPoint, Color),
    limits=Limits(),
    check=_check,
    since="0.1",
)
