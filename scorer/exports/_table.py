"""Tables of pins with a header row: what all of them share, whoever made them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from scorer.core.tables import pin_ids
from scorer.core.tables.columns import Count, Fact
from scorer.core.units import counted
from scorer.exports import _cells, _dates
from scorer.exports._header import Table
from scorer.exports._reader import (
    LIFETIME,
    NO_COUNTS,
    NO_FACTS,
    Counts,
    Facts,
    Observation,
    Period,
    Tally,
    refusal,
)

TOTAL_ROW = "row of totals"
NO_PIN = "row that names no pin"
SHORT_LINK = "row with a pin.it address, which names no pin id"
NOT_READY = "figure that Pinterest marks as an estimate or not ready"
# By number: names cost a twentieth more of the time that a million rows take.
_CREATED_AT, _PROMOTED, _MEDIA_TYPE = map(
    Facts._fields.index, ("created_at", "promoted", "media_type")
)
_SPANS = ((Fact.WEEK, _dates.week_of), (Fact.MONTH, _dates.month_of))
_NOT_READY_WORDS = ("processing", "estimate", "before_", "in_bad_tag_date")
_TOTALS = frozenset(
    (
        "total",
        "totals",
        "grand-total",
        "subtotal",
        "sum",
        "gesamt",
        "gesamtsumme",
        "gesamtergebnis",
        "summe",
        "totale",
        "totaal",
        "celkem",
        "somme",
        "total-general",
        "suma",
        "razem",
        "合計",
        "総計",
        "average",
        "durchschnitt",
        "mittelwert",
        "moyenne",
        "promedio",
        "gemiddelde",
        "średnia",
        "łącznie",
        "итого",
        "всего",
        "разом",
        "toplam",
        "totalt",
        "i-alt",
        "yhteensä",
        "összesen",
        "σύνολο",
        "합계",
        "总计",
        "總計",
        "कुल",
        "الإجمالي",
        "סהכ",
        "tổng",
        "jumlah",
        "รวม",
        "平均",
    )
)


def observations(
    table: Table, tally: Tally, identify: Callable[[Sequence[str], int], str]
) -> Iterator[Observation]:
    """Yield what each row below the header says.

    Args:
        table: The header and its columns.
        tally: Counts the rows that are not used.
        identify: Pin id of a row, "" if it names none.

    Raises:
        ExportError: If a row has another number of cells, or one cannot be read.
    """
    width = len(table.header)
    name = table.source.name
    first = (table.header[0], "\ufeff" + table.header[0])
    status = table.columns.get(Fact.STATUS)
    for row, written in table.source.rows():
        if row <= table.row or not any(written):
            continue
        exact = len(written) == width
        cells = written if exact else _squared(table, row, written, width)
        if cells[0] in first and tuple(cells[1:]) == tuple(table.header[1:]):
            continue  # the header again: files were put behind each other
        identity = identify(cells, row)
        if not cells[0][:1].isdigit() and is_total(cells, identity):
            tally.leave_out(TOTAL_ROW, f"{name}, row {row}")
        elif not identity:
            short = any(map(pin_ids.is_short_link, cells))
            tally.leave_out(SHORT_LINK if short else NO_PIN, f"{name}, row {row}")
        elif status is not None and is_not_ready(cells[status]):
            tally.leave_out(NOT_READY, f"{name}, row {row}")
        else:
            yield Observation(
                identity,
                read_counts(table, cells, row),
                read_period(table, cells, row),
                read_facts(table, cells, row),
                f"{name}, row {row}",
                row,
            )


def _is_remark(table: Table, cell: str) -> bool:
    """Whether a line's only cell is words where every row begins with a pin."""
    begins_with_pin = 0 in (table.columns.get(Fact.ID), table.columns.get(Fact.PIN_URL))
    words = cell.strip()
    return begins_with_pin and " " in words and not words[0].isdigit()


