"""Rows of a table that came as JSON, as connectors, scripts and sheets store them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scorer.core.tables.columns import Count, Fact, metrics_among, roles

Json = Any  # what json.loads gives

# Under which name an object holds its rows.
_HOLDERS = ("data", "rows", "records", "results", "pins", "items", "value", "report")
# What wraps each record: n8n, Airtable, Notion.
_WRAPPERS = ("json", "fields", "properties")
# What any JSON can be turned into so that it is read.
LIST_HINT = (
    "a list of flat records is read too, one a pin: "
    '[{"pin_id": "…", "impressions": 1000, "pin_clicks": 20}]'
)
_DEEPEST = 4
_FIRST = 50  # in which a document's figures are looked for
# "Save" and "click" may be anything's.
_TELLING = frozenset((Count.IMPRESSIONS, Count.OUTBOUND_CLICKS))


def mentions_figures(document: Json, depth: int = _DEEPEST) -> bool:
    """Return whether counts of pins stand anywhere in a document."""
    if isinstance(document, list):
        return any(mentions_figures(each, depth) for each in document[:_FIRST])
    if not isinstance(document, dict) or depth < 0:
        return False
    numbered = [name for name, value in document.items() if _is_number(value)]
    found = metrics_among(roles(numbered)).keys()
    return bool(found & _TELLING) or any(
        mentions_figures(each, depth - 1) for each in [*document.values()][:_FIRST]
    )


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) or (
        isinstance(value, str) and value.isdigit()
    )


def unwrapped(document: Json) -> Json:
    """Return a document without what a tool wraps each of its records in.

    Example:
        >>> unwrapped([{"json": {"pin_id": "1"}}, {"json": {"pin_id": "2"}}])
        [{'pin_id': '1'}, {'pin_id': '2'}]
    """
    if not isinstance(document, list) or not document:
        return document
    for name in _WRAPPERS:
        if all(isinstance(each, dict) and _wraps(each, name) for each in document):
            return [each[name] for each in document]
    return document


def _wraps(record: Mapping[str, Json], name: str) -> bool:
    inside = record.get(name)
    rest = {key: value for key, value in record.items() if key != name}
    return isinstance(inside, dict) and not metrics_among(roles([*rest]))


def table(document: Json) -> Iterator[list[str]]:
    """Yield the records' names and then the cells of each, as a table writes them.

    Args:
        document: JSON: a list of records or of rows, or an object that holds one; an
            object of records by pin id; a sheet's values; columns by name. What is
            nested in a record counts as the record's.

    Returns:
        Nothing where it holds no such thing.

    Example:
        >>> list(table({"data": [{"pin_id": "1", "saves": 2}, {"pin_id": "3"}]}))
        [['pin_id', 'saves'], ['1', '2'], ['3', '']]
        >>> list(table({"values": [["Pin ID", "Saves"], ["1", 2]]}))
        [['Pin ID', 'Saves'], ['1', '2']]
    """
    rows = _rows(document)
    if rows is not None:
        width = max(map(len, rows), default=0)
        for row in rows:
            yield [*map(_cell, row), *[""] * (width - len(row))]
        return
    records = _records(document)
    if not records:
        return
    flat = [_flattened(record) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    if not names:
        return
    yield names
    for record in flat:
        yield [_cell(record.get(name)) for name in names]


def _cell(value: Json) -> str:
    return "" if value is None else str(value)


def _rows(document: Json) -> list[Sequence[Json]] | None:
    """Rows of cells: a sheet's values, pandas' split form, or a list of lists."""
    if isinstance(document, dict):
        if isinstance(document.get("valueRanges"), list):
            ranges = [_rows(each) or [] for each in document["valueRanges"]]
            return max(ranges, key=len, default=[])
        if _are_rows(document.get("values")):
            values: list[Sequence[Json]] = document["values"]
            if document.get("majorDimension") == "COLUMNS":
                return list(zip(*values, strict=False))
            return values
        return _split(document.get("columns"), document.get("data"))
    return document if _are_rows(document) else None


def _split(columns: Json, data: Json) -> list[Sequence[Json]] | None:
    """Rows of pandas' split form, the header first."""
    return [columns, *data] if _is_flat_list(columns) and _are_rows(data) else None


def _are_rows(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_flat_list, value))


def _is_flat_list(value: Json) -> bool:
    return isinstance(value, list) and not any(
        isinstance(cell, dict | list) for cell in value
    )


def _records(document: Json) -> list[Mapping[str, Json]]:
    """The records that a document holds, wherever it keeps them."""
    if isinstance(document, dict):
        held = next((document[each] for each in _HOLDERS if each in document), None)
        if held is not None:
            return _records(held)
        return _by_column(document) or _by_id(document)
    if isinstance(document, list) and all(isinstance(each, dict) for each in document):
        return document
    return []


def _by_column(document: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    """Records of what pandas writes unasked: columns of cells by row."""
    columns = list(document.values())
    if not metrics_among(roles([*document])) or not all(
        isinstance(column, dict) and not any(map(_is_nested, column.values()))
        for column in columns
    ):
        return []
    rows = dict.fromkeys(row for column in columns for row in column)
    return [{name: document[name].get(row) for name in document} for row in rows]


def _by_id(document: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    """Records under their pin's id, or lists of them under an account's."""
    if not document or not all(key.isdecimal() for key in document):
        return []
    found = [
        (key, record)
        for key, value in document.items()
        for record in (value if isinstance(value, list) else [value])
    ]
    if not all(isinstance(record, dict) for _, record in found):
        return []
    names = {name for _, record in found for name in record}
    if not roles([*names]).keys().isdisjoint((Fact.ID, Fact.PIN_URL)):
        return [record for _, record in found]
    return [{"pin_id": key, **record} for key, record in found]


def _is_nested(value: Json) -> bool:
    return isinstance(value, dict | list)


def _flattened(record: Mapping[str, Json]) -> dict[str, Json]:
    """A record with what is nested in it, under its own name where only one has it.

    Two of one name keep the names of what they are nested in, so that nobody takes a
    month's figure for a lifetime's. Lists are left out.
    """
    if not any(map(_is_nested, record.values())):
        return dict(record)
    leaves = list(_leaves(record, ()))
    named = {path: _shortest(path, leaves) for path, _ in leaves}
    return {named[path]: value for path, value in leaves}


def _shortest(
    path: tuple[str, ...], leaves: Sequence[tuple[tuple[str, ...], Json]]
) -> str:
    """The end of a path that no other of the record has; its own name if not nested."""
    if len(path) == 1:
        return path[0]
    for length in range(1, len(path)):
        end = [name.casefold() for name in path[-length:]]
        alike = sum(
            [n.casefold() for n in other[-length:]] == end for other, _ in leaves
        )
        if alike == 1:
            return " ".join(path[-length:])
    return " ".join(path)


def _leaves(
    record: Mapping[str, Json], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Json]]:
    for name, value in record.items():
        path = (*above, name)
        if isinstance(value, dict):
            if len(path) < _DEEPEST:
                yield from _leaves(value, path)
        elif not isinstance(value, list):
            yield path, value
