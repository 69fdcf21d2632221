"""Lists of pins beside their pictures: titles, boards and days that exports lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from scorer.core.errors import ExportError
from scorer.exports._reader import LIFETIME, NO_COUNTS, NO_PINS, Observation, Tally
from scorer.exports._source import open_source
from scorer.exports.plain_csv import READER

_IDS = re.compile(r"(?<!\d)\d{6,}(?!\d)")


def add_facts(
    lists: Sequence[Path],
    statements: dict[str, list[Observation]],
    known: Mapping[str, object],
    tally: Tally,
) -> None:
    """Add what lists say of the pins whose figures are known, and no figures.

    Args:
        lists: The tables.
        statements: What exports say, by pin id; facts are added to it.
        known: Further ids whose figures are known.
        tally: Is told of a list that cannot be read: its pictures are still of use.
    """
    for path in lists:
        try:
            said = list(_rows(path))
        except ExportError as error:
            if error.code != NO_PINS:
                tally.note(f"its days and boards are not known: {error.message}")
            continue
        for each in said:
            keys = (each.id, *_IDS.findall(PurePath(each.id).stem))
            key = next((k for k in keys if k in statements or k in known), None)
            if key is not None:
                statements.setdefault(key, []).append(each._replace(id=key))


def _rows(path: Path) -> Iterator[Observation]:
    source = open_source(path)
    for each in READER.read(source, Tally()):
        yield each._replace(counts=NO_COUNTS, period=LIFETIME)
