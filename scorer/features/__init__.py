"""Feature families: what is measured of a pin. One file each."""

from __future__ import annotations

import sys
from functools import cache

from scorer.core.errors import ScorerError
from scorer.core.family import Family, Features
from scorer.core.pin import Creative
from scorer.core.registry import load


@cache
def families() -> dict[str, Family]:
    """Return every family by name."""
    return load(sys.modules[__name__], "FAMILY", Family)


def extract(creative: Creative) -> Features:
    """Return what every family measures; one that fails is kept with its reason."""
    records: dict[type, object] = {}
    failed: dict[type, str] = {}
    for family in families().values():
        try:
            records[family.record] = family.extract(creative)
        except ScorerError as error:
            hint = f" ({error.hint})" if error.hint else ""
            failed[family.record] = error.message + hint
    return Features(records, failed)
