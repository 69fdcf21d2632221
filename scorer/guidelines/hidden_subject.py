"""Text that covers the subject or a face.

## What it checks
How much of the focal box, and of any face, lies under overlay text.

## Why it matters
The subject stops the scroll; text over it hides it and is harder to read itself. A
face is looked at first, and is no longer one when its eyes or mouth are covered.

## How it is measured
Share of the focal box, and of the most covered face, within the ink boxes of overlay
lines. Words on packages and signs in the photo do not count.

## How to fix it
Move the text beside the subject, or give it a band of its own.

## Known limits
The focal box is where attention is expected, which need not be the subject: on a poster
made of words it is the words. Bands and cards under the text are not counted. Seen by
eye, the worst of 100 real pins are such posters, so this guideline does not count yet.
Faces in profile are not found.

## Sources
Pinterest, creative best practices: the subject is the focal point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.focal_point import FocalPoint


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    covered_share: float = limit(
        0.15,
        Unit.SHARE,
        "Largest share of the focal box under text that passes",
        source="95th percentile of 100 real pins, benchmarks/percentiles.py",
    )
    covered_face_share: float = limit(
        0.15,
        Unit.SHARE,
        "Largest share of a face under text that passes",
        source="eyes or mouth with their surroundings take about that much of a face",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    focus = features[FocalPoint]
    findings = tuple(_findings(focus, limits))
    worst = max(focus.covered_share, focus.covered_face_share) if findings else 0.0
    return Verdict.judged(findings, score=1 - worst)


def _findings(focus: FocalPoint, limits: Limits) -> Iterator[Finding]:
    subject = Quantity(focus.covered_share, Unit.SHARE)
    face = Quantity(focus.covered_face_share, Unit.SHARE)
    if focus.covered_share > limits.covered_share:
        yield Finding(
            code="text-over-subject",
            message=f"text covers {subject} of the subject",
            advice="move the text beside the subject, or onto a band of its own",
            measured=subject,
            limit=Quantity(limits.covered_share, Unit.SHARE),
            region=focus.focal_box,
        )
    if focus.covered_face_share > limits.covered_face_share:
        yield Finding(
            code="text-over-face",
            message=f"text covers {face} of a face",
            advice="move the text off the face",
            measured=face,
            limit=Quantity(limits.covered_face_share, Unit.SHARE),
            region=focus.faces[0] if focus.face_count == 1 else None,
        )


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
