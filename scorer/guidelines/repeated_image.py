"""A picture printed over itself, or laid out several times.

## What it checks
Whether the picture is there once.

## Why it matters
A ghost of the picture makes text and faces unreadable; the same picture many times
makes each of them too small.

## How it is measured
`photo_quality.echo`: the peak of the cepstrum, in which two equal pictures over each
other stand out. `photo_quality.repetition`: the correlation of the picture with itself,
shifted to the side and down.

## How to fix it
Place the picture once, as large as the pin allows.

## Known limits
A pattern that repeats on purpose, such as wallpaper or cloth, is found as well.

## Sources
Bogert, Healy and Tukey 1963 for the cepstrum. No real pin of 268 comes near the
limits; pins made worse by benchmarks/score/degrade.py do.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.photo_quality import PhotoQuality
from scorer.guidelines._severity import graded, severity

_ERROR = 0.12
_SOURCE = "above all of 100 real pins, benchmarks/score/percentiles.py"


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    echo: float = limit(0.22, Unit.NONE, "Strongest ghost that passes", source=_SOURCE)
    full_echo: float = limit(
        0.35, Unit.NONE, "Ghost of a fault in full", source="pins printed twice"
    )
    repetition: float = limit(
        0.5, Unit.NONE, "Most repetition that passes", source=_SOURCE
    )
    full_repetition: float = limit(
        0.85, Unit.NONE, "Repetition of a fault in full", source="pins as tiles"
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[PhotoQuality]
    findings = []
    if picture.echo > (1 - _ERROR) * limits.echo:
        findings.append(
            Finding(
                code="printed-twice",
                message="the picture, or part of it, shows twice, like a ghost image",
                advice="remove the second copy of the picture",
                measured=Quantity(picture.echo),
                limit=Quantity(limits.echo),
                object="the picture",
            )
        )
    if picture.repetition > (1 - _ERROR) * limits.repetition:
        findings.append(
            Finding(
                code="tiled",
                message="the same picture repeats side by side",
                advice="show the picture once, as large as the pin allows",
                measured=Quantity(picture.repetition),
                limit=Quantity(limits.repetition),
                object="the picture",
            )
        )
    lost = max(
        severity(picture.echo, limits.echo, limits.full_echo),
        severity(picture.repetition, limits.repetition, limits.full_repetition),
    )
    return graded(findings, lost, doubt="the picture may repeat on purpose")


GUIDELINE = Guideline(
    id="repeated-image",
    title="The picture shows once",
    failure_title="The picture is doubled or repeated",
    part=Part.FOCUS,
    impact=Impact.CRITICAL,
    needs=(PhotoQuality,),
    limits=Limits(),
    check=_check,
    since="0.2",
)
