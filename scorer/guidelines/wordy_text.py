"""More words than are read in passing.

## What it checks
How many words the message has, without URL and handle.

## Why it matters
A pin is seen in passing: long text is not read, and makes its own words small.

## How it is measured
Words of the overlay lines; bullets, separators and text on things in the photo do not
count.

## How to fix it
Keep the promise and the number, move the rest to title and description.

## Known limits
Lists and infographics are meant to be read at close-up.

## Sources
Pinterest: keep text concise so it is easy to read on phones. The number 12 is not
official; third parties say below 8.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay, word_count
from scorer.guidelines._overlay import is_sure, without_overlay


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    word_count: float = limit(
        12,
        Unit.COUNT,
        "Most words that pass",
        source="third parties say below 8; 12 leaves room for a subline",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    count = sum(word_count(line.text) for line in text.message)
    sure = sum(word_count(line.text) for line in text.message if is_sure(line))
    if count <= limits.word_count:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="too-many-words",
        message=f"the pin says {count} words",
        advice=f"cut to {limits.word_count:.0f} words or fewer",
        measured=Quantity(count, Unit.COUNT),
        limit=Quantity(limits.word_count, Unit.COUNT),
    )
    if sure <= limits.word_count:
        return Verdict.review((finding,), reason=f"OCR is sure of {sure} words only")
    return Verdict.judged((finding,), score=limits.word_count / count)


GUIDELINE = Guideline(
    id="wordy-text",
    title="The text is short",
    failure_title="The text has too many words",
    part=Part.TEXT,
    impact=Impact.MINOR,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
