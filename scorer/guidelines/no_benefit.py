"""Words that promise the reader nothing.

## What it checks
That title or overlay say what the reader gains: easier, cheaper, faster, cozier, in
five minutes, for small spaces.

## Why it matters
People tap for what a pin does for them.

## How it is measured
Words and forms of gain are counted in title and overlay.
They are looked up in a list of the title's language; without one nothing is judged.

## How to fix it
Say the gain in a word, if the page keeps it.

## Known limits
Where a picture came without its title the answer is review: the words on the pin alone
are judged by `weak-message`. Where its text was not read, what is not found is left for
review, too.
A gain in words that the list does not know is not seen. In randomized tests of news
headlines (Upworthy archive) it made no difference: the one without lost 50 % of 642
pairs. Those readers looked for stories, not for help.

## Sources
Advice for Pinterest titles: strong keywords, clear benefits, curiosity.
Matias et al. 2021, doi:10.1038/s41597-021-00934-7; benchmarks/model/titles.py
--guidelines.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.overlay_copy import OverlayCopy
from scorer.features.title import Title
from scorer.guidelines._words import NO_LIST, lacking, no_title
from scorer.wording.rewrites import examples


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    benefit_count: float = limit(
        1,
        Unit.COUNT,
        "Fewest in title and overlay together",
        source="the advice asks for one",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title, overlay = features[Title], features[OverlayCopy]
    counts = [each.benefit_count for each in (title, overlay) if each.word_count]
    known = [count for count in counts if count is not None]
    if not known:
        return Verdict.not_applicable(NO_LIST)
    if not title.is_known:
        return Verdict.review(reason=no_title(title))
    if sum(known) >= limits.benefit_count:
        return Verdict.judged((), score=1)
    finding = Finding(
        "no-gain",
        "neither the title nor the pin says what the reader gets"
        if overlay.word_count
        else "the title does not say what the reader gets",
        "say in the title what the reader gets, if it is true: how easy, how fast, how "
        f"cheap or for whom{examples('benefit', title, overlay)}",
        Quantity(sum(known), Unit.COUNT),
        Quantity(limits.benefit_count, Unit.COUNT),
    )
    share = sum(known) / limits.benefit_count
    return lacking(finding, title, overlay, counts=counts, score=share)


GUIDELINE = Guideline(
    id="no-benefit",
    title="The words say what the reader gets",
    failure_title="The words do not say what the reader gets",
    part=Part.COPY,
    impact=Impact.MODERATE,
    needs=(Title, OverlayCopy),
    limits=Limits(),
    check=_check,
    since="0.1",
)
