"""Words on the pin that give no reason to tap.

## What it checks
Whether the words that can be read in the feed do more than name things.

## Why it matters
“Cup Kitchen Tool Kit” tells what is for sale; “Bake 3 Cakes from One Mug” tells why to
tap. People tap for what they gain or find out.

## How it is measured
Headline and readable sublines are searched for reasons: a gain, a question, a hook, a
number of things, an amount, a how-to, a superlative, the reader's “you”. A sentence
passes without one, and so does a name with a describing word (“Vegan Caesar Wraps”)
where no price stands beside it. Other rows of names (a brand, a product, search words)
and greetings fail. Words are looked up in a list of their language; without one only
what holds in any language is seen, and the rest is left for review. The title changes
nothing here.

## How to fix it
Say on the picture what it does for the reader, for whom, or how many.

## Known limits
A product or a name that all fans know needs no reason. A reason in words that the list
does not know is not seen, and whether the page keeps its promise is not known. That a
sentence is dull is not seen either.

## Sources
Advice for Pinterest titles: strong keywords, clear benefits, curiosity. Pinterest,
creative best practices: text overlay gives context.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.overlay_copy import OverlayCopy
from scorer.guidelines._overlay import quoted_words

# What a text of each shape lacks where it gives no reason, 0 to 1.
_LACKING = {"names": 1.0, "goods": 1.0, "greeting": 0.8}
_SAID = {
    "names": "only names things",
    "goods": "names goods and a price",
    "greeting": "is a greeting",
}
_ADVICE = {
    "greeting": "say what people find behind {}: ideas, a recipe or cards to print"
}
_ADVICE_USUALLY = (
    "say what people get: add to {} how easy, how fast, how cheap, for whom or how many"
)
_UNKNOWN = "there is no word list for the language on the pin"
_WHOSE = "it is not clear whether all words were added or are part of the photo"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    reason_count: float = limit(
        1, Unit.COUNT, "Fewest reasons to tap", source="the advice asks for one"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    overlay = features[OverlayCopy]
    unknown = overlay.unread or (_WHOSE if overlay.is_doubtful else "")
    if not overlay.pitch_shape:
        if unknown:
            return Verdict.review(reason=unknown)
        return Verdict.not_applicable("no words that can be read in the feed")
    count, lacking = overlay.reason_count, _LACKING.get(overlay.pitch_shape, 0.0)
    if not lacking:
        return _without_fault(overlay)
    missing = 1 - min(1.0, (count or 0) / limits.reason_count)
    if not missing:
        return Verdict.judged((), score=1.0)
    finding = _finding(overlay, limits)
    doubt = _UNKNOWN if count is None else unknown
    if doubt:
        return Verdict.review((finding,), reason=doubt)
    return Verdict.judged((finding,), score=1 - missing * lacking)


def _without_fault(overlay: OverlayCopy) -> Verdict:
    """A sentence says something; of one word, or an unknown language, who knows."""
    if overlay.reason_count:
        return Verdict.judged((), score=1.0)
    if overlay.reason_count is None:
        return Verdict.not_applicable(_UNKNOWN)
    if overlay.pitch_shape == "word":
        return Verdict.not_applicable("one word is no message to judge")
    return Verdict.judged((), score=1.0)


def _finding(overlay: OverlayCopy, limits: Limits) -> Finding:
    said = quoted_words(overlay.pitch)
    advice = _ADVICE.get(overlay.pitch_shape, _ADVICE_USUALLY)
    return Finding(
        "no-reason",
        f"{said} {_SAID[overlay.pitch_shape]}: it gives no reason to tap",
        advice.format(said),
        Quantity(overlay.reason_count or 0, Unit.COUNT),
        Quantity(limits.reason_count, Unit.COUNT),
        object=said,
    )


GUIDELINE = Guideline(
    id="weak-message",
    title="The words on the pin give a reason to tap",
    failure_title="The words on the pin give no reason to tap",
    part=Part.TEXT,
    impact=Impact.MODERATE,
    needs=(OverlayCopy,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
