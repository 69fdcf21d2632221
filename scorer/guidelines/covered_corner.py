"""Text in the lower right corner.

## What it checks
Whether overlay text stands in the corner that the app covers with its icons.

## Why it matters
Pinterest lays product icons over the lower right corner: a logo or a call to action
there is hidden.

## How it is measured
The share of each overlay line's ink box that lies within the corner, whose sides are
a share of the pin's width.

## How to fix it
Move the line to the lower left or to the top.

## Known limits
The corner's size is not published; the right margin of the safe zone is used. Logos
without words are not seen.

## Sources
Pinterest, creative specs: no logo in the lower right corner; safe zone of 195 of
1080 px on the right.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Box, Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import judged_lines, without_overlay
from scorer.text.line.text_line import TextLine


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    corner_share: float = limit(
        0.18,
        Unit.SHARE,
        "Side of the covered corner, share of the pin's width",
        source="safe zone: 195 of 1080 px on the right",
    )
    covered_share: float = limit(
        0.25,
        Unit.SHARE,
        "Largest share of a line that may lie in the corner",
        source="a word of four is lost",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    shares = [(line, _covered(line.box, text, limits)) for line in text.overlay]
    inside = [(line, share) for line, share in shares if share > limits.covered_share]
    findings = [_finding(line, share, limits) for line, share in inside]
    lines = [line for line, _ in inside]
    return judged_lines(findings, lines, score=0.0 if findings else 1.0)


def _finding(line: TextLine, share: float, limits: Limits) -> Finding:
    measured = Quantity(share, Unit.SHARE)
    return Finding(
        code="in-corner",
        message=f"{measured} of “{line.text}” is in the lower right corner, where "
        "Pinterest puts its buttons",
        advice=f"move “{line.text}” to the lower left or to the top",
        measured=measured,
        limit=Quantity(limits.covered_share, Unit.SHARE),
        region=line.box,
        object=f"“{line.text}”",
    )


def _covered(box: Box, text: TextOverlay, limits: Limits) -> float:
    side = limits.corner_share * text.image_width_px
    width = box.left + box.width - max(box.left, text.image_width_px - side)
    height = box.top + box.height - max(box.top, text.image_height_px - side)
    return max(0.0, width) * max(0.0, height) / (box.width * box.height)


GUIDELINE = Guideline(
    id="covered-corner",
    title="The lower right corner is free of text",
    failure_title="Text stands in the lower right corner",
    part=Part.TEXT,
    impact=Impact.MINOR,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
