"""Words that leave nothing open.

## What it checks
That title or overlay open a question in the reader: a list, a how-to, a question, a
before and after, a secret, a mistake, a superlative.

## Why it matters
If the picture and the title tell all, there is no reason to tap. In randomized tests of
news headlines (Upworthy archive) the one without a hook lost 54 % of the 1,098
decisive pairs that differ in it: a small effect.

## How it is measured
Such words and forms are counted in title and overlay.
They are looked up in a list of the title's language; without one nothing is judged.

## How to fix it
Hint at what the page tells, and let the page tell it.

## Known limits
Where a picture came without its title the answer is review: the words on the pin alone
are judged by `weak-message`. Where its text was not read, what is not found is left for
review, too.
A promise that the page does not keep costs trust; nothing here can see that.

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

    curiosity_count: float = limit(
        1,
        Unit.COUNT,
        "Fewest in title and overlay together",
        source="the advice asks for one",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title, overlay = features[Title], features[OverlayCopy]
    counts = [each.curiosity_count for each in (title, overlay) if each.word_count]
    known = [count for count in counts if count is not None]
    if not known:
        return Verdict.not_applicable(NO_LIST)
    if not title.is_known:
        return Verdict.review(reason=no_title(title))
    if sum(known) >= limits.curiosity_count:
        return Verdict.judged((), score=1)
    finding = Finding(
        "nothing-open",
        "neither the title nor the pin leaves anything to find out"
        if overlay.word_count
        else "the title leaves nothing to find out",
        "hint in the title at what the page reveals, if it does"
        f"{examples('curiosity', title, overlay)}",
        Quantity(sum(known), Unit.COUNT),
        Quantity(limits.curiosity_count, Unit.COUNT),
    )
    share = sum(known) / limits.curiosity_count
    return lacking(finding, title, overlay, counts=counts, score=share)


GUIDELINE = Guideline(
    id="no-curiosity",
    title="The words spark curiosity",
    failure_title="Nothing makes people curious",
    part=Part.COPY,
    impact=Impact.MINOR,
    needs=(Title, OverlayCopy),
    limits=Limits(),
    check=_check,
    since="0.1",
)
