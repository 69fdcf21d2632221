"""Ads Manager reports: paid traffic, by pin where the report has a Pin ID column.

Everything in them is promoted, so it is left out unless the user asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scorer.core.tables import pin_ids
from scorer.core.tables.columns import Count, Fact, Role, metrics_among, plain_label
from scorer.exports import _cells, _dates
from scorer.exports._header import Table, find_table
from scorer.exports._reader import (
    NO_PINS,
    Counts,
    Facts,
    Observation,
    Period,
    Reader,
    Tally,
    refusal,
)
from scorer.exports._source import Json, Source
from scorer.exports._table import observations

# In reports by column name, "clickthrough" is the pin click; _1 are figures on the
# ad itself, _2 those that followed from saves, TOTAL_ both.
_REPORT_LABELS: Mapping[str, Role] = {
    "impression 1": Count.IMPRESSIONS,
    "total impression": Count.IMPRESSIONS,
    "paid impression": Count.IMPRESSIONS,
    "clickthrough 1": Count.PIN_CLICKS,
    "total clickthrough": Count.PIN_CLICKS,
    "outbound click 1": Count.OUTBOUND_CLICKS,
    "repin 1": Count.SAVES,
}
# English labels are Ads Manager's; the others are the words of its pages.
_CAMPAIGN = frozenset(
    (
        *("campaign name", "ad group name", "campaign id", "ad group id", "ad id"),
        *("kampagnenname", "anzeigengruppenname", "nom de la campagne"),
        *("nombre de la campana", "nome campagna", "nome da campanha"),
        *("campagnenaam", "nazwa kampanii"),
    )
)
_SPEND = frozenset(
    (
        *("spend in account currency", "spend in dollar", "spend", "ausgaben"),
        *("depense", "depenses", "gasto", "spesa", "uitgaven", "wydatki"),
    )
)


def _sniff(source: Source) -> float:
    if source.is_json:
        return 0.9 if _report_rows(source.json) else 0.0
    for cells in source.head[:20]:
        labels = {plain_label(cell) for cell in cells}
        if labels & _CAMPAIGN or labels & _SPEND:
            return 0.8
    return 0.0


def _report_rows(document: Json) -> list[Mapping[str, Json]]:
    """Rows of a report by column name: a list, or lists by the account's id."""
    if isinstance(document, dict) and all(key.isdecimal() for key in document):
        lists = document.values()
        if all(isinstance(rows, list) for rows in lists):
            document = [row for rows in lists for row in rows]
    is_report = (
        isinstance(document, list)
        and bool(document)
        and all(isinstance(row, dict) for row in document)
        and "PIN_ID" in document[0]
    )
    return document if is_report else []


def _read(source: Source, tally: Tally) -> Iterator[Observation]:
    if source.is_json:
        yield from _from_json(source)
        return
    table = find_table(source)
    if table is None:
        raise refusal(
            source,
            "no header row with columns that are known",
            hint="export a report with Pin ID, Impressions and Pin clicks",
        )
    table = Table(source, table.header, table.row, _with_report_columns(table))
    if Count.IMPRESSIONS not in table.columns:
        raise refusal(
            source,
            "no column holds impressions",
            hint="add Impressions to the report",
            row=table.row,
            code="" if metrics_among(table.columns) else NO_PINS,
        )
    for found in observations(table, tally, lambda cells, row: _key(table, cells, row)):
        yield found._replace(facts=found.facts._replace(promoted=True))


def _with_report_columns(table: Table) -> Mapping[Role, int]:
    found: dict[Role, int] = {}
    for index, cell in enumerate(table.header):
        role = _REPORT_LABELS.get(plain_label(cell))
        if role is not None:
            found.setdefault(role, index)
    return {**found, **table.columns}


def _key(table: Table, cells: Sequence[str], row: int) -> str:
    """Pin id, else the names of ad, group and campaign."""
    if Fact.ID in table.columns:
        return table.parsed(cells, row, Fact.ID, pin_ids.pin_id)
    return " / ".join(
        cell.strip()
        for label, cell in zip(table.header, cells, strict=True)
        if plain_label(label).endswith(" name") and cell.strip()
    )


def _from_json(source: Source) -> Iterator[Observation]:
    for number, row in enumerate(_report_rows(source.json), start=1):
        where = f"{source.name}, row {number}"
        try:
            day = _dates.day_of(str(row.get("DATE") or ""))
            counts = {
                role: _cells.count(str(value))
                for label, value in row.items()
                if (role := _REPORT_LABELS.get(plain_label(label)))
                and value is not None
            }
            identity = str(row["PIN_ID"])
        except (ValueError, KeyError, AttributeError) as cause:
            raise refusal(
                source, str(cause), hint="download the report again", row=number
            ) from cause
        values = Counts(**{role.value: value for role, value in counts.items()})
        yield Observation(
            identity, values, Period(day, day), Facts(promoted=True), where, number
        )


READER = Reader(title="Ads Manager report", sniff=_sniff, read=_read)
