"""Tables as Parquet, a few rows in memory at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

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
        numbers: Columns of double precision; what a row lacks is null.
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
            with parquet.ParquetWriter(half, schema, compression="zstd") as writer:
                for some in _chunks(rows):
                    writer.write_table(pa.Table.from_pylist(some, schema))
            sync(half.parent)
            half.replace(path)
    except OSError as cause:
        raise OutputError(
            f"{path} cannot be written: {cause.strerror or cause}",
            hint="choose another place with -o",
        ) from cause


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while some := list(itertools.islice(rest, _ROWS)):
        yield some
