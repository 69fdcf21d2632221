"""A title whose topic comes after the part that shows.

## What it checks
That a word naming the topic stands in the part of the title that shows in the feed.

## Why it matters
Of a title the first 40 characters may show, 30 in Chinese, Japanese, Korean and Arabic.
What comes later is not read before the tap.

## How it is measured
The topic is the words that description, board or link repeat; where none are repeated,
every word that is not a filler, a promise or a hook. The first one has to end in time.

## How to fix it
Move the topic to the front.

## Known limits
A topic that only the title names may be taken for a hook or the other way round.

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

    visible_share: float = limit(
        1.0,
        Unit.SHARE,
        "Part of the characters that show in which the topic must be named",
        source="Pinterest, creative specs: 40 characters may show, 30 in wide scripts",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title = features[Title]
    if title.keyword_end_chars is None:
        return Verdict.not_applicable("no word in the title names a topic")
    latest = limits.visible_share * title.visible_chars
    if title.keyword_end_chars <= latest:
        return Verdict.judged((), score=1)
    topic = f"“{title.short_topic}”" if title.short_topic else "its topic"
    finding = Finding(
        "topic-hidden",
        f"the topic comes late: people may see only the first {latest:.0f} characters, "
        f"and its first word ends at {title.keyword_end_chars}",
        f"begin the title with {topic}",
        Quantity(title.keyword_end_chars, Unit.CHARS),
        Quantity(latest, Unit.CHARS),
    )
    return Verdict.judged((finding,), score=latest / title.keyword_end_chars)


GUIDELINE = Guideline(
    id="late-keyword",
    title="The topic is in the visible part of the title",
    failure_title="The topic comes too late in the title",
    part=Part.COPY,
    impact=Impact.MODERATE,
    needs=(Title,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
