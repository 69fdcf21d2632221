"""Text that does not stand out from what is behind it.

## What it checks
How much of the message is faint against what lies behind it.

## Why it matters
Thin or pale words on a photo vanish in places, above all outdoors and on dimmed
screens.

## How it is measured
WCAG contrast between the ink where it is fullest and the ground around its strokes,
for each stretch of about two letters; of a line the mean of the median stretch and the
worst counts, on a scale of ratios. Where an outline or a shadow surrounds the strokes,
it is the ground. A pin is seen in passing, on a dimmed phone, so that WCAG's enhanced
contrast is where nothing is lost: 7:1, and 4.5:1 for large text in strong strokes
(those of 18 pt are about 1.5 dp and those of bold 14 pt 2 dp wide; between them the
limit falls from the one to the other). From there a line is lost by and by down to
1.5:1. Lines count by their words and size; up to an eighth of the message may be lost.
Then what is below 4.5:1 (large: 3:1) is left for review. Names, addresses, coupons and
hashtags do not count. What is hardly read and forms no word of any language may be
drawn letters; where more words may be print on things in the photo than were added, the
rest may be, too. Both are left for review, and so is a faint word that stands alone
beside the headline: it may be a name.

## How to fix it
Darken or lighten the ink, or lay a panel or a gradient between photo and text. On a
ground of middling lightness neither white nor black passes: change the ground.

## Known limits
Strokes thinner than a pixel never reach their full color and count as fainter. A word
that vanishes in a long line may pass. One word that is in no dictionary may be a logo,
and is left for review.

## Sources
WCAG 2.2, 1.4.6 (enhanced): 7:1, and 4.5:1 for large text; 1.4.3 (minimum): 4.5:1 and
3:1. Of 20 pins that two raters called faint, seven meet the minimum; by the enhanced
contrast the two orders agree much better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scorer.core.family import Features
from scorer.core.fix import Color, Panel
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay, word_count
from scorer.fixes.readable import is_even, readable
from scorer.guidelines._overlay import (
    LOGO,
    UNSURE,
    WHOSE,
    around,
    is_message_sure,
    is_words,
    may_be_logo,
    quoted,
    without_message,
    words_of,
)
from scorer.guidelines._severity import severity
from scorer.text.blocks import by_block
from scorer.text.line.text_line import TextLine
from scorer.vision.color.legible import contrast_of

# Measured contrast errs by about so much.
_ERROR = 0.05
# Few can read what is left of a contrast of 1:1 by half.
_LOST = 1.5
# WCAG's minimum as a share of its enhanced contrast: 4.5 of 7.
_MINIMUM = 4.5 / 7
# 0.7 em of 14 pt, and the strokes of WCAG's large text: 0.13 of the capitals of 18 pt
# regular, 0.2 of those of 14 pt bold.
_LARGE_DP = 9.8
_REGULAR_STROKE_DP, _BOLD_STROKE_DP = 1.5, 2.0
# Less of the message than this is not worth a look.
_NOTEWORTHY = 0.05
_SHOWN = 5
_BESIDE = ("subline", "body")
_NAME = "one word beside the headline may be a name, and names need no more"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    contrast: float = limit(
        7.0,
        Unit.RATIO,
        "Contrast at which small text loses nothing",
        source="WCAG 2.2, 1.4.6",
    )
    large_contrast: float = limit(
        4.5,
        Unit.RATIO,
        "Contrast at which large text loses nothing",
        source="WCAG 2.2, 1.4.6",
    )
    faint_share: float = limit(
        0.125,
        Unit.SHARE,
        "Share of the message that may be lost",
        source="eye ratings of 268 pins of 30 makers",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_message(text):
        return absent
    lines = [x for x in text.message if _contrast(x) is not None and _is_more(x)]
    if not lines:
        return Verdict.review(
            reason="the letters could not be told from their background"
        )
    faint = [line for line in lines if _lost(line, text, limits) > 0]
    lost = _weight(faint, text, limits) / max(1e-9, _weight(lines))
    if lost > limits.faint_share:
        left = 1 - severity(lost, limits.faint_share, 1.0)
        findings = _findings(faint, text, limits)
        if reason := _doubt(faint, text):
            return Verdict.review(findings, reason=reason)
        return Verdict.judged(findings, score=left)
    below = [line for line in faint if _is_below_minimum(line, text, limits)]
    if _weight(below) > _NOTEWORTHY * _weight(lines):
        findings = _findings(below, text, limits)
        return Verdict.review(findings, reason="most of the text stands out")
    return Verdict.judged((), score=1.0)


def _doubt(faint: Sequence[TextLine], text: TextOverlay) -> str:
    """Why the faint lines may be no message; empty where they are."""
    if not is_message_sure(text):
        return WHOSE
    if all(map(_may_be_name, by_block(faint))):
        return _NAME
    if all(may_be_logo(lines) or _may_be_name(lines) for lines in by_block(faint)):
        return LOGO
    return "" if any(is_words(line) for line in faint) else UNSURE


def _may_be_name(lines: Sequence[TextLine]) -> bool:
    """Whether lines are one word beside the headline, as the mark of a shop is."""
    return words_of(lines) == 1 and lines[0].kind in _BESIDE


def _is_more(line: TextLine) -> bool:
    """Whether a line is more than one letter or digit, which is soon misread."""
    return sum(char.isalnum() for char in line.text) > 1


def _contrast(line: TextLine) -> float | None:
    """Contrast of a line, between its usual and its worst part."""
    if line.contrast is None or line.contrast_typical is None:
        return line.contrast
    return sqrt(line.contrast * line.contrast_typical)


def _is_below_minimum(line: TextLine, text: TextOverlay, limits: Limits) -> bool:
    return (_contrast(line) or 1.0) < _MINIMUM * _needed(line, text, limits)


def _needed(line: TextLine, text: TextOverlay, limits: Limits) -> float:
    if line.cap_height_px * text.dp_per_px < _LARGE_DP:
        return limits.contrast
    stroke = line.stroke_px * text.dp_per_px
    strong = severity(stroke, _REGULAR_STROKE_DP, _BOLD_STROKE_DP)
    return limits.contrast - strong * (limits.contrast - limits.large_contrast)


def _lost(line: TextLine, text: TextOverlay, limits: Limits) -> float:
    """How much of a line is lost, 0 at the limit, 1 where few can read it."""
    needed = _needed(line, text, limits) * (1 - _ERROR)
    return severity(_contrast(line) or 1.0, needed, min(_LOST, needed - 0.1))


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
    """The headline first, then what costs most; the rest in one finding.

    What may be no words, or a name, comes behind what is.
    """
    found = sorted(
        by_block(faint),
        key=lambda lines: (
            not any(is_words(line) for line in lines),
            _may_be_name(lines),
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
    fix = readable(lines, worst, needed.value)
    return Finding(
        code="too-faint",
        message=f"{quoted(lines)} is faint: its contrast drops to {contrast}; {needed} "
        "is needed",
        advice=_advice(lines, fix, worst),
        measured=contrast,
        limit=needed,
        region=around(lines),
        object=quoted(lines),
        fix=fix,
        weight=_weight(lines, text, limits),
    )


def _advice(
    lines: Sequence[TextLine], fix: Color | Panel | None, worst: TextLine
) -> str:
    if isinstance(fix, Color):
        return _other_color(lines, fix)
    if isinstance(fix, Panel) and is_even(worst):
        return _other_background(lines, fix, worst)
    if isinstance(fix, Panel):
        how = f"put a plain panel behind {quoted(lines)}"
        if fix.ink != worst.ink_color:
            how = f"set {quoted(lines)} in {fix.ink} on a plain panel"
        return f"{how}, such as {fix.color}: the background there is light and dark"
    return f"make {quoted(lines)} darker or lighter, or put a plain panel behind it"


def _other_color(lines: Sequence[TextLine], fix: Color) -> str:
    """The advice to set lines, or what is behind them, in another color."""
    ink, color, background = (
        contrast_of(each, "#ffffff") for each in (fix.ink, fix.color, fix.background)
    )
    verb = "darken" if color > ink else "lighten"
    changed = f"{verb} {quoted(lines)} from {fix.ink} to {fix.color}"
    # White letters that become dark ones may stay white on a darker ground.
    if (ink < background) == (background < color):
        return f"{changed}, or the {fix.background} behind it"
    return f"{changed}: it stands on {fix.background}"


def _other_background(lines: Sequence[TextLine], fix: Panel, worst: TextLine) -> str:
    """The advice to change what is behind lines, where no color of theirs passes."""
    now = worst.background_color
    why = f"no letters stand out enough on {now}"
    if fix.ink != worst.ink_color:
        return f"set {quoted(lines)} in {fix.ink} on {fix.color}: {why}"
    is_darker = contrast_of(fix.color, "#ffffff") > contrast_of(now, "#ffffff")
    verb = "darken" if is_darker else "lighten"
    return f"{verb} the {now} behind {quoted(lines)} to {fix.color}: {why}"


GUIDELINE = Guideline(
    id="low-contrast-text",
    title="Text stands out from its background",
    failure_title="Text does not stand out from its background",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
