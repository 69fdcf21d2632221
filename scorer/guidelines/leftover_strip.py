"""A thin strip of black or white that a crop left at an edge.

## What it checks
Whether the picture reaches every edge, without a thin strip of black or white there.

## Why it matters
A strip of a few pixels comes from a screenshot, a scan or a crop that missed the edge.
Beside it the pin looks careless, the more so on the app's own white or black.

## How it is measured
`composition.strip_width_dp`: lines along an edge that are black or white, behind which
the picture begins at once, and goes on. Strips at all four edges are a frame; what is
wider than 1.2 % of the side is a margin or a bar, see `letterboxed-image`.

## How to fix it
Crop the strip away, or enlarge the picture until it covers it.

## Known limits
Strips of another color are taken for drawn ones. Of 268 pins rated by eye 4 have one,
of 1,472 game covers 1.

## Sources
The limit is one pixel of a phone with three pixels to a dp, so that it can be seen at
all; the fault in full is the width of a hairline in print, a quarter of a millimeter,
at 160 dp to the inch.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.fix import Crop
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.composition import Composition
from scorer.guidelines._overlay import AT_LIMIT
from scorer.guidelines._severity import graded, severity

_FULL_DP = 1.6


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    strip_width_dp: float = limit(
        0.35,
        Unit.DP,
        "Widest strip at an edge that passes",
        source="one pixel of a phone with three pixels to a dp",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    place = features[Composition]
    width = place.strip_width_dp
    if width <= limits.strip_width_dp or place.unstripped is None:
        return Verdict.judged((), score=1.0)
    kept = place.unstripped
    edges = [f"the {each.edge}" for each in place.strips]
    cuts = [f"{each.width_px} px off the {each.edge}" for each in place.strips]
    widest = max(place.strips, key=lambda each: each.width_px)
    finding = Finding(
        code="strip",
        message=f"a thin strip is left at {_listed(edges)}",
        advice=f"crop {_listed(cuts)}, or enlarge the picture until it covers the "
        "strip",
        measured=Quantity(width, Unit.DP),
        limit=Quantity(limits.strip_width_dp, Unit.DP),
        region=widest.box,
        object="the strip at the edge",
        fix=Crop(kept, kept.width, kept.height),
    )
    lost = severity(width, limits.strip_width_dp, _FULL_DP)
    return graded((finding,), lost, doubt=AT_LIMIT)


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


GUIDELINE = Guideline(
    id="leftover-strip",
    title="The picture reaches every edge",
    failure_title="A thin strip is left at an edge",
    part=Part.FOCUS,
    impact=Impact.MINOR,
    needs=(Composition,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
