"""Hashtags where words should be.

## What it checks
The number of hashtags in the title and in the description.

## Why it matters
A hashtag takes the place of a word that says something; in the title it takes some of
the 40 characters that show.

## How it is measured
Words that begin with #, in title and description.

## How to fix it
Put the keywords into the sentence.

## Known limits
Pinterest publishes no limit at present; these are settings.

## Sources
Pinterest, creative specs: 40 characters of the title show. The number for the
description is not official.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit, counted
from scorer.features.description import Description
from scorer.features.title import Title


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    title_hashtag_count: float = limit(
        1,
        Unit.COUNT,
        "Most hashtags in the title",
        source="two of usual length fill the 40 characters that show",
    )
    description_hashtag_count: float = limit(
        8,
        Unit.COUNT,
        "Most hashtags in the description",
        source="not official: of some 60 words in 500 characters an eighth",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title, description = features[Title], features[Description]
    if not title.text and not description.length_chars:
        return Verdict.not_applicable("no title and no description")
    found = [
        *_finding("title", title.hashtag_count, limits.title_hashtag_count),
        *_finding(
            "description",
            description.hashtag_count,
            limits.description_hashtag_count,
        ),
    ]
    return Verdict.judged(found, score=1 - len(found) / 2)


def _finding(where: str, count: int, most: float) -> list[Finding]:
    if count <= most:
        return []
    return [
        Finding(
            f"{where}-hashtags",
            f"the {where} has {count} hashtags",
            f"keep {counted(round(most), 'hashtag')} at most in the {where}; write the "
            "other keywords as a sentence",
            Quantity(count, Unit.COUNT),
            Quantity(most, Unit.COUNT),
        )
    ]


GUIDELINE = Guideline(
    id="hashtag-heavy",
    title="Few enough hashtags",
    failure_title="Too many hashtags",
    part=Part.COPY,
    impact=Impact.MINOR,
    needs=(Title, Description),
    limits=Limits(),
    check=_check,
    since="0.1",
)
