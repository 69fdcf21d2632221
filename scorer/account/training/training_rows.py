"""A model's training rows beside it, so that a later export can be merged in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from scorer.account.training import sealed_lines
from scorer.clickrate.arrays import Array
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model.store import current_folder
from scorer.core.errors import ModelError
from scorer.core.storage.bounds import LARGEST

FILE = "rows.jsonl"
_SCHEMA = 2


def dump(table: Table) -> bytes:
    """Return a table as JSON lines; what is unknown is null."""
    content = {
        "names": table.names,
        "units": table.units,
        "ids": table.ids,
        "titles": table.titles,
        "values": _numbers(table.values),
        "guidelines": _numbers(table.guidelines),
        "counts": {metric.value: _numbers(c) for metric, c in table.counts.items()},
        "impressions": _numbers(table.impressions),
        "topics": table.topics.tolist(),
        "topic_names": table.topic_names,
        "days": _numbers(table.days),
        "designs": table.designs.tolist(),
    }
    body = json.dumps(content, allow_nan=False, separators=(",", ":"))
    return sealed(body.encode())


def sealed(body: bytes) -> bytes:
    """Return the line of rows under the line that vouches for it."""
    return sealed_lines.sealed(body, _SCHEMA)


def load(folder: Path) -> Table:
    """Return the rows that a model was trained on.

    Raises:
        ModelError: If they are missing, of another version, altered, or too many.
    """
    path = current_folder(folder) / FILE
    try:
        table = _table(json.loads(sealed_lines.unsealed(path, _SCHEMA)))
        _check(table)
    except sealed_lines.MISTAKES as cause:
        raise sealed_lines.unreadable(path, cause) from cause
    return table


def load_if_any(folder: Path) -> Table | None:
    """Return the rows that a model was trained on; None if they cannot be read."""
    try:
        return load(folder)
    except ModelError:
        return None


def _numbers(values: Array) -> list[Any]:
    """Return numbers, nested as the array is; None where there is none."""
    found = values.astype(object)
    found[~np.isfinite(values)] = None
    return list(found.tolist())


def _array(values: Sequence[float | None]) -> Array:
    return np.array([np.nan if v is None else float(v) for v in values], np.float64)


def _table(content: Mapping[str, Any]) -> Table:
    width = len(content["names"])
    values = [_array(row) for row in content["values"]]
    return Table(
        names=tuple(map(str, content["names"])),
        units=tuple(map(str, content["units"])),
        values=np.array(values, np.float64).reshape(len(values), width),
        guidelines=_array(content["guidelines"]),
        counts={
            Metric(key): _array(content["counts"][key]) for key in content["counts"]
        },
        impressions=_array(content["impressions"]),
        topics=np.array(content["topics"], np.int64),
        topic_names=tuple(map(str, content["topic_names"])),
        days=_array(content["days"]),
        designs=np.array(content["designs"], np.int64),
        ids=tuple(map(str, content["ids"])),
        titles=tuple(map(str, content.get("titles", ()))),
    )


def _check(table: Table) -> None:
    """Refuse columns of different lengths and codes that name no topic."""
    columns = (
        table.values,
        table.guidelines,
        table.impressions,
        table.topics,
        table.days,
        table.designs,
        *table.counts.values(),
    )
    if any(len(column) != len(table.ids) for column in columns):
        raise ValueError("columns of different lengths")
    if any((np.abs(column) > LARGEST).any() for column in columns):
        raise ValueError("a number beyond all bounds")
    if table.titles and len(table.titles) != len(table.ids):
        raise ValueError("columns of different lengths")
    if len(table.units) != len(table.names):
        raise ValueError("a feature without a unit")
    known = (table.topics >= 0) & (table.topics < len(table.topic_names))
    if not known.all():
        raise ValueError("a row of an unknown topic")
