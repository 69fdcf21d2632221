"""A design with a large place in which there is nothing.

## What it checks
Whether words and picture fill the pin: no large empty place in a design with text, and
no wide margin around everything.

## Why it matters
A phone's feed shows the pin two fingers wide: what stays empty makes the picture and
the words smaller, and looks unfinished.

## How it is measured
`composition.void_share`: the largest rectangle without picture, text or shapes.
`layout.border_share`: plain margin on two opposite sides. Sky or wall in a photo
without words is not judged by its empty place.

## How to fix it
Enlarge the picture or the words into the empty place, or crop it away. Where there are
words only, a picture fills it best.

## Known limits
Empty space can be elegant; what is judged is a lot of it. The place is measured on a
grid of 24 columns.

## Sources
The limits are those beyond which people called pins "empty or unbalanced" when 268
were judged by eye; 8 of 100 others lie beyond them.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Crop, Scale
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit, spoken_share
from scorer.features.clutter import Clutter
from scorer.features.composition import Composition
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.layout import Layout
from scorer.features.text_overlay import TextOverlay
from scorer.fixes.fill import around_content, may_be_larger, words_filling
from scorer.guidelines._overlay import HARDLY_A_PICTURE, MARGIN_SHARE, around, quoted
from scorer.guidelines._severity import graded, severity

_VOID_ERROR, _MARGIN_ERROR = 0.015, 0.02
# So much margin leaves no room for anything.
_NOTHING_ELSE = 0.995
_PICTURE = "put a photo or a drawing into the empty area"
_ENLARGED = "enlarge the picture"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    void_share: float = limit(
        0.125,
        Unit.SHARE,
        "Largest empty place that passes in a pin with text",
        source="268 real pins judged by eye",
    )
    full_void_share: float = limit(
        0.35,
        Unit.SHARE,
        "Empty place of a fault in full",
        source="a third of the pin, as two of 100 real pins have",
    )
    margin_share: float = limit(
        0.35,
        Unit.SHARE,
        "Widest margin that passes",
        source="268 real pins judged by eye",
    )
    full_margin_share: float = limit(
        0.8,
        Unit.SHARE,
        "Margin of a fault in full",
        source="pins shrunk to 40 % of their width",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    place = features[Composition]
    margin = features[Layout].border_share
    void = place.void_share if features[TextOverlay].line_count else 0.0
    findings = []
    if void > limits.void_share - _VOID_ERROR:
        findings.append(_void(features, limits))
    if margin > limits.margin_share - _MARGIN_ERROR:
        # A crop of what was enlarged already would cut it.
        is_filled = any(each.fix for each in findings)
        crop = None if is_filled else around_content(features)
        findings.append(_margin(features, limits, crop))
    lost = max(
        severity(void, limits.void_share, limits.full_void_share),
        severity(margin, limits.margin_share, limits.full_margin_share),
    )
    return graded(findings, lost, doubt="the empty area is of usual size")


def _void(features: Features, limits: Limits) -> Finding:
    place, text = features[Composition], features[TextOverlay]
    share = Quantity(place.void_share, Unit.SHARE)
    words = words_filling(text, place.void) if place.void else None
    crop = None if words else around_content(features)
    is_words_only = place.picture_share < HARDLY_A_PICTURE
    if words is not None:
        larger = _larger(words, text)
        advice = f"{_PICTURE}, or {larger}" if is_words_only else larger
    elif crop is not None:
        advice = _closer(crop)
    elif text.message:
        advice = _filled(text, is_words_only=is_words_only)
    else:
        advice = "use the empty area for a headline, or crop it"
    return Finding(
        code="void",
        message=f"one empty area takes {share} of the pin",
        advice=advice,
        measured=share,
        limit=Quantity(limits.void_share, Unit.SHARE),
        region=place.void,
        object="the empty area",
        fix=words or crop,
        weight=severity(place.void_share, limits.void_share, limits.full_void_share),
    )


def _filled(text: TextOverlay, *, is_words_only: bool) -> str:
    """The advice where no words or crop fill the place; too many words stay small."""
    if not may_be_larger(text):
        return _PICTURE if is_words_only else f"{_ENLARGED} to fill the empty area"
    if is_words_only:
        return f"{_PICTURE}, or enlarge the words"
    return f"{_ENLARGED} or the words to fill the empty area"


def _larger(fix: Scale, text: TextOverlay) -> str:
    """The advice to set words larger: what they are, how much, in how many lines."""
    lines = [line for line in text.message if line.box in fix.boxes]
    head = [line for line in lines if line.kind == "headline"] or lines
    beside = "" if len(head) == len(lines) else " and the words with it"
    across = around(lines).width * fix.factor
    is_wider = across > (1 - 2 * MARGIN_SHARE) * text.image_width_px
    return (
        f"enlarge {quoted(head)}{beside} about {fix.factor:.1f} times"
        f"{', in more lines' if is_wider else ''}: there is room"
    )


def _margin(features: Features, limits: Limits, fix: Crop | None) -> Finding:
    share = Quantity(features[Layout].border_share, Unit.SHARE)
    return Finding(
        code="margin",
        message=f"an empty margin takes {spoken_share(share)} of the pin",
        advice=_closer(fix) if fix else _inside(share),
        measured=share,
        limit=Quantity(limits.margin_share, Unit.SHARE),
        object="the margin",
        fix=fix,
        weight=severity(share.value, limits.margin_share, limits.full_margin_share),
    )


def _inside(share: Quantity) -> str:
    """What to do where no crop helps; of a pin that is all margin nothing is inside."""
    if share.value >= _NOTHING_ELSE:
        return "put a photo or a drawing on the pin: there is nothing on it"
    return "enlarge what is inside the margin"


def _closer(fix: Crop) -> str:
    box = fix.box
    how = f"crop closer, to {box.width} × {box.height} px"
    if box.width == fix.width_px:
        return f"{how}: what is inside gets larger"
    return f"{how}, and export the original at {fix.width_px} × {fix.height_px} px"


GUIDELINE = Guideline(
    id="empty-space",
    title="Words and picture fill the pin",
    failure_title="A large part of the pin is empty",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(TextOverlay, Composition, Layout, Geometry, Clutter, FocalPoint),
    limits=Limits(),
    check=_check,
    since="0.2",
)
