"""Text that does not stand out from what is behind it.

## What it checks
How much of the message is faint against what lies behind it.

## Why it matters
Thin or pale words on a photo vanish in places, above all outdoors and on dimmed
screens.

## How it is measured
WCAG contrast between the ink where it is fullest and the ground around its strokes,
for each stretch of about two letters; the line's median stretch counts. Where an
outline or a shadow surrounds the strokes, it is the ground. Large text with strong
strokes needs less than the rest: WCAG's 18 pt and bold 14 pt have strokes about 1.5 dp
and 2 dp wide, and the limit falls from the one to the other between them. Each line
counts by its words and their size, the headline most; what 5 % of the contrast can
explain does not count. Up to a tenth of the message the answer is review. Names,
addresses, coupons and hashtags do not count.

## How to fix it
Darken or lighten the ink, or lay a panel or a gradient between photo and text.

## Known limits
Strokes thinner than a pixel never reach their full color and count as fainter. A word
that vanishes in a long line may pass.

## Sources
WCAG 2.2, 1.4.3: 4.5:1, and 3:1 for large text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay, word_count
from scorer.guidelines._overlay import (
    AT_LIMIT,
    SLIGHT,
    around,
    groups,
    judged_lines,
    quoted,
    ramp,
    without_message,
)
from scorer.text.line.text_line import TextLine
from scorer.vision.legible import legible_color

# Measured contrast errs by about so much.
_ERROR = 0.05
# White text on white is lost at 1:1; at half the way in ratio it is read by few.
_LOST = 1.5
# 0.7 em of 14 pt, and the strokes of WCAG's large text: 0.13 of the capitals of 18 pt
# regular, 0.2 of those of 14 pt bold.
_LARGE_DP = 9.8
_REGULAR_STROKE_DP, _BOLD_STROKE_DP = 1.5, 2.0
# CIELAB: behind text on a flat panel colors vary less than this.
_EVEN = 8.0
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    contrast: float = limit(
        4.5, Unit.RATIO, "Least contrast of small text", source="WCAG 2.2, 1.4.3"
    )
    large_contrast: float = limit(
        3.0, Unit.RATIO, "Least contrast of large text", source="WCAG 2.2, 1.4.3"
    )
    faint_share: float = limit(
        0.1,
        Unit.SHARE,
        "Share of the message that may be faint",
        source="eye ratings of 268 pins of 30 makers",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_message(text):
        return absent
    lines = [line for line in text.message if _contrast(line) is not None]
    if not lines:
        return Verdict.review(reason="ink and background could not be told apart")
    faint = [line for line in lines if _lost(line, text, limits) > 0]
    lost = _weight(faint, text, limits) / max(1e-9, _weight(lines))
    findings = _findings(faint, text, limits)
    if not findings and (near := _near(lines, text, limits)):
        findings = _findings(near, text, limits)
        return Verdict.review(findings, reason=AT_LIMIT)
    in_head = any(line.kind == "headline" for line in faint)
    if findings and lost <= SLIGHT and not in_head:
        return Verdict.judged((), score=1.0)
    if findings and lost <= limits.faint_share:
        return Verdict.review(findings, reason="most of the message stands out")
    return judged_lines(findings, faint, score=1 - ramp(lost, limits.faint_share, 1.0))


def _contrast(line: TextLine) -> float | None:
    """Contrast of the usual part of a line; of its worst where only that is known."""
    return line.contrast if line.contrast_typical is None else line.contrast_typical


def _needed(line: TextLine, text: TextOverlay, limits: Limits) -> float:
    if line.cap_height_px * text.dp_per_px < _LARGE_DP:
        return limits.contrast
    stroke = line.stroke_px * text.dp_per_px
    strong = ramp(stroke, _REGULAR_STROKE_DP, _BOLD_STROKE_DP)
    return limits.contrast - strong * (limits.contrast - limits.large_contrast)


def _lost(line: TextLine, text: TextOverlay, limits: Limits) -> float:
    """How much of a line is lost, 0 at the limit, 1 where few can read it."""
    needed = _needed(line, text, limits) * (1 - _ERROR)
    return ramp(_contrast(line) or 1.0, needed, min(_LOST, needed - 0.1))


def _near(
    lines: Sequence[TextLine], text: TextOverlay, limits: Limits
) -> list[TextLine]:
    return [x for x in lines if (_contrast(x) or 1.0) < _needed(x, text, limits)]


def _weight(
    lines: Sequence[TextLine],
    text: TextOverlay | None = None,
    limits: Limits | None = None,
) -> float:
    """Words by their size; of what is lost of them where limits are given."""
    return sum(
        word_count(line.text)
        * line.cap_height_px
        * (_lost(line, text, limits) if text and limits else 1.0)
        for line in lines
    )


def _findings(
    faint: Sequence[TextLine], text: TextOverlay, limits: Limits
) -> list[Finding]:
    """The headline first, then what costs most; the rest in one finding."""
    found = sorted(
        groups(faint),
        key=lambda lines: (
            lines[0].kind != "headline",
            -_weight(lines, text, limits),
            -_weight(lines),
        ),
    )
    findings = [_finding(lines, text, limits) for lines in found[:_SHOWN]]
    rest = [line for lines in found[_SHOWN:] for line in lines]
    return [*findings, _finding(rest, text, limits)] if rest else findings


def _finding(lines: Sequence[TextLine], text: TextOverlay, limits: Limits) -> Finding:
    worst = min(lines, key=lambda line: _contrast(line) or 1.0)
    contrast = Quantity(_contrast(worst) or 1.0, Unit.RATIO)
    needed = Quantity(_needed(worst, text, limits), Unit.RATIO)
    return Finding(
        code="too-faint",
        message=f"{quoted(lines)} has a contrast of {contrast} only",
        advice=_advice(lines, worst, needed.value),
        measured=contrast,
        limit=needed,
        region=around(lines),
    )


def _advice(lines: Sequence[TextLine], worst: TextLine, needed: float) -> str:
    panel = f"lay a panel of one color behind {quoted(lines)}"
    if not (worst.ink_color and worst.ground_color):
        return f"darken or lighten the ink, or {panel}"
    if worst.ground_spread > _EVEN:
        return f"{panel}, or a gradient: it stands on light and dark places"
    better = legible_color(worst.ink_color, worst.ground_color, needed)
    return (
        f"set {quoted(lines)} in {better} instead of {worst.ink_color} on "
        f"{worst.ground_color}"
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
