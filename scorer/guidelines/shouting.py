"""A title in capitals, or with a row of exclamation marks.

## What it checks
How much of the title is in capitals, and its exclamation marks.

## Why it matters
Capitals read slower than mixed case and look like an advertisement.

## How it is measured
Words in capitals by all words, short abbreviations (DIY, BBQ) left out; exclamation
marks are counted. The overlay may be in capitals: that is typography.

## How to fix it
Write it as a sentence or in title case, with one exclamation mark at most.

## Known limits
A brand written in capitals counts.

## Sources
Tinker 1963, Legibility of Print: capitals are read more slowly.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit, spoken_share
from scorer.features.title import Title
from scorer.wording.casing import in_title_case


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    capitals_share: float = limit(
        0.5, Unit.SHARE, "Most words in capitals", source="one word may stand out"
    )
    exclamation_count: float = limit(
        1, Unit.COUNT, "Most exclamation marks", source="usual house style"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title = features[Title]
    if not title.text:
        return Verdict.not_applicable("no title")
    findings = [*_capitals(title, limits), *_exclamations(title, limits)]
    return Verdict.judged(findings, score=1 - len(findings) / 2)


def _capitals(title: Title, limits: Limits) -> list[Finding]:
    share = title.capitals_share or 0.0
    if share <= limits.capitals_share:
        return []
    measured = Quantity(share, Unit.SHARE)
    return [
        Finding(
            "capitals",
            f"{spoken_share(measured)} of the words in the title are in capitals",
            f'write the title without capitals: "{in_title_case(title.text)}"',
            measured,
            Quantity(limits.capitals_share, Unit.SHARE),
        )
    ]


def _exclamations(title: Title, limits: Limits) -> list[Finding]:
    if title.exclamation_count <= limits.exclamation_count:
        return []
    return [
        Finding(
            "exclamation-marks",
            f"the title has {title.exclamation_count} exclamation marks",
            "keep one exclamation mark in the title, or none",
            Quantity(title.exclamation_count, Unit.COUNT),
            Quantity(limits.exclamation_count, Unit.COUNT),
        )
    ]


GUIDELINE = Guideline(
    id="shouting",
    title="The title speaks in a normal voice",
    failure_title="The title shouts",
    part=Part.COPY,
    impact=Impact.MINOR,
    needs=(Title,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
