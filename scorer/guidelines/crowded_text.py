"""Text that takes too much of the picture.

## What it checks
Whether the blocks of text leave most of the picture free.

## Why it matters
The picture stops the scroll; text that fills it looks like a flyer and shrinks its
own words.

## How it is measured
Boxes around the blocks of overlay text, as a share of the image.

## How to fix it
Cut words, or give the second half of them to the description.

## Known limits
An infographic is meant to be read at close-up and fails by design.

## Sources
Facebook's former 20 % rule for text in advertisements; above 30 % is reported here.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import judged_lines, without_overlay


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    area_share: float = limit(
        0.30,
        Unit.SHARE,
        "Largest share of the image that text blocks may cover",
        source="Facebook's former 20 % rule, with slack as its boxes were a grid",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    share = text.block_area_share
    if share <= limits.area_share:
        return Verdict.judged((), score=1.0)
    covered = Quantity(share, Unit.SHARE)
    most = Quantity(limits.area_share, Unit.SHARE)
    finding = Finding(
        code="too-much-area",
        message=f"text covers {covered} of the pin",
        advice=f"cut words until text covers at most {most}",
        measured=covered,
        limit=most,
    )
    return judged_lines((finding,), text.overlay, score=limits.area_share / share)


GUIDELINE = Guideline(
    id="crowded-text",
    title="Text leaves the picture room",
    failure_title="Text takes too much of the picture",
    part=Part.TEXT,
    impact=Impact.MODERATE,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
