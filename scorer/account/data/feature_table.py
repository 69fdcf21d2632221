"""Stored tables of features, so that nothing is measured twice and no image is needed.

CSV as ``scorer features`` prints it, one JSON report or record per line, or Parquet.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorer.account.data.pictures import Picture
from scorer.core.errors import DependencyError, InputError
from scorer.core.installation import how_to_add

_AT_ONCE = 4_096
_PLAIN = frozenset((float, type(None)))
_BLANK = frozenset(("", "nan", "null", "none"))
_SHAPE = "give a table as scorer features prints it: path,id,sha256,guidelines,…"


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """What was measured of one picture.

    Attributes:
        picture: The picture.
        values: Numbers by full feature name; None where there was nothing to measure.
        guidelines: Guideline score 0..100, None without one.
        sha256: Of the picture's bytes, "" if unknown.
        perceptual_hash: 64 bits, None if unknown.
        thumbnail: ``data:`` URI, "" without one.
    """

    picture: Picture
    values: Mapping[str, float | None]
    guidelines: float | None = None
    sha256: str = ""
    perceptual_hash: int | None = None
    thumbnail: str = ""


def read_features(path: Path) -> list[FeatureRow]:
    """Return the rows of a stored feature table.

    Raises:
        InputError: If it cannot be read; names row and column.
        DependencyError: If it is Parquet and pyarrow is not installed.
    """
    readers = {".parquet": _parquet, ".jsonl": _lines, ".ndjson": _lines}
    rows = readers.get(path.suffix.casefold(), _table)(path)
    found = [_feature_row(path, number, row) for number, row in rows]
    if not found:
        raise InputError(f"{path.name} holds no rows of features", hint=_SHAPE)
    return found


def _table(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text, strict=True)
            header = next(rows, [])
            _check_header(path, header)
            for number, cells in enumerate(rows, start=2):
                if len(cells) != len(header):
                    raise InputError(
                        f"{path.name}, row {number}: {len(cells)} cells where the "
                        f"header has {len(header)}",
                        hint="the file is truncated: make it again",
                    )
                yield number, dict(zip(header, cells, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise InputError(f"{path} cannot be read: {cause}", hint=_SHAPE) from cause


def _check_header(path: Path, header: list[str]) -> None:
    if not {"path", "id"} & set(header) or not any("." in name for name in header):
        raise InputError(f"{path.name} is not a table of features", hint=_SHAPE)
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise InputError(
            f'{path.name}: the column "{twice}" appears twice', hint="delete one"
        )


def _lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as cause:
        raise InputError(f"{path} cannot be read: {cause}", hint=_SHAPE) from cause
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as cause:
            raise InputError(
                f"{path.name}, line {number}: not complete JSON", hint=_SHAPE
            ) from cause
        if not isinstance(record, dict):
            raise InputError(f"{path.name}, line {number}: no record", hint=_SHAPE)
        yield number, _flat(record)


def _flat(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A line of ``scorer score --format jsonl`` as a row; other records as they are."""
    if not isinstance(record.get("features"), dict):
        return record
    values = {
        name: each.get("value") if isinstance(each, dict) else each
        for name, each in record["features"].items()
    }
    return {
        **values,
        "path": record.get("path", ""),
        "id": (record.get("pin") or {}).get("id", ""),
        "sha256": record.get("sha256", ""),
        "guidelines": (record.get("score") or {}).get("guidelines"),
    }


def _parquet(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        from pyarrow import parquet
    except ImportError as cause:
        raise DependencyError(
            "Parquet needs pyarrow", hint=how_to_add("parquet")
        ) from cause
    try:
        table = parquet.read_table(path)
        yield from enumerate(_rows(table), start=1)
    except (OSError, ValueError) as cause:
        raise InputError(f"{path} cannot be read: {cause}", hint=_SHAPE) from cause


def _rows(table: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - of pyarrow
    """Yield a table's rows, some made at a time: as objects they take far more."""
    names = table.column_names  # made anew each time that it is asked for
    for batch in table.to_batches(max_chunksize=_AT_ONCE):
        for cells in zip(*map(_values, batch.columns), strict=True):
            yield dict(zip(names, cells, strict=True))


def _values(column: Any) -> list[Any]:  # noqa: ANN401 - an array of pyarrow
    """Return a column's values; NumPy makes numbers of doubles ten times as fast."""
    if column.null_count or str(column.type) != "double":
        found: list[Any] = column.to_pylist()
        return found
    return list(column.to_numpy().tolist())


def _feature_row(path: Path, number: int, row: Mapping[str, Any]) -> FeatureRow:
    cells = {
        name: value
        for name, value in row.items()
        if "." in name or name == "guidelines"
    }
    numbers = _plain(cells) or {
        name: _number(path, number, name, value) for name, value in cells.items()
    }
    score = numbers.pop("guidelines", None)
    picture = Picture(Path(str(row.get("path") or "")), _word(row.get("id")))
    return FeatureRow(picture, numbers, score, str(row.get("sha256") or ""))


def _plain(cells: Mapping[str, Any]) -> dict[str, float | None] | None:
    """Return a row's numbers, None where any cell takes a closer look."""
    try:
        if _PLAIN.issuperset(map(type, cells.values())):
            found = dict(cells)
        else:
            found = {
                name: None if value is None or value == "" else float(value)
                for name, value in cells.items()
            }
        total = sum(filter(None, found.values()))
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(total) else None


def _word(value: Any) -> str:  # noqa: ANN401 - a cell of any table
    return "" if value is None else str(value).lstrip("'")


def _number(path: Path, number: int, name: str, value: Any) -> float | None:  # noqa: ANN401 - a cell of any table
    if value is None or value == "":
        return None
    try:
        found = float(value)
    except (TypeError, ValueError) as cause:
        if isinstance(value, str) and value.casefold() in _BLANK:
            return None
        raise InputError(
            f'{path.name}, row {number}, column "{name}": "{str(value)[:40]}" is not '
            "a number",
            hint="make the table again with scorer features",
        ) from cause
    if math.isinf(found):
        raise InputError(
            f'{path.name}, row {number}, column "{name}" is infinite',
            hint="make the table again with scorer features",
        )
    return None if math.isnan(found) else found
