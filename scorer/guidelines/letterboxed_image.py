"""A picture between plain bars, or of which a part was not loaded.

## What it checks
Whether the picture reaches the pin's edges, without bars beside it.

## Why it matters
Bars come from screenshots and from pictures of another shape: they make the picture
smaller in the feed. A gray part is what an upload that broke off leaves.

## How it is measured
`composition.bars_share`: lines of one color along an edge that end, on most of their
length, where a picture begins.

## How to fix it
Crop the bars away, or enlarge the picture until it fills the pin; export a picture
that broke off once more.

## Known limits
A plain panel over the whole width with no text on it counts as a bar.

## Sources
Pinterest, creative best practices: pins of 2:3 fill the feed's column. The limit is
above 98 of 100 real pins, benchmarks/score/percentiles.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Crop
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Box, Quantity, Unit
from scorer.features.composition import Composition
from scorer.guidelines._severity import graded, severity

_ERROR = 0.02


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    bars_share: float = limit(
        0.16,
        Unit.SHARE,
        "Largest share of bars that passes",
        source="above 98 of 100 real pins, benchmarks/score/percentiles.py",
    )
    full_bars_share: float = limit(
        0.6,
        Unit.SHARE,
        "Bars of a fault in full",
        source="a picture at less than two thirds of the pin's width and height",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    place = features[Composition]
    share = place.bars_share
    if share <= limits.bars_share - _ERROR:
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="bars",
        message=f"plain bars beside the picture take {Quantity(share, Unit.SHARE)} of "
        "the pin",
        advice="crop the bars, or enlarge the picture until it fills the pin",
        measured=Quantity(share, Unit.SHARE),
        limit=Quantity(limits.bars_share, Unit.SHARE),
        region=place.framed,
        object="the bars",
        fix=_fix(place.framed),
    )
    lost = severity(share, limits.bars_share, limits.full_bars_share)
    return graded((finding,), lost, doubt="the bars are narrow")


def _fix(framed: Box | None) -> Crop | None:
    return Crop(framed, framed.width, framed.height) if framed else None


GUIDELINE = Guideline(
    id="letterboxed-image",
    title="The picture fills the pin",
    failure_title="Plain bars surround the picture",
    part=Part.FOCUS,
    impact=Impact.CRITICAL,
    needs=(Composition,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
