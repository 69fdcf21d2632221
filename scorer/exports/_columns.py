"""Columns found by name: every label known for what an export may say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from scorer.exports._reader import Metric, refusal
from scorer.exports._source import Source


class Fact(StrEnum):
    """What a column may say besides a count."""

    ID = "id"
    PIN_URL = "pin_url"
    PATH = "path"
    TITLE = "title"
    DESCRIPTION = "description"
    LINK = "link"
    BOARD = "board"
    CREATED_AT = "created_at"
    GROUP = "group"
    MEDIA_TYPE = "media_type"
    PROMOTED = "promoted"
    DATE = "date"
    START = "start"
    END = "end"
    STATUS = "status"
    CONTENT_TYPE = "content_type"


Role = Metric | Fact

# Labels by role, best first: where two columns of a file claim one role, the earlier
# rank wins. Ranks are divided by "|". Czech, French and German labels are from public
# parsers and help pages; whether Pinterest translates the headers of its exports is
# not verified.
_LABELS: Mapping[Role, str] = {
    Metric.IMPRESSIONS: (
        "impressions, impression, total impressions, total impression, "
        "impressionen, imprese, zobrazeni, impresiones, impressioni, impressoes, "
        "pin impression, pin impressions"
    ),
    Metric.PIN_CLICKS: (
        "pin clicks, pin click, total pin clicks, klicks auf pins, pin klicks, "
        "clics d epingles, clics sur les epingles, clics sur l epingle, "
        "kliknuti na pin, clics en el pin, clics en pines, clic sul pin, "
        "cliques no pin | clicks, click"
    ),
    Metric.OUTBOUND_CLICKS: (
        "outbound clicks, outbound click, total outbound clicks, pin outbound click, "
        "clics sortants, ausgehende klicks, odchozi kliknuti, kliknuti na odkaz, "
        "clics salientes, clic in uscita, cliques de saida "
        "| link clicks, link click, clickthrough, clickthroughs"
    ),
    Metric.SAVES: (
        "saves, save, total saves, pin save, enregistrements, ulozeni, ulozene, "
        "gemerkt, guardados, salvataggi | repins, repin"
    ),
    Metric.CLOSEUPS: "closeups, close ups, closeup, close up",
    Fact.ID: "pin id | id",
    Fact.PIN_URL: (
        "pinterest link, pin permalink, permalink, pin url, pinterest url, "
        "lien pinterest, pinterest odkaz"
    ),
    Fact.PATH: (
        "path, file, filename, file name, image path, image file "
        "| image, picture, creative"
    ),
    Fact.TITLE: "title, pin title, headline, titel, titre",
    Fact.DESCRIPTION: "description, pin description, beschreibung",
    Fact.LINK: (
        "link, pin link | destination url, destination link "
        "| pin external link, external link"
    ),
    Fact.BOARD: "board, board name, pinterest board | board id, pin board id",
    Fact.CREATED_AT: (
        "created at, pin created at, created, date created, published at, "
        "publish date, published, created on, date published"
    ),
    Fact.GROUP: "group, design, design id, group id",
    Fact.MEDIA_TYPE: "media type, pin media type | format",
    Fact.PROMOTED: "has been promoted, pin has been promoted, promoted, is promoted",
    Fact.DATE: "date, report date, day, datum",
    Fact.START: "start date, period start, start, from",
    Fact.END: "end date, period end, end, to",
    Fact.STATUS: "data status, status",
    Fact.CONTENT_TYPE: "content type",
}
_RANKED: dict[str, tuple[Role, int]] = {
    label.strip(): (role, rank)
    for role, labels in _LABELS.items()
    for rank, part in enumerate(labels.split("|"))
    for label in part.split(",")
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")


def plain_label(text: str) -> str:
    """Return a column's label as compared: small ASCII letters and single blanks.

    Example:
        >>> plain_label(" Clics d'épingles "), plain_label("PIN_CLICK")
        ('clics d epingles', 'pin click')
    """
    split = _CAMEL.sub(" ", text)
    bare = unicodedata.normalize("NFKD", split).encode("ascii", "ignore").decode()
    return _OTHER.sub(" ", bare.casefold()).strip()


def roles(header: Sequence[str]) -> dict[Role, int]:
    """Return which column says what; the best label wins, the first of equals.

    Args:
        header: Cells of the header row.
    """
    best: dict[Role, tuple[int, int]] = {}
    for index, cell in enumerate(header):
        known = _RANKED.get(plain_label(cell))
        if known and known[1] < best.get(known[0], (99, 0))[0]:
            best[known[0]] = (known[1], index)
    return {role: index for role, (_, index) in best.items()}


def checked_roles(source: Source, row: int, header: Sequence[str]) -> dict[Role, int]:
    """Return ``roles(header)``, or refuse a header that says one thing twice.

    Raises:
        ExportError: If two columns of equal rank claim the same role.
    """
    found = roles(header)
    for role, index in found.items():
        rank = _RANKED[plain_label(header[index])]
        twins = [
            other + 1
            for other, cell in enumerate(header)
            if _RANKED.get(plain_label(cell)) == rank
        ]
        if len(twins) > 1:
            raise refusal(
                source,
                f"columns {twins[0]} and {twins[1]} both hold {role.replace('_', ' ')}",
                hint="delete one of them",
                row=row,
                column=header[index],
            )
    return found


def metrics(found: Mapping[Role, int]) -> dict[Metric, int]:
    """Return the columns that hold counts."""
    return {role: index for role, index in found.items() if isinstance(role, Metric)}
