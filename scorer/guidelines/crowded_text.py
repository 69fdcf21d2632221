"""Text that takes too much of the picture.

## What it checks
Whether the lines of text leave most of the picture free.

## Why it matters
The picture stops the scroll; text that fills it looks like a flyer and shrinks its
own words.

## How it is measured
Boxes around the lines of overlay text with half a capital's height of room around
them, as a share of the image; what two of them share counts once. Twice the limit is
the fault in full. A dozen words may be set as large as they like; two dozen count in
full.

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
from scorer.guidelines._overlay import (
    ADVISED_WORDS,
    around,
    judged_lines,
    shortened,
    shorter,
    without_overlay,
    words_of,
)
from scorer.guidelines._severity import severity

# Boxes around ink err by about so much.
_ERROR = 0.05
# So few words, set large, are a headline and no flyer.
_HEADLINE_WORDS = 12
# Capitals of this height stay large enough where they are made a little smaller.
_LARGE_DP = 12.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    area_share: float = limit(
        0.30,
        Unit.SHARE,
        "Largest share of the image that lines of text may take",
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
        advice=_advice(text, most),
        measured=covered,
        limit=most,
        region=around(text.overlay),
        object="the text",
        fix=shortened(text) if words_of(text.message) > 2 * ADVISED_WORDS else None,
    )
    crowded = severity(share / limits.area_share, 1 + _ERROR, 2.0)
    many = severity(words_of(text.overlay), _HEADLINE_WORDS, 2 * _HEADLINE_WORDS)
    if crowded and not many:
        return Verdict.judged((), score=1.0)
    return judged_lines((finding,), text.overlay, score=1 - crowded * many)


def _advice(text: TextOverlay, most: Quantity) -> str:
    if words_of(text.message) > 2 * ADVISED_WORDS:
        return shorter(text)
    end = f"until the text covers {most} of the pin at most"
    if max(line.cap_height_px for line in text.overlay) * text.dp_per_px < _LARGE_DP:
        return f"cut words {end}"
    return f"make the largest words smaller, or cut some, {end}"


GUIDELINE = Guideline(
    id="crowded-text",
    title="Text leaves room for the picture",
    failure_title="Text covers too much of the picture",
    part=Part.TEXT,
    impact=Impact.MODERATE,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
