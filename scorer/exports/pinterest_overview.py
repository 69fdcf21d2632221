"""Analytics > Overview > Export: sections split by blank lines, one pin metric a file.

A rate needs two exports of the same days, merged by pin id. Section titles are not
relied on: the pins' table is the one whose links hold ``/pin/<digits>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from scorer.core.tables import pin_ids
from scorer.core.tables.columns import (
    Count,
    Fact,
    metrics_among,
    plain_label,
    roles,
)
from scorer.core.units import counted
from scorer.exports import _dates
from scorer.exports._columns import checked_roles
from scorer.exports._header import Table
from scorer.exports._reader import (
    NO_PINS,
    Observation,
    Period,
    Reader,
    Tally,
    refusal,
)
from scorer.exports._source import Source
from scorer.exports._table import (
    TOTAL_ROW,
    is_promoted,
    is_total,
    read_counts,
    read_facts,
)

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME_DAYS = re.compile(r"(\d{8})\D+(\d{8})")
# What an export can be narrowed to, above its first blank line.
_FILTERS = frozenset(
    (
        "content type",
        "claimed accounts",
        "claimed account",
        "accounts",
        "device",
        "devices",
        "source",
        "format",
        "created by you",
        "curated content",
        "age",
        "gender",
        "audience",
    )
)
_MOST_FILTERS = 16
# Pinterest's other metrics, which no rate needs.
_OTHER_METRIC = re.compile(
    r"\b(?:rate|engagements?|engaged|audience|views?|interaktionen)\b"
)
_AGAIN = "download the export again"


def _sniff(source: Source) -> float:
    """A table with pins' addresses, or the export's own title."""
    if source.is_json:
        return 0.0
    first = " ".join(source.head[0]).casefold() if source.head else ""
    if "analytics overview" in first:
        return 0.95
    headers = [roles(row) for row in source.head]
    has_pins = any(Fact.PIN_URL in found and metrics_among(found) for found in headers)
    # A single table with addresses is anybody's; sections are Pinterest's.
    return 0.9 if has_pins and any(not any(row) for row in source.head[2:]) else 0.0


def _read(source: Source, tally: Tally) -> Iterator[Observation]:
    period = _period(source)
    _check_filters(source, period, tally)
    table: Table | None = None
    section, pins = 0, 0
    for row, cells in source.rows():
        if not any(cell.strip() for cell in cells):
            table = None
        elif table is None:
            table = _pin_table(source, row, cells)
            section = _pins_section(table, row) or section
            _remark_estimates(source, cells, period, tally)
        elif observation := _pin(table, row, cells, period, tally):
            pins += 1
            yield observation
    if section and not pins:
        raise refusal(
            source,
            "its Top Pins section has no pins",
            hint="give an export of days in which pins were shown",
            row=section,
            code=NO_PINS,
        )
    if not pins:
        raise refusal(
            source,
            "no pins: the Top Pins section is missing",
            hint="the file is cut off or has another format: " + _AGAIN,
        )


def _period(source: Source) -> Period:
    """The days at the top of the file, else those in its name, else the daily rows."""
    for row, cells in enumerate(source.head[:6], start=1):
        try:
            days = _dates.range_in(" ".join(cells))
        except ValueError as cause:
            raise refusal(
                source, str(cause), hint="write dates as 2026-07-20", row=row
            ) from cause
        if days:
            return _ordered(source, *days)
    if found := _NAME_DAYS.search(source.name):
        spaced = " ".join(f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in found.groups())
        try:
            named = _dates.range_in(spaced)
        except ValueError as cause:
            raise refusal(source, str(cause), hint=_AGAIN) from cause
        if named:
            return _ordered(source, *named)
    daily = list(_daily(source))
    if not daily:
        raise refusal(
            source, "no date range", hint="keep the file name and lines of the export"
        )
    return _ordered(source, min(daily), max(daily))


def _check_filters(source: Source, period: Period, tally: Tally) -> None:
    """Refuse exports of the same days of which one counts phones only, say."""
    for row, cells in enumerate(source.head[1:_MOST_FILTERS], start=2):
        if not any(cell.strip() for cell in cells):
            return
        name = plain_label(cells[0])
        value = " ".join(cell.strip() for cell in cells[1:] if cell.strip())
        if name not in _FILTERS or not value:
            continue
        other = tally.filters.setdefault((period, name), (value, source.name))
        if plain_label(other[0]) != plain_label(value):
            raise refusal(
                source,
                f"{cells[0].strip()} is {value[:40]}, in {other[1]} of the same days "
                f"{other[0][:40]}: their figures do not belong together",
                hint="export impressions and clicks with the same filters, or give "
                "one of them only",
                row=row,
            )


def _daily(source: Source) -> Iterator[date]:
    for row, cells in enumerate(source.head, start=1):
        if cells and _ISO_DAY.fullmatch(cells[0]):
            try:
                yield date.fromisoformat(cells[0])
            except ValueError as cause:
                raise refusal(
                    source, f'"{cells[0]}" is no day', hint=_AGAIN, row=row
                ) from cause


def _ordered(source: Source, first: date, last: date) -> Period:
    if last < first:
        raise refusal(source, f"the range {first} - {last} runs backwards", hint=_AGAIN)
    return Period(first, last)


def _pin_table(source: Source, row: int, cells: Sequence[str]) -> Table | None:
    """The table that starts here, if it has pins' addresses and a count."""
    found = roles(cells)
    if Fact.PIN_URL not in found and Fact.ID not in found:
        return None
    if not metrics_among(found):
        raise refusal(
            source,
            f'no known metric among "{", ".join(cells)[:80]}"',
            hint="export impressions, pin clicks, outbound clicks or saves",
            row=row,
            code=NO_PINS if _OTHER_METRIC.search(plain_label(cells[-1])) else "",
        )
    return Table(source, cells, row, checked_roles(source, row, cells))


