"""What a model's numbers were measured with: units and versions."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.features import families, measures
from scorer.scoring.score import VERSION as SCORE_VERSION


def units() -> dict[str, str]:
    """Return the unit of every feature by full name."""
    return {name: meaning.unit.value for name, meaning in measures().items()}


def versions(names: Sequence[str]) -> dict[str, str]:
    """Return the version of the score and of every family that features belong to."""
    used = {name.partition(".")[0] for name in names}
    there = families()
    known = {
        f"family.{name}": str(there[name].version) if name in there else "unknown"
        for name in sorted(used)
    }
    return {**known, "score": str(SCORE_VERSION)}
