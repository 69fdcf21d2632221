"""A picture with too much in it.

## What it checks
Whether the picture behind the words is calmer than nine of ten pins.

## Why it matters
A cluttered image gets no tap: at the size of a phone the eye finds nothing to hold on
to.

## How it is measured
`clutter.picture_clutter`: the clutter that people would see, 0 to 100, from how much
of the picture is busy, its contours, and its colors. Fitted to the judgements of
crowds on 98 advertisements. Text is taken as plain space here: words have guidelines
of their own.

## How to fix it
Crop closer to the subject, take small things out, or blur or lighten the ground.

## Known limits
Fitted to advertisements; the mean error of one judgement is 9 points of 100. A grid of
similar things (meal boxes) counts as busy although people see its order.

## Sources
Savoias data set (Saraee et al. 2018, arXiv:1810.01771) for the judgements; Rosenholtz,
Li, Nakano 2007, doi:10.1167/7.2.17 for clutter. The limit is a percentile of real pins.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.clutter import Clutter


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    picture_clutter: float = limit(
        71.0,
        Unit.NONE,
        "Most clutter that passes, 0..100",
        source="90th percentile of 100 real pins, benchmarks/percentiles.py",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    clutter = features[Clutter].picture_clutter
    if clutter <= limits.picture_clutter:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="cluttered",
        message=f"people would call it cluttered: {Quantity(clutter)} of 100",
        advice="show fewer things, or calm the ground behind them",
        measured=Quantity(clutter),
        limit=Quantity(limits.picture_clutter),
    )
    span = max(1.0, 100 - limits.picture_clutter)
    return Verdict.judged((finding,), score=0.5 * (100 - clutter) / span)


GUIDELINE = Guideline(
    id="visual-clutter",
    title="The picture is calm enough to read",
    failure_title="The picture is cluttered",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(Clutter,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
