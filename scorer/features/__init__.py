"""Feature families: what is measured of a pin. One file each."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from scorer.core.errors import ScorerError
from scorer.core.family import Family, Features
from scorer.core.pin import Creative
from scorer.core.registry import load


@cache
def families() -> dict[str, Family]:
    """Return every family by name."""
    return load(sys.modules[__name__], "FAMILY", Family)


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


def recalled(known: Mapping[type[Any], object]) -> Features | None:
    """Return the features made of known records, or None if a family is missing."""
    kinds = [family.record for family in families().values()]
    if any(kind not in known for kind in kinds):
        return None
    return Features({kind: known[kind] for kind in kinds})
