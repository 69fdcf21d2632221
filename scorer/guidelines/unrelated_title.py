"""A title that speaks of something else than the rest of the pin.

## What it checks
That the title shares a content word with the overlay, the description or the link.

## Why it matters
Pinterest compares the pin with the page behind it; people leave when the two differ.

## How it is measured
Content words are cut to their stems; the overlap with each text is the shared words by
the shorter one's. The best of the three counts.

## How to fix it
Name the same topic, in the same words, in title, overlay, description and link.

## Known limits
Synonyms ("sofa", "couch") are not seen as the same. Links without words do not count.

## Sources
Pinterest, how ranking looks at the quality of pin and page.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    overlap_share: float = limit(
        0.1,
        Unit.SHARE,
        "Smallest overlap with the text that agrees best",
        source="below one shared word in ten nothing but chance is left",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    agreement = features[Agreement]
    overlaps = {
        "the text on the pin": agreement.title_overlay_share,
        "the description": agreement.title_description_share,
        "the link": agreement.title_link_share,
    }
    known = {name: share for name, share in overlaps.items() if share is not None}
    if not known:
        return Verdict.not_applicable("nothing to compare the title with")
    best = max(known.values())
    if best >= limits.overlap_share:
        return Verdict.judged((), score=1)
    finding = Finding(
        "nothing-shared",
        f"the title has no topic in common with {' or '.join(known)}",
        "name the same topic, in the same words, in the title and in"
        f" {' and '.join(known)}",
        Quantity(best, Unit.SHARE),
        Quantity(limits.overlap_share, Unit.SHARE),
    )
    return Verdict.judged((finding,), score=0)


GUIDELINE = Guideline(
    id="unrelated-title",
    title="The title and the pin are about the same thing",
    failure_title="The title and the pin are about different things",
    part=Part.COPY,
    impact=Impact.MODERATE,
    needs=(Agreement,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
