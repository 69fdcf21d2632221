"""A file that Pinterest does not take.

## What it checks
Whether file type and size are among those that can be uploaded.

## Why it matters
A file of another type, or a larger one, is refused.

## How it is measured
The type is read from the content, not from the name; the size is the file's.

## How to fix it
Export as JPEG or PNG at 1000 x 1500 px.

## Known limits
Ads and uploads by the API take JPEG and PNG only; this checks organic uploads.

## Sources
Pinterest help, pin specs: BMP, JPEG, PNG, TIFF, WEBP; 20 MB on the web.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Features
from scorer.core.guideline import Finding, Guideline, Impact, Part, Verdict, limit
from scorer.core.units import Quantity, Unit
from scorer.features.geometry import Geometry

_FORMATS = ("BMP", "JPEG", "MPO", "PNG", "TIFF", "WEBP")


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds that a settings file may change."""

    size_bytes: float = limit(
        20_000_000,
        Unit.BYTES,
        "Largest file that passes",
        source="20 MB on the web, Pinterest help; other pages say 32 MB in the app",
    )


def _check(features: Features, limits: Limits) -> Verdict:
    picture = features[Geometry]
    if not picture.format:
        return Verdict.not_applicable("the picture does not come from a file")
    findings = []
    if picture.format.upper() not in _FORMATS:
        findings.append(_wrong_format(picture))
    if picture.file_size_bytes > limits.size_bytes:
        findings.append(_too_large(picture, limits))
    return Verdict.judged(findings, score=0.0 if findings else 1.0)


def _wrong_format(picture: Geometry) -> Finding:
    return Finding(
        code="wrong-format",
        message=f"Pinterest does not accept {picture.format} files",
        advice="export the pin as JPEG or PNG",
        measured=Quantity(0, Unit.NONE),
        limit=Quantity(1, Unit.NONE),
    )


def _too_large(picture: Geometry, limits: Limits) -> Finding:
    return Finding(
        code="too-large",
        message=f"the file has {picture.file_size_bytes / 1e6:.1f} MB; "
        f"{limits.size_bytes / 1e6:.0f} MB is the most",
        advice="export the pin as JPEG at 1000 × 1500 px",
        measured=Quantity(picture.file_size_bytes, Unit.BYTES),
        limit=Quantity(limits.size_bytes, Unit.BYTES),
    )


GUIDELINE = Guideline(
    id="unsupported-file",
    title="Pinterest accepts this file",
    failure_title="Pinterest does not accept this file",
    part=Part.MOBILE,
    impact=Impact.CRITICAL,
    needs=(Geometry,),
    limits=Limits(),
    check=_check,
    since="0.1",
)
