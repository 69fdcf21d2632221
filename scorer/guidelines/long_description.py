"""A description longer than Pinterest takes or advises.

## What it checks
That the description has at most 800 characters, better 500.

## Why it matters
Above 800 characters the pin is refused; help pages and older tools cut at 500.

## How it is measured
Characters as Unicode counts them, outer spaces left out.

## How to fix it
Say the topic, the gain and what to do next in the first two sentences; cut the rest.

## Known limits
The description is not shown in the feed: it serves search.

## Sources
Pinterest API v5 description 5.23.0 (800); Pinterest help, older page (500).
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.description import Description


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    length_chars: float = limit(
        800, Unit.CHARS, "Most characters", source="Pinterest API v5 description"
    )
    advised_chars: float = limit(
        500, Unit.CHARS, "Most characters advised", source="Pinterest help, older page"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    length = features[Description].length_chars
    if not length:
        return Verdict.not_applicable("no description")
    if length > limits.length_chars:
        finding = _finding("above-maximum", length, limits.length_chars)
        return Verdict.judged((finding,), score=0)
    if length > limits.advised_chars:
        finding = _finding("above-advised", length, limits.advised_chars)
        return Verdict.judged((finding,), score=0.5)
    return Verdict.judged((), score=1)


def _finding(code: str, length: int, most: float) -> Finding:
    return Finding(
        code,
        f"the description has {length} characters; {most:.0f} is the most",
        f"cut {length - most:.0f} characters from the description; keep the topic, "
        "what people get, and the call to action",
        Quantity(length, Unit.CHARS),
        Quantity(most, Unit.CHARS),
    )


GUIDELINE = Guideline(
    id="long-description",
    title="The description is short enough for Pinterest",
    failure_title="The description is too long for Pinterest",
    part=Part.COPY,
    impact=Impact.MINOR,
    needs=(Description,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
