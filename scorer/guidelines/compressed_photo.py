"""A picture saved at so low a quality that squares show.

## What it checks
Whether the picture is free of the 8 x 8 squares that a strong JPEG compression leaves.

## Why it matters
Squares and smears around edges look careless, and Pinterest compresses the picture
once more.

## How it is measured
`photo_quality.blockiness`: the step between neighboring pixels on a grid of 8 x 8,
wherever it begins, against the step beside it; the median of all lines of the grid.

## How to fix it
Export again from the original design, as PNG or as JPEG of quality 85 or more.

## Known limits
A compressed picture that was resized afterwards has no such grid: its squares are
seen, but not found here.

## Sources
Wang, Sheikh, Bovik 2002, doi:10.1109/ICIP.2002.1038064, for the measure. The limit is
above all of 100 real pins, benchmarks/score/percentiles.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.photo_quality import PhotoQuality
from scorer.guidelines._severity import graded, severity

_ERROR = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    blockiness: float = limit(
        0.38,
        Unit.NONE,
        "Largest excess of steps on the grid that passes",
        source="above all of 100 real pins, benchmarks/score/percentiles.py",
    )
    full_blockiness: float = limit(
        1.0,
        Unit.NONE,
        "Excess from which on the picture counts as lost",
        source="steps on the grid twice as large as beside it, as at JPEG quality 6",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    excess = features[PhotoQuality].blockiness
    if excess <= limits.blockiness * (1 - _ERROR):
        return Verdict.judged((), score=1.0)
    finding = Finding(
        code="blocks",
        message="the picture is compressed so much that small squares show",
        advice="export the pin again from the original design, as PNG or as JPEG with "
        "quality 85",
        measured=Quantity(excess),
        limit=Quantity(limits.blockiness),
        object="the picture",
    )
    lost = severity(excess, limits.blockiness, limits.full_blockiness)
    return graded((finding,), lost, doubt="the squares hardly show")


GUIDELINE = Guideline(
    id="compressed-photo",
    title="The picture is saved at a good quality",
    failure_title="The picture is compressed too much",
    part=Part.FOCUS,
    impact=Impact.SERIOUS,
    needs=(PhotoQuality,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
