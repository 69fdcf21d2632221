"""A pin without a title, or with the file's name for one.

## What it checks
That there is a title, and that it is not only the name of the file.

## Why it matters
Without a title nothing is shown under the pin in the feed, and search has less to go
by.

## How it is measured
The title that came with the pin, outer spaces left out. A single word with
underscores, hyphens or digits that repeats the file name counts as none.

## How to fix it
Write a title that names the topic and what the reader gains.

## Known limits
Where only pictures are scored, no title is known and the answer is review: list titles
in a pins.csv beside them.

## Sources
Pinterest, creative specs and API v5 description 5.23.0.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.title import Title
from scorer.guidelines._words import no_title

_ADVICE = (
    "write a title that says what it is about and what people get, such as"
    ' "10 Cozy Bedroom Ideas for Small Spaces"'
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    word_count: float = limit(
        1, Unit.COUNT, "Fewest words", source="none: nothing is shown in the feed"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title = features[Title]
    if not title.is_known:
        return Verdict.review(reason=no_title(title))
    if title.word_count < limits.word_count:
        what = f'no words in its title: "{title.text}"' if title.text else "no title"
        code, message = "no-title", f"the pin has {what}"
    elif title.is_file_name:
        code, message = "file-name", f'the title is a file name: "{title.text}"'
    else:
        return Verdict.judged((), score=1)
    measured = Quantity(0 if title.is_file_name else title.word_count, Unit.COUNT)
    finding = Finding(
        code, message, _ADVICE, measured, Quantity(limits.word_count, Unit.COUNT)
    )
    return Verdict.judged((finding,), score=0)


GUIDELINE = Guideline(
    id="missing-title",
    title="The pin has a title",
    failure_title="The pin has no title",
    part=Part.COPY,
    impact=Impact.MODERATE,
    needs=(Title,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
