"""Lettering that forms no words.

## What it checks
Whether the words on the pin are words of some language, and whether characters are
missing in it.

## Why it matters
Lettering that a picture generator invented, and boxes where a typeface had no
character, tell everyone that nobody read the pin before it was posted.

## How it is measured
Words of four Latin letters and more are looked up in a list of 27 languages, with
their usual endings and as compounds. From four in ten that are none on counts, from
six in ten it is the fault in full; fewer than eight words count for less, and fewer
than six not at all. Names, addresses and what the engine is not sure of are left out.
A box between words stands for a character that is missing.

## How to fix it
Set the words anew in a design tool, over a picture without lettering.

## Known limits
Names only, and languages that the list does not hold (Estonian, Basque, Welsh), look
the same: that is why few words are left for review. Script faces that the engine
misreads with confidence do, too. Invented lettering smaller than 7 px is not read.

## Sources
The list: Speer 2022, wordfreq 3.0, doi:10.5281/zenodo.7199437. Of 268 rated pins nine
have half of their words in no language: all are invented, and rated 1. Of 10,831
headlines of the Upworthy archive none has (doi:10.1038/s41597-021-00934-7).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import (
    around,
    is_sure,
    judged_lines,
    ramp,
    without_overlay,
)
from scorer.text.line.text_line import TextLine
from scorer.wording.vocabulary import is_word, telling_words

_FULL_SHARE = 0.6
_TOO_FEW, _FEWEST, _ENOUGH = 2, 5, 8
_SMALLEST_PX = 7.0
_SHOWN = 6
# A box at the beginning of a line is to be ticked.
_MISSING = re.compile(r"\w\W*[□▯\N{REPLACEMENT CHARACTER}]\W*\w")
_ONE_BOX, _BOXES = 0.5, 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    unknown_share: float = limit(
        0.4,
        Unit.SHARE,
        "Largest share of the words that may be of no language",
        source="four in ten is the most on 100 real pins with real words",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    text = features[TextOverlay]
    if absent := without_overlay(text):
        return absent
    lines = [x for x in text.message if is_sure(x) and x.cap_height_px >= _SMALLEST_PX]
    words = [word for line in lines for word in telling_words(line.text)]
    unknown = [word for word in words if not is_word(word)]
    boxed = [line for line in text.overlay if _MISSING.search(line.text)]
    if len(words) <= _TOO_FEW and not boxed:
        return Verdict.not_applicable("too few words to tell")
    share = len(unknown) / max(1, len(words))
    invented = ramp(share, limits.unknown_share, _FULL_SHARE)
    findings = [_no_words(lines, unknown, share, limits)] if invented else []
    if boxed:
        findings.append(_missing(boxed))
    if invented and len(words) <= _FEWEST and not boxed:
        return Verdict.review(findings, reason="these few words may be names")
    left = 1 - invented * ramp(len(words), _FEWEST, _ENOUGH)
    return judged_lines(findings, [*lines, *boxed], score=left * (1 - _boxes(boxed)))


def _boxes(boxed: Sequence[TextLine]) -> float:
    """How bad the missing characters are: half the fault for one, all for three."""
    return _ONE_BOX + ramp(len(boxed), 1, _BOXES) / 2 if boxed else 0.0


def _no_words(
    lines: Sequence[TextLine], unknown: Sequence[str], share: float, limits: Limits
) -> Finding:
    shown = " ".join(unknown[:_SHOWN]) + (" …" if len(unknown) > _SHOWN else "")
    measured = Quantity(share, Unit.SHARE)
    return Finding(
        code="no-words",
        message=f"{measured} of the words are of no language: “{shown}”",
        advice=f"set “{shown}” anew in real words, over a picture without lettering",
        measured=measured,
        limit=Quantity(limits.unknown_share, Unit.SHARE),
        region=around([x for x in lines if any(word in x.text for word in unknown)]),
    )


def _missing(boxed: Sequence[TextLine]) -> Finding:
    words = boxed[0].text
    return Finding(
        code="missing-character",
        message=f"“{words}” has a box where the typeface lacks a character",
        advice=f"set “{words}” in a typeface that has all its characters, or without",
        measured=Quantity(len(boxed), Unit.COUNT),
        limit=Quantity(0, Unit.COUNT),
        region=around(boxed),
    )


GUIDELINE = Guideline(
    id="broken-lettering",
    title="The lettering forms words",
    failure_title="The lettering forms no words",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
