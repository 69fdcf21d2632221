"""Words of the template that were never replaced.

## What it checks
Whether the pin still says what a design template brings along: “lorem ipsum”,
“@reallygreatsite”, “your logo here”.

## Why it matters
A placeholder tells everyone that nobody looked at the pin before it was posted, and
sends those who follow the address elsewhere.

## How it is measured
Each line of the overlay, names and addresses too, is compared with the words that
common templates hold. One in small print is a third of the fault, in the headline all
of it.

## How to fix it
Replace them with your own words, or delete them.

## Known limits
Templates in other languages than English are known by “lorem ipsum” and their
addresses only. A shop that is really called so fails.

## Sources
Texts of the templates of design tools, as they stand on pins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Text
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import judged_lines, without_overlay
from scorer.text.line.text_line import TextLine
from scorer.wording.placeholder import placeholders

_SMALL_PRINT, _MESSAGE = 1 / 3, 2 / 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    placeholder_count: float = limit(
        0, Unit.COUNT, "Most placeholders", source="none was meant to stay"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    found = [(line, left) for line in text.overlay if (left := _left(line))]
    count = sum(len(left) for _, left in found)
    if count <= limits.placeholder_count:
        return Verdict.judged((), score=1.0)
    findings = [_finding(line, left, limits) for line, left in found]
    lines = [line for line, _ in found]
    return judged_lines(findings, lines, score=1 - _worst(lines, text))


def _left(line: TextLine) -> tuple[str, ...]:
    return placeholders(line.text)


def _worst(lines: Sequence[TextLine], text: TextOverlay) -> float:
    if any(line.kind == "headline" for line in lines):
        return 1.0
    return _MESSAGE if any(line in text.message for line in lines) else _SMALL_PRINT


def _finding(line: TextLine, left: tuple[str, ...], limits: Limits) -> Finding:
    words = " and ".join(f"“{each}”" for each in left)
    return Finding(
        code="placeholder",
        message=f"{words} {'is' if len(left) == 1 else 'are'} left from a template",
        advice=f"replace {words} with your own words, or delete "
        f"{'it' if len(left) == 1 else 'them'}",
        measured=Quantity(len(left), Unit.COUNT),
        limit=Quantity(limits.placeholder_count, Unit.COUNT),
        region=line.box,
        object=words,
        fix=Text((line.box,)),
    )


GUIDELINE = Guideline(
    id="placeholder-text",
    title="No template text is left",
    failure_title="Template text is left on the pin",
    part=Part.TEXT,
    impact=Impact.MODERATE,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
