"""Text that is cut off at the edge of the picture.

## What it checks
Whether the ink of any line runs into the edge of the image.

## Why it matters
Words that are cut look broken and are often unreadable.

## How it is measured
The tight box of each overlay line's ink, against the image's edges.

## How to fix it
Move the line inwards, or make it smaller, so that it keeps clear of the edge.

## Known limits
Giant figures that are cut on purpose are reported, too.

## Sources
Pinterest, creative specs: text outside the safe zone may be covered or cut.
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

    clipped_line_count: float = limit(
        0, Unit.COUNT, "Most clipped lines that pass", source="whole words are read"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    clipped = [line for line in text.overlay if line.is_clipped]
    if len(clipped) <= limits.clipped_line_count:
        return Verdict.judged((), score=1.0)
    findings = [
        Finding(
            code="cut-off",
            message=f"“{line.text}” runs off the picture",
            advice="move it inwards or make it smaller",
            measured=Quantity(len(clipped), Unit.COUNT),
            limit=Quantity(limits.clipped_line_count, Unit.COUNT),
            region=line.box,
        )
        for line in clipped
    ]
    score = 1 - len(clipped) / len(text.overlay)
    return judged_lines(findings, clipped, score=score)


GUIDELINE = Guideline(
    id="clipped-text",
    title="All text lies within the picture",
    failure_title="Text is cut off at the edge",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
