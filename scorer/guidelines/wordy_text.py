"""More words than are read in passing.

## What it checks
How many words the message has, without names and addresses.

## Why it matters
A pin is seen in passing: long text is not read, and makes its own words small.

## How it is measured
Words of the overlay lines; bullets, separators, names, addresses, hashtags and text
on things in the photo do not count. Four times the limit is the fault in full; each
doubling on the way counts the same.

## How to fix it
Keep the promise and the number, move the rest to title and description.

## Known limits
Lists and infographics are meant to be read at close-up.

## Sources
Pinterest: keep text concise so it is easy to read on phones; it gives no number, and
third parties say below 8. On 268 pins rated by eye nine of ten to which nobody
objected have 40 words or fewer, and four of five that were called wordy have more.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import (
    around,
    is_sure,
    shortened,
    shorter,
    without_message,
    words_of,
)
from scorer.guidelines._severity import severity

# So many times the limit is the fault in full.
_FULL = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    word_count: float = limit(
        40,
        Unit.COUNT,
        "Most words that pass",
        source="eye ratings of 268 pins of 30 makers",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_message(text):
        return absent
    count = words_of(text.message)
    sure = words_of(line for line in text.message if is_sure(line))
    if count <= limits.word_count:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="too-many-words",
        message=f"there are {count} words on the pin; {limits.word_count:.0f} is the "
        "most",
        advice=shorter(text),
        measured=Quantity(count, Unit.COUNT),
        limit=Quantity(limits.word_count, Unit.COUNT),
        region=around(text.message),
        object="the text",
        fix=shortened(text),
    )
    if sure <= limits.word_count:
        return Verdict.review(
            (finding,), reason=f"only {sure} of the words could be read with certainty"
        )
    return Verdict.judged(
        (finding,), score=1 - severity(log(count / limits.word_count), 0, log(_FULL))
    )


GUIDELINE = Guideline(
    id="wordy-text",
    title="The text is short",
    failure_title="There is too much text",
    part=Part.TEXT,
    impact=Impact.MINOR,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
