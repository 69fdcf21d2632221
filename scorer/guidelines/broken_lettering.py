"""Letters that form no words.

## What it checks
Whether the letters of the overlay form words of some language, whether large lines can
be read at all, and whether boxes stand where characters are missing.

## Why it matters
Lettering without words, as picture generators draw it, two texts printed in one place
and missing characters look like a fault, and say nothing.

## How it is measured
Different words of four and more letters, read surely and not small, are looked up among
the most frequent words of 27 languages in Latin letters, parts of compounds too;
addresses, handles and brands are left out. The share of strange words counts at the
lower end of what so few words can tell. A large, clear, level line that is read
unsurely and as no word counts as two texts in one place, the more the less sure the
reading.

## How to fix it
Write the text anew with a font that has its characters, and take every text but one
out of a place.

## Known limits
Names count as strange: a pin that lists many of them is reported. Letters of other
scripts are not looked up. Decorated lettering can be read unsurely.

## Sources
Frequency lists of wordfreq 3.1.1. Of 268 pins rated by eye all nine with lettering that
forms no words, as far as it can be read, have a share of .66 or more; the others with
six and more words have .30 or less.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.lettering import BrokenLine, Lettering
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._overlay import without_overlay
from scorer.text.lettering import UNSURE

_SHOWN = 4
_FEWEST_WORDS = 6
_FULL_SHARE = 0.45
# What is nearer to the limit is left for review.
_ERROR = 0.1
# A headline read with less is a fault in full.
_HARDLY_READ = 0.75
# From this share of the largest letters a line is the headline, or beside it.
_HEADLINE = 0.6


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    strange_share: float = limit(
        0.35,
        Unit.SHARE,
        "Largest share of words of no language that passes, at the lower end of its "
        "error",
        source="268 pins rated by eye",
    )
    tangled_line_count: float = limit(
        0,
        Unit.COUNT,
        "Most large unreadable lines that pass",
        source="read at a glance",
    )
    boxed_line_count: float = limit(
        0, Unit.COUNT, "Most lines with missing characters that pass", source="a fault"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    if absent := without_overlay(features[TextOverlay]):
        return absent
    letters = features[Lettering]
    share = _strange_share(letters)
    faults = list(_faults(letters, share, limits))
    findings = [finding for _, finding in faults][:_SHOWN]
    worst = max((severity for severity, _ in faults), default=0.0)
    if worst > 0 or not faults:
        return Verdict.judged(findings, score=1 - worst)
    return Verdict.review(findings, reason="these may be names, or decorated letters")


def _strange_share(letters: Lettering) -> float:
    """Share of strange words, one standard error lower; 0 where words are few."""
    count = letters.long_word_count
    if count < _FEWEST_WORDS:
        return 0.0
    share = letters.strange_word_count / count
    return max(0.0, share - math.sqrt(share * (1 - share) / count))


def _faults(
    letters: Lettering, share: float, limits: Limits
) -> Iterator[tuple[float, Finding]]:
    """Yield findings with their severity; 0 is for a person to decide."""
    if len(letters.boxed_lines) > limits.boxed_line_count:
        for line in letters.boxed_lines:
            yield min(1.0, line.size / _HEADLINE), _boxed(line, letters, limits)
    if len(letters.tangled_lines) > limits.tangled_line_count:
        for line in letters.tangled_lines:
            unsure = (UNSURE - line.confidence) / (UNSURE - _HARDLY_READ)
            severity = min(1.0, unsure) if line.size >= _HEADLINE else 0.0
            yield severity, _tangled(line, letters, limits)
    least = limits.strange_share
    if share > least - _ERROR:
        severity = min(1.0, max(0.0, (share - least) / max(_FULL_SHARE - least, 1e-9)))
        yield severity, _strange(letters, limits)


def _boxed(line: BrokenLine, letters: Lettering, limits: Limits) -> Finding:
    return Finding(
        code="missing-characters",
        message=f"“{line.text}” shows empty boxes in place of characters",
        advice=f"set “{line.text}” in a font that has all its characters, or write it "
        "without them",
        measured=Quantity(letters.boxed_line_count, Unit.COUNT),
        limit=Quantity(limits.boxed_line_count, Unit.COUNT),
        region=line.region,
        object=f"“{line.text}”",
    )


def _tangled(line: BrokenLine, letters: Lettering, limits: Limits) -> Finding:
    return Finding(
        code="tangled-letters",
        message=f"a large line cannot be read: it looks like “{line.text}”",
        advice=f"set the line that looks like “{line.text}” in plain letters, with "
        "nothing else in its place",
        measured=Quantity(letters.tangled_line_count, Unit.COUNT),
        limit=Quantity(limits.tangled_line_count, Unit.COUNT),
        region=line.region,
        object=f"“{line.text}”",
    )


def _strange(letters: Lettering, limits: Limits) -> Finding:
    some = ", ".join(f"“{word}”" for word in dict.fromkeys(letters.strange_words[:3]))
    count = f"{letters.strange_word_count} of {letters.long_word_count}"
    return Finding(
        code="no-words",
        message=f"{count} long words are no real words: {some}",
        advice=f"write the text again: {some} cannot be read",
        measured=Quantity(
            letters.strange_word_count / letters.long_word_count, Unit.SHARE
        ),
        limit=Quantity(limits.strange_share, Unit.SHARE),
        region=letters.strange_lines[0].region if letters.strange_lines else None,
        object=some,
    )


GUIDELINE = Guideline(
    id="broken-lettering",
    title="The words can be read",
    failure_title="Some words are garbled",
    part=Part.TEXT,
    impact=Impact.SERIOUS,
    needs=(TextOverlay, Lettering),
    limits=Limits(),
    check=_check,
    since="0.1",
)
