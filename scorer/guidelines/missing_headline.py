"""A pin without a headline.

## What it checks
Whether the pin carries words of its own that say what it is about.

## Why it matters
Text gives context: “The Moistest 5-Minute Chocolate Cake” beats a bare photo of a
cake.

## How it is measured
Lines of overlay text that the OCR engine reads. Names, handles, addresses, coupons,
hashtags, prices, times of day and bare numbers are no headline; nor are words on
packages, signs and clocks in the photo, or the name of a company alone. A few words so
small that nobody sees them in the feed are nearly none: the fewer and the smaller, the
more is missing.

## How to fix it
Add a short headline that says what the click gives.

## Known limits
Lettering that no engine reads (ornate scripts, other writing systems) is missed; an
engine that cannot read a wanted language leaves the pin for review, and so does text
that may be laid over the picture or be part of it. A single word may be a name or a
headline: that is left for review, too.

## Sources
Pinterest, creative best practices: text overlay gives context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Headline
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.focal_point import FocalPoint
from scorer.features.text_overlay import TextOverlay, word_count
from scorer.features.title import Title
from scorer.fixes.place import headline_room
from scorer.guidelines._overlay import (
    SLIGHT,
    WHOSE,
    around,
    is_sure,
    judged_lines,
    possible,
    quoted,
    shortness,
    words_of,
)
from scorer.guidelines._severity import severity
from scorer.text.kinds import has_word, is_company_name
from scorer.text.line.text_line import TextLine

_ADVICE = "add a headline of 3 to 8 words that says what people get by clicking"
# The median error of a cap height, measured on 264 lines of real pins.
_ERROR = 0.05
# Below 4.5 dp normal sight just tells letters apart: words of that size are a mark.
_MARK_SHARE = 4.5 / 7.7
# A headline that is shown: its capitals, and its words at most.
_CAP_DP, _MOST_WORDS = 10.0, 9


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    cap_height_dp: float = limit(
        7.7,
        Unit.DP,
        "Capitals of a few words below this are hardly a headline",
        source="0.7 em of 11 pt, Apple Human Interface Guidelines",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    words = [x for x in text.message if x.kind != "figure" and words_of([x])]
    # Doubtful lines may be the headline, or print on things in the photo.
    lines = [*words, *possible(text)]
    if not lines or (text.unread and not words) or _is_company(lines):
        return _without_words(features)
    if not any(is_sure(line) for line in lines):
        return Verdict.review(reason="it is not clear whether this is text")
    least = _missing(lines, text, limits)
    if least <= SLIGHT < _missing(words, text, limits):
        return Verdict.review(reason=WHOSE)
    if least:
        # Too little to be a headline, they are none either way: as much is sure.
        return judged_lines([_hardly(lines, features, limits)], lines, score=1 - least)
    if words_of(words) == 1:
        return Verdict.review(
            reason=f"{quoted(words)} may be a name: one word is hardly a headline"
        )
    return Verdict.judged((), score=1.0)


def _is_company(lines: Sequence[TextLine]) -> bool:
    """Whether all the words there are, surely read, are the name of a company."""
    name = " ".join(line.text for line in lines)
    return all(map(is_sure, lines)) and is_company_name(name)


def _without_words(features: Features) -> Verdict:
    text = features[TextOverlay]
    if text.unread:
        return Verdict.review(reason=text.unread)
    beside = [x for x in text.overlay if any(char.isalnum() for char in x.text)]
    finding = Finding(
        code="no-headline",
        message="the pin has no headline" + _seen(beside, text),
        advice=_ADVICE,
        measured=Quantity(0, Unit.COUNT),
        limit=Quantity(1, Unit.COUNT),
        region=around(beside) if beside else None,
        object="the headline",
        fix=_headline(features),
    )
    return Verdict.judged((finding,), score=0.0)


def _headline(features: Features) -> Headline:
    """The pin's title as its headline, away from the subject."""
    text, focus = features[TextOverlay], features.get(FocalPoint)
    title = features.get(Title)
    words = title.text if title and title.is_known else ""
    size = (text.image_width_px, text.image_height_px)
    return Headline(
        headline_room(size, focus.subject_box if focus else None),
        words if word_count(words) <= _MOST_WORDS else "",
        # Of a pin that is a few pixels wide it would be none at all.
        max(1.0, _CAP_DP / text.dp_per_px),
    )


def _seen(beside: Sequence[TextLine], text: TextOverlay) -> str:
    """What text there is instead."""
    if beside:
        return f": {quoted(beside)} does not say what it is about"
    # An ornament that is read as a letter is no word.
    if any(line.role == "scene" and has_word(line.text) for line in text.lines):
        return "; words on things in the photo do not count"
    return ""


def _missing(words: Sequence[TextLine], text: TextOverlay, limits: Limits) -> float:
    """How little of a headline the words are, 0 to 1."""
    if not words:
        return 1.0
    least = limits.cap_height_dp * (1 - _ERROR)
    small = severity(_largest_dp(words, text), least, least * _MARK_SHARE)
    return small * shortness(words)


def _largest_dp(words: Sequence[TextLine], text: TextOverlay) -> float:
    return max(line.cap_height_px for line in words) * text.dp_per_px


def _hardly(words: Sequence[TextLine], features: Features, limits: Limits) -> Finding:
    text = features[TextOverlay]
    measured = Quantity(_largest_dp(words, text), Unit.DP)
    return Finding(
        code="hardly-a-headline",
        message=f"{quoted(words)} is all the text there is, and too small for a "
        f"headline: capitals {measured} high on a phone",
        advice=_ADVICE,
        measured=measured,
        limit=Quantity(limits.cap_height_dp, Unit.DP),
        region=around(words),
        object="the headline",
        fix=_headline(features),
    )


GUIDELINE = Guideline(
    id="missing-headline",
    title="The pin has a headline",
    failure_title="The pin has no headline",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay, FocalPoint, Title),
    limits=Limits(),
    check=_check,
    since="0.1",
    formerly=("missing-text",),
    # A headline says what the pin is about; the few words in its place need no repair.
    settles=("weak-message",),
)
