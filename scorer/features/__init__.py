"""Feature families: what is measured of a pin. One file each."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from scorer.core.errors import ScorerError
from scorer.core.family import Family, Features, Measure
from scorer.core.pin import Creative
from scorer.core.registry import load
from scorer.core.units import Quantity, Unit

# What is told beside features, as parts of an estimate.
_NO_FEATURES = {
    "guidelines": "guideline score",
    "title_words.effect": "words of the title",
    "feature_pairs.effect": "how its parts go together",
}


@cache
def families() -> dict[str, Family]:
    """Return every family by name."""
    return load(sys.modules[__name__], "FAMILY", Family)


@cache
def measures() -> dict[str, Measure]:
    """Return what every feature means, by full name."""
    return {
        name: meaning
        for family in families().values()
        for name, meaning in family.measures().items()
    }


def label(name: str) -> str:
    """Return what people call a feature; of one that is not known, its name."""
    if name in measures():
        return measures()[name].label
    return _NO_FEATURES.get(name, name)


def format_values(name: str, *values: float, separator: str = " ") -> str:
    """Return values of a feature as people write them, with what they mean.

    Example:
        >>> format_values("color.lightness", 41.0, 63.0, separator=" towards ")
        '41 towards 63 (0 black to 100 white)'
        >>> format_values("title.is_question", 1.0)
        'yes'
    """
    meaning = measures().get(name)
    unit = meaning.unit if meaning else Unit.NONE
    is_claim = name.partition(".")[2].startswith("is_")
    words = [
        ("yes" if value >= 0.5 else "no") if is_claim else str(Quantity(value, unit))
        for value in values
    ]
    scale = f" ({meaning.scale})" if meaning and meaning.scale else ""
    return separator.join(words) + scale


def extract(
    creative: Creative, known: Mapping[type[Any], object] = MappingProxyType({})
) -> Features:
    """Return what every family measures; one that fails is kept with its reason.

    Args:
        creative: The opened pin.
        known: Records by their type that need not be measured again.
    """
    records: dict[type[Any], object] = {}
    failed: dict[type[Any], str] = {}
    for family in families().values():
        try:
            records[family.record] = (
                known[family.record]
                if family.record in known
                else family.extract(creative)
            )
        except ScorerError as error:
            hint = f" ({error.hint})" if error.hint else ""
            failed[family.record] = error.message + hint
    return Features(records, failed)
