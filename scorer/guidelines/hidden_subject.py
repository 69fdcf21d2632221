"""Text that covers the subject.

## What it checks
How much of the focal box lies under text.

## Why it matters
The subject stops the scroll; text over it hides it and is harder to read itself.

## How it is measured
Share of the focal box within the boxes of text lines.

## How to fix it
Move the text beside the subject, or give it a band of its own.

## Known limits
The focal box is where attention is expected, which need not be the subject: on a poster
made of words it is the words. Bands and cards under the text are not counted. Seen by
eye, the worst of 100 real pins are such posters, so this guideline does not count yet.

## Sources
Pinterest, creative best practices: the subject is the focal point.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.focal_point import FocalPoint


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    covered_share: float = limit(
        0.21,
        Unit.SHARE,
        "Largest share of the focal box under text that passes",
        source="95th percentile of 100 real pins, tests/benchmarks/percentiles.py",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    focus = features[FocalPoint]
    if focus.covered_share <= limits.covered_share:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="text-over-subject",
        message=f"text covers {100 * focus.covered_share:.0f} % of the subject",
        advice="move the text beside the subject, or onto a band of its own",
        measured=Quantity(focus.covered_share, Unit.SHARE),
        limit=Quantity(limits.covered_share, Unit.SHARE),
        region=focus.focal_box,
    )
    return Verdict.judged((finding,), score=1 - focus.covered_share)


GUIDELINE = Guideline(
    id="hidden-subject",
    title="The subject can be seen",
    failure_title="Text covers the subject",
    part=Part.FOCUS,
    impact=Impact.MODERATE,
    needs=(FocalPoint,),
    limits=Limits(),
    check=_check,
    since="0.1",
    preview=True,
)
