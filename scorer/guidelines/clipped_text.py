"""Text that is cut off at the edge of the picture.

## What it checks
Whether any line runs into the edge of the image, or goes on beyond it.

## Why it matters
Words that are cut look broken and are often unreadable.

## How it is measured
The tight box of each overlay line's ink, against the image's edges. A line that ends
within a letter's gap of an edge counts, and so does one beside which the outermost
pixels show a sliver of the next letter. A cut headline is a fault in full, a smaller
line counts as far as it is large.

## How to fix it
Move the line inwards, make it smaller, or break it in two, so that it keeps clear of
the edge.

## Known limits
Giant figures that are cut on purpose are reported, too. A sentence that ends early
within the picture is not found, nor text of which a panel hides a part.

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

# A line counts in full from this share of the height of the largest letters.
_FULL_SIZE = 0.75


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
    clipped.sort(key=lambda line: -line.cap_height_px)
    findings = [
        Finding(
            code="cut-off",
            message=f"“{line.text}” runs off the picture",
            advice=f"move “{line.text}” inwards, make it smaller, or break it in two",
            measured=Quantity(len(clipped), Unit.COUNT),
            limit=Quantity(limits.clipped_line_count, Unit.COUNT),
            region=line.box,
        )
        for line in clipped
    ]
    largest = max(line.cap_height_px for line in text.overlay)
    size = clipped[0].cap_height_px / (_FULL_SIZE * largest)
    return judged_lines(findings, clipped, score=1 - size)


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
