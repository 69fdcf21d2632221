"""A word that is not spelled as people spell it.

## What it checks
Whether words on the pin or in its title look misspelled, in English.

## Why it matters
A pin cannot be drawn anew once it is saved by others. A misspelled headline looks
careless, and is not found by those who search for the word.

## How it is measured
A word of six and more letters looks misspelled where a common English word lies one
letter away and is met thirty times as often. It fails where no list of 27 languages
holds it, or the pin has the common word, too, and is left for a look where others write
it so, where it is short, or was read unsurely. Lines that are cut, names and addresses
are left out.

## How to fix it
Spell it as the advice says, or keep it where it is a name.

## Known limits
Only text that is mostly English is looked at, and only mistakes of one letter are seen.
New words and names close to a common word are reported: in 6,502 headlines of a
magazine twelve words were said to be wrong for sure, ten of them rightly, and sixteen
were left for a look, eight rightly. The ratio was chosen on the same headlines.

## Sources
Frequency lists of wordfreq 3.1.1 and the words of SCOWL, models/words/card.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.features.title import Title
from scorer.guidelines._words import without_words
from scorer.text.line.text_line import TextLine
from scorer.wording import tokens
from scorer.wording.spelling.misspellings import Misspelling, misspellings

# Of a line that is read with less, a wrong letter may be the reading's own.
_SURELY_READ = 0.97
_DOUBT = "it may be a name, or written so on purpose"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    misspelled_count: float = limit(
        0, Unit.COUNT, "Most misspelled words", source="none is meant to be"
    )


class _Found(NamedTuple):
    """A misspelling and the line that has it; None is the title."""

    misspelling: Misspelling
    line: TextLine | None

    @property
    def is_sure(self) -> bool:
        surely_read = self.line is None or self.line.confidence >= _SURELY_READ
        return self.misspelling.is_sure and surely_read


def _check(features: Features, limits: Limits) -> Verdict:
    title, overlay = features[Title], features[TextOverlay]
    lines = [line for line in overlay.message if not line.is_clipped]
    if not lines and not title.text:
        return without_words(overlay)
    found = sorted(_found(lines, title.text), key=lambda each: not each.is_sure)
    if len(found) <= limits.misspelled_count:
        return Verdict.judged((), score=1)
    findings = [_finding(each, len(found), limits) for each in found]
    if any(each.is_sure for each in found):
        return Verdict.judged(findings, score=0)
    return Verdict.review(findings, reason=_DOUBT)


def _found(lines: Sequence[TextLine], title: str) -> Iterator[_Found]:
    """Yield each misspelled word once, where it stands on the pin or else in the title.

    What both have alike is written so on purpose: it is a name.
    """
    on_pin = " ".join(line.text for line in lines)
    in_title = tokens.lower_words(title)
    for each in misspellings(f"{on_pin} {title}"):
        word = each.word.lower()
        line = next((x for x in lines if word in tokens.lower_words(x.text)), None)
        if line is None or word not in in_title:
            yield _Found(each, line)


def _finding(found: _Found, count: int, limits: Limits) -> Finding:
    word, meant, _ = found.misspelling
    place = "in the title" if found.line is None else "on the pin"
    return Finding(
        code="misspelled",
        message=f"“{word}” {place} looks misspelled",
        advice=f"write “{meant}” in place of “{word}” {place}, unless it is a name",
        measured=Quantity(count, Unit.COUNT),
        limit=Quantity(limits.misspelled_count, Unit.COUNT),
        region=found.line.box if found.line else None,
        object=f"“{word}”",
    )


GUIDELINE = Guideline(
    id="misspelled-word",
    title="Words are spelled right",
    failure_title="A word looks misspelled",
    part=Part.TEXT,
    impact=Impact.MODERATE,
    needs=(TextOverlay, Title),
    limits=Limits(),
    check=_check,
    since="0.1",
    preview=True,
)
