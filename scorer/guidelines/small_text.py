"""Text that is too small to read on a phone.

## What it checks
Whether the capitals of each line of the message are tall enough in a phone's feed.

## Why it matters
Four of five people see the pin on a phone, in a column about 183 dp wide. A line
that cannot be read there does not stop the scroll.

## How it is measured
Cap height is measured on the ink of each line, from the baseline to the tops of flat
capitals or lining figures; where a line has none, from ascenders or the x-height. It
is scaled to the width of a feed column, setting `feed-width-dp`. URLs, handles and
text on things in the photo are not judged. A line at half the limit or below counts as
lost, one in between in proportion.

## How to fix it
Enlarge the line, or move what it says to the description and let the headline stand
alone.

## Known limits
The width of the feed column is arithmetic, not published. Faces of unusual design
have larger small letters than their capitals suggest.

## Sources
Apple Human Interface Guidelines, Typography: 11 pt is the smallest text; capitals are
about 0.7 of that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import judged_lines
from scorer.text.line.text_line import TextLine

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    cap_height_dp: float = limit(
        7.7,
        Unit.DP,
        "Smallest cap height that passes",
        source="0.7 em of 11 pt, Apple Human Interface Guidelines",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if not text.message:
        if text.unread:
            return Verdict.review(reason=text.unread)
        return Verdict.not_applicable("no text overlay")
    lines, least = text.message, limits.cap_height_dp
    small = [line for line in lines if _cap_dp(line, text) < least]
    small.sort(key=lambda line: line.cap_height_px)
    findings = [_finding(line, text, limits) for line in small[:_SHOWN]]
    lost = sum(_lost(_cap_dp(line, text) / least) for line in small)
    return judged_lines(findings, small, score=1 - lost / len(lines))


def _lost(reached: float) -> float:
    """0 at the limit, 1 from half of it down: 5.5 pt is read on no phone."""
    return min(1.0, 2 - 2 * reached)


def _cap_dp(line: TextLine, text: TextOverlay) -> float:
    return line.cap_height_px * text.dp_per_px


def _finding(line: TextLine, text: TextOverlay, limits: Limits) -> Finding:
    measured = Quantity(_cap_dp(line, text), Unit.DP)
    factor = limits.cap_height_dp / measured.value
    height = factor * line.cap_height_px
    return Finding(
        code="below-minimum",
        message=f"capitals of “{line.text}” are {measured} high in the feed",
        advice=f"make it {_times(factor)} larger: capitals {height:.0f} px high",
        measured=measured,
        limit=Quantity(limits.cap_height_dp, Unit.DP),
        region=line.box,
    )


def _times(factor: float) -> str:
    return f"{factor:.1f}x" if factor >= 1.1 else f"{math.ceil(100 * factor - 100)} %"


GUIDELINE = Guideline(
    id="small-text",
    title="Text can be read on a phone",
    failure_title="Text is too small to read on a phone",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
