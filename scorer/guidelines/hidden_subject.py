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
Move the text beside the subject, or give it a plain band of its own above or below the
picture.

## Known limits
Attention need not be where the subject is. A panel that hides the subject is not found.

## Sources
Pinterest, creative best practices: the subject is the focal point. The limit is where
two raters of 268 pins named text that collides.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Band, Move
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit, spoken_share
from scorer.features.focal_point import FocalPoint
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.band import on_band
from scorer.fixes.place import direction, off_subject
from scorer.guidelines._overlay import HEADLINE_DP, MARGIN_SHARE, quoted
from scorer.guidelines._severity import graded, severity
from scorer.text.line.text_line import TextLine

_FULL_SHARE = 0.13
# The subject is a guess: what is nearer to the limit is left for review.
_ERROR = 0.015
# Spread of color behind letters, CIELAB, from which the picture shows.
_SHOWS = 4.0
_AS_LARGE = 0.5
_ADVICE = "move the text off the subject, or put it on a band of its own"


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
        finding = _over_subject(focus, features[TextOverlay], limits)
        lost = severity(covered, least + _ERROR, _FULL_SHARE)
        return graded((finding,), lost, doubt="it is not clear what the subject is")
    if focus.covered_face_share > limits.covered_face_share:
        return Verdict.review(
            (_over_face(focus, limits),), reason="text may cover a face"
        )
    return Verdict.judged((), score=1.0)


def _over_subject(focus: FocalPoint, text: TextOverlay, limits: Limits) -> Finding:
    fix, advice = _beside(focus, text)
    subject = Quantity(focus.covered_share, Unit.SHARE)
    return Finding(
        code="text-over-subject",
        message=f"text covers {spoken_share(subject)} of the subject",
        advice=advice,
        measured=subject,
        limit=Quantity(limits.covered_share, Unit.SHARE),
        region=focus.subject_box,
        object="the text over the subject",
        fix=fix,
    )


def _beside(focus: FocalPoint, text: TextOverlay) -> tuple[Move | Band | None, str]:
    """The words beside the subject, or else on a band; and the advice to do so."""
    blocks = {x.block for x in text.overlay if x.box.meets(focus.subject_box)}
    lines = [x for x in text.overlay if x.block in blocks and _shows_picture(x)]
    # Marks and logos stay where they are.
    largest = max((line.cap_height_px for line in lines), default=0.0)
    lines = [x for x in lines if x.cap_height_px >= _AS_LARGE * largest]
    if not lines:
        return None, _ADVICE
    others = [x.box for x in text.lines if x not in lines]
    size = (text.image_width_px, text.image_height_px)
    boxes = [line.box for line in lines]
    margin = MARGIN_SHARE * text.image_width_px
    move = off_subject(boxes, focus.subject_box, margin, size, others)
    if move is not None:
        return move, f"move {quoted(lines)} {direction(move)}, off the subject"
    least_px = HEADLINE_DP / text.dp_per_px
    band = on_band(lines, others, focus.subject_box, size, least_px)
    if band is None:
        return None, _ADVICE
    where = "above" if band.is_above else "below"
    return band, f"put {quoted(lines)} on a plain band {where} the picture"


def _shows_picture(line: TextLine) -> bool:
    return line.background_spread > _SHOWS


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
    needs=(FocalPoint, TextOverlay),
    limits=Limits(),
    check=_check,
    since="0.1",
)