def is_total(cells: Sequence[str], identity: str = "") -> bool:
    """Return whether a row sums the others up."""
    if cells[0][:1].isdigit():
        return False
    first = next((cell for cell in cells if cell.strip()), identity)
    return first.strip().rstrip(":").casefold().replace(" ", "-") in _TOTALS


def is_not_ready(status: str) -> bool:
    """Return whether a data status says that a figure is not final."""
    return status.casefold().startswith(_NOT_READY_WORDS)


def _squared(table: Table, row: int, cells: list[str], width: int) -> list[str]:
    """The row at the header's width: without blank cells too many, or a remark."""
    if len(cells) == 1 and _is_remark(table, cells[0]):
        return [""] * width
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    raise refusal(
        table.source,
        f"{counted(len(cells), 'cell')} where the header has {width}",
        hint="the file is cut off, or a cell with a delimiter is not quoted: "
        "download it again",
        row=row,
    )


def read_counts(table: Table, cells: Sequence[str], row: int) -> Counts:
    """Return the counts of a row.

    Raises:
        ExportError: If a count cannot be read.
    """
    # Digits alone, nearly all of a million rows, need no more than int.
    found: list[int | None] = [*NO_COUNTS]
    for field, index, count in table.count_columns:
        text = cells[index]
        if text.isdigit() and text.isascii() and len(text) < 13:
            found[field] = int(text)
        else:
            found[field] = _written_count(table, cells, row, count)
    return Counts(*found)


def _written_count(
    table: Table, cells: Sequence[str], row: int, count: Count
) -> int | None:
    delimiter = table.source.delimiter
    return table.parsed(cells, row, count, lambda cell: _cells.count(cell, delimiter))


def read_period(table: Table, cells: Sequence[str], row: int) -> Period:
    """Return the days that a row covers; a lifetime where it does not say."""
    if not table.says_days:
        return LIFETIME
    columns = table.columns
    if Fact.START in columns and Fact.END in columns:
        start, end = (
            _day(table, cells, row, Fact.START),
            _day(table, cells, row, Fact.END),
        )
        if start and end and end < start:
            raise refusal(
                table.source,
                f"the period ends on {end}, before it starts",
                hint="write dates as 2026-07-20",
                row=row,
                column=table.header[columns[Fact.END]],
            )
        return Period(start, end)
    if Fact.DATE in columns:
        day = _day(table, cells, row, Fact.DATE)
        return Period(day, day)
    for role, days_of in _SPANS:
        if role in columns:
            days = table.parsed(cells, row, role, days_of)
            return Period(*days) if days else LIFETIME
    return LIFETIME


def _day(table: Table, cells: Sequence[str], row: int, role: Fact) -> date | None:
    moment = table.moment(cells, row, role)
    return None if moment is None else moment.date()


def read_facts(table: Table, cells: Sequence[str], row: int) -> Facts:
    """Return what a row says about its pin besides counts."""
    if not table.says_more:
        return NO_FACTS
    found: list[Any] = [*NO_FACTS]
    for field, index in table.text_columns:
        found[field] = cells[index].strip()
    if Fact.CREATED_AT in table.columns:
        found[_CREATED_AT] = table.moment(cells, row, Fact.CREATED_AT)
    found[_PROMOTED] = is_promoted(table, cells)
    kind = table.columns.get(Fact.CONTENT_TYPE)
    if kind is not None and _cells.is_not_one_image(cells[kind]):
        found[_MEDIA_TYPE] = found[_MEDIA_TYPE] or cells[kind].strip()
    return Facts(*found)


def is_promoted(table: Table, cells: Sequence[str]) -> bool:
    """Return whether a row says that paid traffic is in its figures."""
    kind = table.columns.get(Fact.CONTENT_TYPE)
    answer = table.columns.get(Fact.PROMOTED)
    if kind is not None and _cells.is_paid(cells[kind]):
        return True
    return answer is not None and _cells.is_yes(cells[answer])
