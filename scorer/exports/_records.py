"""Flat records in JSON, as connectors store rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_HOLDERS = ("data", "rows", "records", "results")


def table(document: Any) -> Iterator[list[str]]:  # noqa: ANN401 - any JSON
    """Yield the records' names and then the cells of each, as a table writes them.

    Args:
        document: JSON: a list of records, or an object that holds one.

    Returns:
        Nothing where it holds no list of flat records.

    Example:
        >>> list(table({"data": [{"pin_id": "1", "saves": 2}, {"pin_id": "3"}]}))
        [['pin_id', 'saves'], ['1', '2'], ['3', '']]
    """
    if isinstance(document, dict):
        document = next((document[each] for each in _HOLDERS if each in document), None)
    if not isinstance(document, list) or not all(map(_is_flat, document)):
        return
    names = list(dict.fromkeys(name for record in document for name in record))
    if not names:
        return
    yield names
    for record in document:
        cells = (record.get(name) for name in names)
        yield ["" if cell is None else str(cell) for cell in cells]


def _is_flat(record: object) -> bool:
    return isinstance(record, dict) and not any(
        isinstance(cell, dict | list) for cell in record.values()
    )
