"""Tables as Parquet, a few rows in memory at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scorer.core.errors import DependencyError, OutputError
from scorer.core.installation import how_to_add
from scorer.core.storage.files import sync
from scorer.core.storage.unfinished import unfinished_folder

_ROWS = 4_096

Row = Mapping[str, "str | float | None"]


def write_parquet(
    path: Path, texts: Sequence[str], numbers: Sequence[str], rows: Iterable[Row]
) -> None:
    """Write rows to a file, whole or not at all.

    Args:
        path: The file.
        texts: Columns of text.
        numbers: Columns of double precision; what a row lacks is null, and so is NaN.
        rows: One mapping a row, by column.

    Raises:
        DependencyError: pyarrow is not installed.
        OutputError: The file cannot be written.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as cause:
        raise DependencyError(
            "Parquet needs pyarrow", hint=how_to_add("parquet")
        ) from cause
    fields = [(name, pa.string()) for name in texts]
    fields += [(name, pa.float64()) for name in numbers]
    schema = pa.schema(fields)
    try:
        with unfinished_folder(path) as place:
            half = place / path.name
            # Few numbers repeat: a dictionary of them costs time and bytes.
            with parquet.ParquetWriter(
                half, schema, compression="zstd", use_dictionary=list(texts)
            ) as writer:
                for some in _chunks(rows):
                    columns = [
                        *([row.get(name) for row in some] for name in texts),
                        *_columns(some, numbers),
                    ]
                    arrays = [
                        pa.array(column, kind, from_pandas=True)
                        for column, kind in zip(columns, schema.types, strict=True)
                    ]
                    writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            sync(half.parent)
            half.replace(path)
    except OSError as cause:
        raise OutputError(
            f"{path} cannot be written: {cause.strerror or cause}",
            hint="choose another place with -o",
        ) from cause


def _columns(rows: Sequence[Row], names: Sequence[str]) -> NDArray[np.float64]:
    """Return numbers, a column of the table a row; NaN where a row lacks one."""
    cells = itemgetter(*names)
    try:
        found = list(map(cells, rows))
    except KeyError:
        blank = dict.fromkeys(names)
        found = [cells({**blank, **row}) for row in rows]
    whole = np.array(found, dtype=np.float64).reshape(len(rows), len(names))
    return np.ascontiguousarray(whole.T)


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while some := list(itertools.islice(rest, _ROWS)):
        yield some
