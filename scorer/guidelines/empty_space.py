"""A design with a large place in which there is nothing.

## What it checks
Whether words and picture fill the pin: no large empty place in a design with text, and
no wide margin around everything.

## Why it matters
A phone's feed shows the pin two fingers wide: what stays empty makes the picture and
the words smaller, and looks unfinished.

## How it is measured
`composition.void_share`: the largest rectangle without picture, text or shapes.
`layout.border_share`: plain margin on two opposite sides. Sky or wall in a photo
without words is not judged by its empty place.

## How to fix it
Enlarge the picture or the words into the empty place, or crop it away.

## Known limits
Empty space can be elegant; what is judged is a lot of it. The place is measured on a
grid of 24 columns.

## Sources
The limits are those beyond which people called pins "empty or unbalanced" when 268
were judged by eye; 8 of 100 others lie beyond them.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.composition import Composition
from scorer.features.layout import Layout
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._severity import graded, severity

_VOID_ERROR, _MARGIN_ERROR = 0.015, 0.02


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    void_share: float = limit(
        0.125,
        Unit.SHARE,
        "Largest empty place that passes in a pin with text",
        source="268 real pins judged by eye",
    )
    full_void_share: float = limit(
        0.35,
        Unit.SHARE,
        "Empty place of a fault in full",
        source="a third of the pin, as two of 100 real pins have",
    )
    margin_share: float = limit(
        0.35,
        Unit.SHARE,
        "Widest margin that passes",
        source="268 real pins judged by eye",
    )
    full_margin_share: float = limit(
        0.8,
        Unit.SHARE,
        "Margin of a fault in full",
        source="pins shrunk to 40 % of their width",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    place = features[Composition]
    margin = features[Layout].border_share
    void = place.void_share if features[TextOverlay].line_count else 0.0
    findings = []
    if void > limits.void_share - _VOID_ERROR:
        findings.append(
            Finding(
                code="void",
                message=f"{Quantity(void, Unit.SHARE)} of the pin is one empty area",
                advice=_advice(features[TextOverlay]),
                measured=Quantity(void, Unit.SHARE),
                limit=Quantity(limits.void_share, Unit.SHARE),
                region=place.void,
                object="the empty area",
                weight=severity(void, limits.void_share, limits.full_void_share),
            )
        )
    if margin > limits.margin_share - _MARGIN_ERROR:
        findings.append(
            Finding(
                code="margin",
                message=f"{Quantity(margin, Unit.SHARE)} of the pin is empty margin "
                "around everything",
                advice="crop the margin, or enlarge what is inside it",
                measured=Quantity(margin, Unit.SHARE),
                limit=Quantity(limits.margin_share, Unit.SHARE),
                object="the margin",
                weight=severity(margin, limits.margin_share, limits.full_margin_share),
            )
        )
    lost = max(
        severity(void, limits.void_share, limits.full_void_share),
        severity(margin, limits.margin_share, limits.full_margin_share),
    )
    return graded(findings, lost, doubt="the empty area is of usual size")


def _advice(text: TextOverlay) -> str:
    if text.message:
        return "enlarge the picture or the words to fill the empty area, or crop it"
    return "use the empty area for a headline, or crop it"


GUIDELINE = Guideline(
    id="empty-space",
    title="Words and picture fill the pin",
    failure_title="A large part of the pin is empty",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(TextOverlay, Composition, Layout),
    limits=Limits(),
    check=_check,
    since="0.2",
)
