"""A title that could stand over a thousand other pins.

## What it checks
That the title holds a detail beyond its topic: a number, a kind, a gain, for whom or
where, a question, a how-to.

## Why it matters
"Bedroom Decor" tells nobody why to tap this pin; "10 Cozy Bedroom Ideas for Small
Spaces" does.

## How it is measured
Details are counted: numbers, describing words, purposes ("for small spaces"), gains,
superlatives, hooks, and words of the topic beyond two.
They are looked up in a list of the title's language; without one nothing is judged.

## How to fix it
Add how many, which kind, and for whom.

## Known limits
A name of two words that is all a fan needs ("Taylor Swift") counts as vague.

## Sources
Advice for Pinterest titles: strong keywords, clear benefits, curiosity.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.title import Title
from scorer.wording.rewrites import examples


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    detail_count: float = limit(
        1,
        Unit.COUNT,
        "Fewest details",
        source='"Bedroom Decor" has 0, "10 Cozy Bedroom Ideas for Small Spaces" more',
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title = features[Title]
    if title.specific_count is None:
        return Verdict.not_applicable("no title in a language with a word list")
    details = title.specific_count + (title.curiosity_count or 0)
    if details >= limits.detail_count:
        return Verdict.judged((), score=1)
    finding = Finding(
        "no-detail",
        f'the title "{title.text}" says nothing special',
        f"say in the title how many, which kind or for whom{examples('detail', title)}",
        Quantity(details, Unit.COUNT),
        Quantity(limits.detail_count, Unit.COUNT),
    )
    return Verdict.judged((finding,), score=details / limits.detail_count)


GUIDELINE = Guideline(
    id="vague-title",
    title="The title says what is special",
    failure_title="The title is vague",
    part=Part.COPY,
    impact=Impact.MODERATE,
    needs=(Title,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