def _pins_section(table: Table | None, row: int) -> int:
    """The row of a header with one figure, which is that of pins; boards have all."""
    return row if table and len(metrics_among(table.columns)) == 1 else 0


def _remark_estimates(
    source: Source, cells: Sequence[str], period: Period, tally: Tally
) -> None:
    """The export marks its last days as estimates, but pools them in pins' figures."""
    text = " ".join(cells)
    if "estimate" not in text.casefold():
        return
    days = _ISO_DAY.findall(text)
    if days and period.end and days[0] > period.end.isoformat():
        return
    tally.estimated.append(source.name)


def _pin(
    table: Table, row: int, cells: Sequence[str], period: Period, tally: Tally
) -> Observation | None:
    where = f"{table.source.name}, row {row}"
    if is_total(cells):
        tally.leave_out(TOTAL_ROW, where)
        return None
    squared = _squared(table, row, cells)
    identity = pin_ids.id_in_url(table.cell(squared, Fact.PIN_URL))
    if not identity and Fact.ID in table.columns:
        identity = table.parsed(squared, row, Fact.ID, pin_ids.pin_id)
    if not identity:
        _leave_out_board(table, row, where, tally)
        return None
    facts = read_facts(table, squared, row)
    facts = facts._replace(promoted=is_promoted(table, squared))
    counts = read_counts(table, squared, row)
    return Observation(identity, counts, period, facts, where, row)


def _squared(table: Table, row: int, cells: Sequence[str]) -> Sequence[str]:
    width = len(table.header)
    if len(cells) < width or any(cells[width:]):
        raise refusal(
            table.source,
            f"{counted(len(cells), 'cell')} where the header has {width}",
            hint="the file is cut off, or a cell with a delimiter is not quoted: "
            + _AGAIN,
            row=row,
        )
    return cells


def _leave_out_board(table: Table, row: int, where: str, tally: Tally) -> None:
    """Boards are another section; a pin's row without an id is a broken one."""
    if len(metrics_among(table.columns)) > 1 or Count.IMPRESSIONS not in table.columns:
        tally.leave_out("row about a board or without a pin's address", where)
        return
    raise refusal(
        table.source,
        "the link holds no pin id",
        hint=_AGAIN + " and do not edit its links",
        row=row,
        column=table.header[table.columns.get(Fact.PIN_URL, 0)],
    )


READER = Reader(title="Analytics overview export", sniff=_sniff, read=_read)
