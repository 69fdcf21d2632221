"""Text that does not stand out from what is behind it.

## What it checks
Whether every part of every line contrasts with what lies behind it.

## Why it matters
Thin or pale words on a photo vanish in places, above all outdoors and on dimmed
screens.

## How it is measured
WCAG contrast between the ink where it is fullest and the ground around its strokes,
for each stretch of about two letters; the worst stretch counts. Where an outline or
a shadow surrounds the strokes, it is the ground. Large text (capitals
of 12.6 dp in the feed, 18 pt) needs less than small text.

## How to fix it
Darken or lighten the ink, or lay a panel or a gradient between photo and text.

## Known limits
Strokes thinner than a pixel never reach their full color and count as fainter. Light
that plays over a photo can make one letter fail that is still read by its neighbors.

## Sources
WCAG 2.2, 1.4.3: 4.5:1, and 3:1 for large text.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import judged_lines, without_overlay
from scorer.text.line.text_line import TextLine

_SHOWN = 8
# 0.7 em of 18 pt: WCAG's large text.
_LARGE_DP = 12.6


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    contrast: float = limit(
        4.5, Unit.RATIO, "Least contrast of small text", source="WCAG 2.2, 1.4.3"
    )
    large_contrast: float = limit(
        3.0, Unit.RATIO, "Least contrast of large text", source="WCAG 2.2, 1.4.3"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    lines = [line for line in text.overlay if line.contrast is not None]
    if not lines:
        return Verdict.review(reason="ink and ground could not be told apart")
    faint = [line for line in lines if _contrast(line) < _needed(line, text, limits)]
    faint.sort(key=_contrast)
    findings = [_finding(line, _needed(line, text, limits)) for line in faint[:_SHOWN]]
    lost = sum(1 - _contrast(line) / _needed(line, text, limits) for line in faint)
    score = 1 - lost / len(lines)
    return judged_lines(findings, faint, score=score)


def _contrast(line: TextLine) -> float:
    return line.contrast or 1.0


def _needed(line: TextLine, text: TextOverlay, limits: Limits) -> float:
    is_large = line.cap_height_px * text.dp_per_px >= _LARGE_DP
    return limits.large_contrast if is_large else limits.contrast


def _finding(line: TextLine, needed: float) -> Finding:
    contrast = Quantity(_contrast(line), Unit.RATIO)
    return Finding(
        code="too-faint",
        message=f"“{line.text}” falls to {contrast} in its worst part",
        advice="darken or lighten the ink, or lay a panel behind the line",
        measured=contrast,
        limit=Quantity(needed, Unit.RATIO),
        region=line.box,
    )


GUIDELINE = Guideline(
    id="low-contrast-text",
    title="Text stands out from its background",
    failure_title="Text is faint against its background",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
