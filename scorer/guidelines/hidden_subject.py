"""Text that covers the subject.

## What it checks
How much of the subject lies under the letters of overlay text.

## Why it matters
The subject stops the scroll; text over it hides it and is harder to read itself.

## How it is measured
The subject is where attention is expected when text is taken for what is around it: a
person goes on above and below a line over the knees; where most is expected counts
most. Counted are the boxes of lines
that show the picture behind their letters; lines on panels, cards and even skies do not
count, nor words on packages and signs. What may be a face is only shown for review, as
the detector is often wrong.

## How to fix it
Move the text beside the subject, or give it a band of its own.

## Known limits
Attention need not be where the subject is. A panel that hides the subject is not found.

## Sources
Pinterest, creative best practices: the subject is the focal point. The limit is where
two raters of 268 pins named text that collides.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.focal_point import FocalPoint
from scorer.guidelines._severity import graded, severity

_FULL_SHARE = 0.13
# The subject is a guess: what is nearer to the limit is left for review.
_ERROR = 0.015


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    covered_share: float = limit(
        0.045,
        Unit.SHARE,
        "Largest share of the subject under letters that passes",
        source="268 pins rated by eye",
    )
    covered_face_share: float = limit(
        0.15,
        Unit.SHARE,
        "Largest share of what may be a face under letters that needs no look",
        source="eyes or mouth with their surroundings take about that much of a face",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    focus = features[FocalPoint]
    covered, least = focus.covered_share, limits.covered_share
    if covered > least:
        finding = _over_subject(focus, limits)
        lost = severity(covered, least + _ERROR, _FULL_SHARE)
        return graded((finding,), lost, doubt="it is not sure what the subject is")
    if focus.covered_face_share > limits.covered_face_share:
        return Verdict.review(
            (_over_face(focus, limits),), reason="text may cover a face"
        )
    return Verdict.judged((), score=1.0)


def _over_subject(focus: FocalPoint, limits: Limits) -> Finding:
    subject = Quantity(focus.covered_share, Unit.SHARE)
    return Finding(
        code="text-over-subject",
        message=f"text covers {subject} of the subject",
        advice="move the text off the subject, or put it on a band of its own",
        measured=subject,
        limit=Quantity(limits.covered_share, Unit.SHARE),
        region=focus.subject_box,
        object="the text over the subject",
    )


def _over_face(focus: FocalPoint, limits: Limits) -> Finding:
    face = Quantity(focus.covered_face_share, Unit.SHARE)
    return Finding(
        code="text-over-face",
        message=f"text covers {face} of what may be a face",
        advice="if it is a face, move the text off it",
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
)
