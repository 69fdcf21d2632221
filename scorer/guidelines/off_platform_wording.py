"""Words that ask for what only another network can do.

## What it checks
Whether the pin or its title says “link in bio”, “swipe”, “double tap” or “tag a
friend”.

## Why it matters
A pin is its own link: whoever taps it is taken to the page. Words that send people to a
bio that is not there lose that tap, and show that the picture was made for Instagram.

## How it is measured
Lines of the overlay and the title are searched for such calls in eight languages. A
line that only asks to swipe is left for a look, as a carousel can be swiped.

## How to fix it
Say what a tap on the pin brings: “Get the recipe”, “See all 12 ideas”.

## Known limits
Calls in other words or languages are not seen.

## Sources
Pinterest Business, creative best practices: the link is on the pin. Of 268 real pins
two sent people to a bio or asked them to tag a friend, and one asked to swipe.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Text
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.features.title import Title
from scorer.guidelines._overlay import judged_lines
from scorer.guidelines._words import without_words
from scorer.text.line.text_line import TextLine
from scorer.wording.off_platform import is_swipe, off_platform

_CAROUSEL = "a carousel can be swiped, a single picture cannot"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    off_platform_count: float = limit(
        0, Unit.COUNT, "Most calls to action of other networks", source="none works"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title, text = features[Title], features[TextOverlay]
    if not text.overlay and not title.text:
        return without_words(text)
    calls = [(words, x) for x in text.overlay for words in off_platform(x.text)]
    typed = off_platform(title.text)
    swipes = [line for line in text.overlay if is_swipe(line.text)]
    if len(calls) + len(typed) + len(swipes) <= limits.off_platform_count:
        return Verdict.judged((), score=1.0)
    findings = [
        *(_finding(words, line, limits) for words, line in calls),
        *(_finding(words, None, limits) for words in typed),
        *(_swipe(line, limits) for line in swipes),
    ]
    if typed:
        return Verdict.judged(findings, score=0.0)
    if not calls:
        return Verdict.review(findings, reason=_CAROUSEL)
    return judged_lines(findings, [line for _, line in calls], score=0.0)


def _finding(words: str, line: TextLine | None, limits: Limits) -> Finding:
    place = "in the title" if line is None else "on the pin"
    return Finding(
        code="off-platform",
        message=f"“{words}” {place} asks for what only other networks have",
        advice=f"in place of “{words}” {place}, say what a tap on the pin brings, such "
        "as “Get the recipe”",
        measured=Quantity(1, Unit.COUNT),
        limit=Quantity(limits.off_platform_count, Unit.COUNT),
        region=line.box if line else None,
        object=f"“{words}”",
        fix=Text((line.box,)) if line else None,
    )


def _swipe(line: TextLine, limits: Limits) -> Finding:
    words = f"“{line.text}”"
    return Finding(
        code="swipe",
        message=f"{words} works in a carousel only",
        advice=f"delete {words}, or post the pictures as a carousel",
        measured=Quantity(1, Unit.COUNT),
        limit=Quantity(limits.off_platform_count, Unit.COUNT),
        region=line.box,
        object=words,
        fix=Text((line.box,)),
    )


GUIDELINE = Guideline(
    id="off-platform-wording",
    title="Nothing asks for what only other networks have",
    failure_title="The pin asks for what only other networks have",
    part=Part.TEXT,
    impact=Impact.MODERATE,
    needs=(TextOverlay, Title),
    limits=Limits(),
    check=_check,
    since="0.2",
    preview=True,
)
