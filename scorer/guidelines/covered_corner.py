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

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Box, Quantity, Unit, spoken_share
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.place import direction, moved_with, out_of_corner
from scorer.guidelines._overlay import (
    MARGIN_SHARE,
    around,
    judged_lines,
    quoted,
    without_overlay,
)
from scorer.text.blocks import by_block
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
    lines = [
        line
        for line in text.overlay
        if _covered(line.box, text, limits) > limits.covered_share
    ]
    findings = [_finding(some, text, limits) for some in by_block(lines)]
    return judged_lines(findings, lines, score=0.0 if findings else 1.0)


def _finding(lines: Sequence[TextLine], text: TextOverlay, limits: Limits) -> Finding:
    words, box = quoted(lines), around(lines)
    share = max(_covered(line.box, text, limits) for line in lines)
    measured = Quantity(share, Unit.SHARE)
    others = [line.box for line in text.lines if line not in lines]
    width = text.image_width_px
    move = out_of_corner(
        box,
        limits.corner_share * width,
        MARGIN_SHARE * width,
        (width, text.image_height_px),
        others,
    )
    return Finding(
        code="in-corner",
        message=f"{spoken_share(measured)} of {words} is in the lower right corner, "
        "where Pinterest puts its buttons",
        advice=f"move {words} {direction(move)}, out of that corner"
        if move
        else f"move {words} to the lower left or to the top",
        measured=measured,
        limit=Quantity(limits.covered_share, Unit.SHARE),
        region=box,
        object=words,
        fix=move and moved_with(move, lines),
        weight=sum(line.box.width for line in lines),
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
