"""A picture in which nothing stands out.

## What it checks
Whether one region holds a fair share of the attention.

## Why it matters
The main subject should be the focal point: where attention is scattered, nothing is
seen first.

## How it is measured
Expected attention is computed for each place, text taken out. The focal region is the
connected part above 40 % of the peak that holds most; its share of all attention is
judged. A pin of words on plain ground is not judged: its words are what is looked at.

## How to fix it
Make one thing larger, set it apart from the background, or take rivals away. A crop is
advised only where it cuts nothing but plain ground: halves of things draw the eye too.

## Known limits
The map knows contrast, color, texture and place, not meaning: it is an estimate, and
was not checked against where people look. A single subject in surroundings as strong as
itself is called scattered, too. What may be a face waives nothing, as the detector is
often wrong.

## Sources
Pinterest, creative best practices: make the subject the focal point. The limit is a
percentile of real pins.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Crop
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.clutter import Clutter
from scorer.features.color import Color
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.layout import Layout
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.fill import around_content
from scorer.guidelines._overlay import words_of
from scorer.guidelines._severity import graded, severity

# Of 59 real pins, saved again or cut by a pixel, nine of ten move by less.
_ERROR = 0.02
_MANY_WORDS = 40


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
    share, least = (
        Quantity(x, Unit.SHARE) for x in (focus.held_share, limits.held_share)
    )
    # A crop that cuts into other things leaves halves of them, and draws the eye there.
    fix = around_content(features)
    is_collage = features[Layout].is_collage
    finding = Finding(
        code="no-focal-point",
        message="no part of the picture stands out clearly: the strongest holds "
        f"{share} of the attention, by estimate; {least} is needed",
        advice=_advice(features[TextOverlay], fix, is_collage=is_collage),
        measured=share,
        limit=least,
        region=focus.focal_box,
        object="the picture",
        fix=fix,
    )
    lost = severity(focus.held_share, limits.held_share - _ERROR, 0.0)
    return graded((finding,), lost, doubt="one part may stand out just enough")


def _advice(text: TextOverlay, fix: Crop | None, *, is_collage: bool) -> str:
    if fix is not None:
        return (
            f"crop closer, to {fix.box.width} × {fix.box.height} px, and make one "
            "thing clearly larger or brighter than what is around it"
        )
    is_wordy = words_of(text.message) > _MANY_WORDS
    larger = (
        "make one picture clearly larger than the others"
        if is_collage
        else "make one thing clearly larger or brighter than everything around it"
    )
    return larger + (", and cut words" if is_wordy else "")


GUIDELINE = Guideline(
    id="scattered-focus",
    title="One thing stands out",
    failure_title="No one thing stands out",
    part=Part.FOCUS,
    impact=Impact.MODERATE,
    needs=(FocalPoint, Clutter, Color, Geometry, Layout, TextOverlay),
    limits=Limits(),
    check=_check,
    since="0.1",
    is_estimate=True,
)
