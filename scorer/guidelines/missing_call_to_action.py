"""Words that never ask for the click.

## What it checks
That title, overlay or description ask the reader to do something: read, get, try, save.

## Why it matters
A pin that many tap and few leave is a good picture with a weak hook: a stronger call
to action is the usual cure.

## How it is measured
Phrases that ask for an action are counted in title, overlay and description.
They are looked up in a list of the title's language; without one nothing is judged.

## How to fix it
End the description, or the overlay, with what to do next.

## Known limits
Where a picture came without its title, or its text was not read, what is not found is
left for review. Without a description nothing fails: that is where the call belongs.
Whether a call to action helps differs from account to account.

## Sources
Advice for Pinterest titles: strong keywords, clear benefits, curiosity.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.description import Description
from scorer.features.overlay_copy import OverlayCopy
from scorer.features.title import Title
from scorer.guidelines._words import NO_LIST, lacking


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    call_to_action_count: float = limit(
        1, Unit.COUNT, "Fewest calls to action", source="the advice asks for one"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    title, overlay = features[Title], features[OverlayCopy]
    copies = (title, overlay, features[Description])
    counts = [copy.call_to_action_count for copy in copies if copy.length_chars]
    known = [count for count in counts if count is not None]
    if not known:
        return Verdict.not_applicable(NO_LIST)
    if sum(known) >= limits.call_to_action_count:
        return Verdict.judged((), score=1)
    finding = Finding(
        "never-asks",
        "neither title, pin nor description says what to do next",
        'end the description with what to do next, such as "Get the full guide",'
        ' "Save this for later" or "Read more on the blog"',
        Quantity(sum(known), Unit.COUNT),
        Quantity(limits.call_to_action_count, Unit.COUNT),
    )
    if not features[Description].length_chars:
        return Verdict.not_applicable("no description that could end with one")
    share = sum(known) / limits.call_to_action_count
    return lacking(finding, title, overlay, counts=counts, score=share)


GUIDELINE = Guideline(
    id="missing-call-to-action",
    title="The words say what to do next",
    failure_title="No call to action",
    part=Part.COPY,
    impact=Impact.MINOR,
    needs=(Title, OverlayCopy, Description),
    limits=Limits(),
    check=_check,
    since="0.1",
)
