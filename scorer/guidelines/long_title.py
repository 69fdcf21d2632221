"""A title longer than Pinterest takes.

## What it checks
That the title has at most 100 characters.

## Why it matters
A longer title is refused or cut.

## How it is measured
Characters as Unicode counts them, outer spaces left out.

## How to fix it
Keep the topic and the gain; move the rest to the description.

## Known limits
An emoji may count as several characters.

## Sources
Pinterest, creative specs and API v5 description 5.23.0.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.title import Title


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    length_chars: float = limit(
        100, Unit.CHARS, "Most characters", source="Pinterest API v5 and creative specs"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title = features[Title]
    if not title.text:
        return Verdict.not_applicable("no title")
    if title.length_chars <= limits.length_chars:
        return Verdict.judged((), score=1)
    over = title.length_chars - limits.length_chars
    finding = Finding(
        "above-maximum",
        f"the title has {title.length_chars} characters; "
        f"{limits.length_chars:.0f} is the most",
        f"cut {over:.0f} characters from the title: keep the topic and what people get"
        f" in the first {title.visible_chars}, and move the rest to the description",
        Quantity(title.length_chars, Unit.CHARS),
        Quantity(limits.length_chars, Unit.CHARS),
    )
    return Verdict.judged((finding,), score=0)


GUIDELINE = Guideline(
    id="long-title",
    title="The title is short enough for Pinterest",
    failure_title="The title is too long for Pinterest",
    part=Part.COPY,
    impact=Impact.SERIOUS,
    needs=(Title,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
