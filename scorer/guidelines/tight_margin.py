"""A message that stands too near to the edge of the picture.

## What it checks
Whether every line of the message keeps a margin to all four edges.

## Why it matters
Words at the edge look as if they had slipped, and the feed rounds the corners of pins.

## How it is measured
Distance from the ink of each line to the nearest edge, as a share of the pin's width.
Addresses, brands and handles may stand low, as footers do, and a brand is judged at
the other edges; lines that are cut off are a fault of their own, `clipped-text`. A
line counts in full from a cap height of a twenty-fifth of the width.

## How to fix it
Make the line smaller, break it in two, or move it inwards.

## Known limits
Letters that are set large across the whole pin on purpose are reported, too.

## Sources
Pinterest gives a safe zone for full-screen pins only: 65 of 1,080 px at the left, 6 %
of the width. Half of that is asked here, as two raters of 268 pins named no text as too
near to the edge that kept more.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.place import moved_inside
from scorer.guidelines._overlay import (
    MARGIN_SHARE,
    judged_lines,
    quoted,
    without_overlay,
)
from scorer.text.line.text_line import TextLine

_SHOWN = 4
# Names in fine script, half read, are no lines of the message.
_SURE, _FEWEST_CHARS = 0.9, 3
_FULL_SIZE = 0.04
# Boxes of ink are right within this share of the width.
_ERROR = 0.002


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    margin_share: float = limit(
        MARGIN_SHARE,
        Unit.SHARE,
        "Least distance to an edge that passes, share of the width",
        source="half of Pinterest's safe zone; two raters of 268 pins",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    lines = [line for line in text.overlay if _is_judged(line, text)]
    least = limits.margin_share
    near = [line for line in lines if _margin(line, text)[0] < least]
    near.sort(key=lambda line: -_lost(line, text, least))
    findings = [_finding(line, text, least) for line in near[:_SHOWN]]
    if near and all(_margin(line, text)[0] >= least - _ERROR for line in near):
        return Verdict.review(findings, reason="the margin is right at the limit")
    worst = _lost(near[0], text, least) if near else 0.0
    return judged_lines(findings, near, score=1 - worst)


def _is_judged(line: TextLine, text: TextOverlay) -> bool:
    """Whether it is read surely, whole, and no footer."""
    chars = sum(char.isalnum() for char in line.text)
    if line.confidence < _SURE or chars < _FEWEST_CHARS or line.is_clipped:
        return False
    return line in text.message or _margin(line, text)[1] != "bottom"


def _margin(line: TextLine, text: TextOverlay) -> tuple[float, str]:
    """Distance to the nearest edge, share of the width, and which edge it is."""
    left, top, width, height = line.box
    gaps = {
        "left": left,
        "top": top,
        "right": text.image_width_px - left - width,
        "bottom": text.image_height_px - top - height,
    }
    edge = min(gaps, key=lambda name: gaps[name])
    return max(0, gaps[edge]) / text.image_width_px, edge


def _lost(line: TextLine, text: TextOverlay, least: float) -> float:
    size = line.cap_height_px / text.image_width_px / _FULL_SIZE
    return min(1.0, size) * (1 - _margin(line, text)[0] / least)


def _finding(line: TextLine, text: TextOverlay, least: float) -> Finding:
    margin, edge = _margin(line, text)
    missing = (least - margin) * text.image_width_px
    if edge in {"left", "right"} and line.box.width > 0.8 * text.image_width_px:
        advice = f"break “{line.text}” into two lines, or make it smaller"
    else:
        advice = f"move “{line.text}” {ceil(missing)} px away from the {edge} edge"
    return Finding(
        code="near-edge",
        message=f"“{line.text}” is too close to the {edge} edge: "
        f"{Quantity(margin, Unit.SHARE)} of the width, "
        f"{Quantity(least, Unit.SHARE)} needed",
        advice=advice,
        measured=Quantity(margin, Unit.SHARE),
        limit=Quantity(least, Unit.SHARE),
        region=line.box,
        object=quoted([line]),
        weight=_lost(line, text, least),
        fix=moved_inside(
            line.box,
            least * text.image_width_px,
            text.image_width_px,
            text.image_height_px,
        ),
    )


GUIDELINE = Guideline(
    id="tight-margin",
    title="Text keeps clear of the edges",
    failure_title="Text is too close to an edge",
    part=Part.TEXT,
    impact=Impact.MINOR,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
