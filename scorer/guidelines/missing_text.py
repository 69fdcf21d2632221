"""A pin without any text overlay.

## What it checks
Whether the pin carries words of its own.

## Why it matters
Text gives context: “The Moistest 5-Minute Chocolate Cake” beats a bare photo of a
cake.

## How it is measured
Lines of overlay text that the OCR engine reads. Words on packages, signs and clocks
in the photo are not overlay.

## How to fix it
Add a short headline that says what the click gives.

## Known limits
Lettering that no engine reads (ornate scripts, other writing systems) is missed; an
engine that cannot read a wanted language leaves the pin for review.

## Sources
Pinterest, creative best practices: text overlay gives context.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import is_sure


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    word_count: float = limit(
        1, Unit.COUNT, "Fewest words that pass", source="any overlay text is enough"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if text.word_count >= limits.word_count:
        if text.overlay and not any(is_sure(line) for line in text.overlay):
            return Verdict.review(reason="OCR is not sure that this is text")
        return Verdict.judged((), score=1.0)
    if text.unread:
        return Verdict.review(reason=text.unread)
    on_things = text.scene_line_count
    seen = f"; {on_things} on things in the photo do not count" if on_things else ""
    finding = Finding(
        code="no-overlay",
        message=f"the pin has {text.word_count} words of overlay text{seen}",
        advice="add a headline of 3 to 8 words that says what the click gives",
        measured=Quantity(text.word_count, Unit.COUNT),
        limit=Quantity(limits.word_count, Unit.COUNT),
    )
    return Verdict.judged((finding,), score=0.0)


GUIDELINE = Guideline(
    id="missing-text",
    title="The pin carries text",
    failure_title="The pin carries no text",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
