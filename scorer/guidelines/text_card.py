"""A card with words and no picture.

## What it checks
Whether there is a photo or a drawing beside the words.

## Why it matters
Pinterest is searched by eye: a card of words gives it nothing to stop at.

## How it is measured
`composition.picture_share`: the share of the pin with more in it than a plain ground,
a gradient, lines, and text. Icons of a list are too little.

## How to fix it
Set a photo or a drawing of what the words promise behind or above them.

## Known limits
Words that are drawn as a picture, and very pale drawings, count as no picture; a thing
of one color on white counts as a small one.

## Sources
Pinterest, creative best practices: an image that tells the story. The limit is the
share below which people called pins "no picture" when 268 were judged by eye.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.composition import Composition
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import (
    HARDLY_A_PICTURE,
    headline,
    is_headline_kept,
    quoted,
)
from scorer.guidelines._severity import graded, severity

_ERROR = 0.01
# Less of it, as a share of the limit, is a mark or an icon and no picture.
_MARK = 1 / 7


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    picture_share: float = limit(
        0.14,
        Unit.SHARE,
        "Smallest share of photo or drawing that passes",
        source="268 real pins judged by eye: 21 of 24 called without picture lie below",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text, share = features[TextOverlay], features[Composition].picture_share
    if not text.line_count:
        if text.unread:
            return Verdict.review(reason=text.unread)
        return Verdict.not_applicable("there is no text on the pin")
    if share >= limits.picture_share + _ERROR:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="no-picture",
        message=_message(share),
        advice=_advice(text, share),
        measured=Quantity(share, Unit.SHARE),
        limit=Quantity(limits.picture_share, Unit.SHARE),
        object="the picture",
    )
    lost = severity(share, limits.picture_share, _MARK * limits.picture_share)
    return graded((finding,), lost, doubt="the picture is very small")


def _advice(text: TextOverlay, share: float) -> str:
    head = headline(text)
    words = quoted(head) if is_headline_kept(head) else "the text"
    if share < HARDLY_A_PICTURE:
        return f"add a photo or a drawing of what {words} is about, behind or above it"
    return (
        f"show more of what {words} is about: enlarge the picture, or take one with "
        "more to see, such as a photo of a scene"
    )


def _message(share: float) -> str:
    if share < HARDLY_A_PICTURE:
        return "the pin is words only: no photo, no drawing"
    return (
        f"the picture is small or very plain: only {100 * share:.0f} % of the pin is "
        "more than plain color"
    )


GUIDELINE = Guideline(
    id="text-card",
    title="The pin has a picture",
    failure_title="The pin has no picture, or hardly any",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(TextOverlay, Composition),
    limits=Limits(),
    check=_check,
    since="0.2",
)
