"""Rows that are parts of a pin's figures: by device, by country, by source.

The larger of two statements about the same pin and days is the newer one, so parts
would be taken for old statements. A column of words that nobody knows gives them away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorer.exports._header import Table
from scorer.exports._reader import Observation, Period, refusal

# Appended exports repeat pins too, but tell them apart by days, versions or nothing.
_DIGIT = re.compile(r"\d")
_LEAST_REPEATS = 2
_LEAST_SHARE = 0.25  # of the pins and periods


class Breakdown:
    """Watches the rows of a table for a column by which figures are divided."""

    def __init__(self, table: Table) -> None:
        known = set(table.columns.values())
        self._table = table
        self._columns = [
            index
            for index, label in enumerate(table.header)
            if index not in known and label.strip()
        ]
        self._first: dict[tuple[str, Period], list[str]] = {}
        self._dividing = [*self._columns]
        self._repeats = 0
        self._example: Observation | None = None

    def see(self, cells: Sequence[str], said: Observation) -> None:
        """Take a row into account."""
        self._dividing = [i for i in self._dividing if not _DIGIT.search(cells[i])]
        if not self._dividing:
            return
        words = [cells[index] for index in self._columns]
        first = self._first.setdefault((said.id, said.period), words)
        if first is not words:
            self._repeats += 1
            self._example = self._example or said
            earlier = dict(zip(self._columns, first, strict=True))
            self._dividing = [i for i in self._dividing if earlier[i] != cells[i]]

    def check(self) -> None:
        """Refuse the table if its rows were parts.

        Raises:
            ExportError: If they were; names the column.
        """
        enough = max(_LEAST_REPEATS, _LEAST_SHARE * len(self._first))
        if not self._dividing or self._example is None or self._repeats < enough:
            return
        label = self._table.header[self._dividing[0]].strip()
        raise refusal(
            self._table.source,
            f"pin {self._example.id} has more than one row for the same days: its "
            "figures are divided",
            hint=f'export without the breakdown by "{label}", or add its rows up',
            row=self._example.row,
            column=label,
        )
