"""Columns found by name: every label known for what an export may say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from scorer.exports._reader import Count, refusal
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
    MONTH = "month"
    WEEK = "week"
    START = "start"
    END = "end"
    STATUS = "status"
    CONTENT_TYPE = "content_type"


Role = Count | Fact

# Labels by role, best first: where two columns of a file claim one role, the earlier
# rank wins. Ranks are divided by "|". Czech, French and German labels are from public
# parsers and help pages; the other languages are the words of Pinterest's pages, or
# what people write in sheets of their own. Whether Pinterest translates the headers
# of its exports is not verified.
_LABELS: Mapping[Role, str] = {
    Count.IMPRESSIONS: (
        "impressions, impression, total impressions, total impression, "
        "impressionen, imprese, zobrazeni, impresiones, impressioni, impressoes, "
        "pin impression, pin impressions, weergaven, vertoningen, wyświetlenia, "
        "visningar, visninger, インプレッション数, インプレッション, "
        "impressions totales, gosterimler, показы"
    ),
    Count.PIN_CLICKS: (
        "pin clicks, pin click, total pin clicks, klicks auf pins, pin klicks, "
        "klicks auf den pin, klicks auf pin, klicks auf den pins, "
        "clics d epingles, clics sur les epingles, clics sur l epingle, "
        "clics sur epingle, clics sur epingles, clics sur des epingles, "
        "kliknuti na pin, clics en el pin, clics en pines, clics en los pines, "
        "clics en pin, clic sul pin, clic sui pin, cliques no pin, "
        "cliques nos pins, cliques em pins, pinklikken, klikken op pin, "
        "klikken op pins, kliknięcia pina, kliknięcia w pina, kliknięcia pinów, "
        "pinklick, klick på pin, ピンクリック数, ピンのクリック数, клики по пину "
        "| clicks, click, klicks, clics, cliques, klikken, kliknięcia"
    ),
    Count.OUTBOUND_CLICKS: (
        "outbound clicks, outbound click, total outbound clicks, pin outbound click, "
        "clics sortants, ausgehende klicks, odchozi kliknuti, kliknuti na odkaz, "
        "klicks auf links, klicks nach aussen, clics salientes, clics de salida, "
        "clic in uscita, cliques de saida, cliques externos, uitgaande klikken, "
        "kliknięcia wychodzące, アウトバウンドクリック数, utgående klick "
        "| link clicks, link click, clickthrough, clickthroughs"
    ),
    Count.SAVES: (
        "saves, save, total saves, pin save, enregistrements, ulozeni, ulozene, "
        "gemerkt, merken, merken aktionen, guardados, salvataggi, salvamentos, "
        "bewaard, opgeslagen, zapisania, zapisy, 保存数, sparningar | repins, repin"
    ),
    Count.CLOSEUPS: "closeups, close ups, closeup, close up",
    Fact.ID: (
        "pin id, pinid, id pin, id del pin, id do pin, id de l epingle, id d epingle, "
        "identifiant de l epingle, identifiant epingle, identyfikator pina, "
        "id pinezki, ピンid, pin nummer | id | row labels, zeilenbeschriftungen"
    ),
    Fact.PIN_URL: (
        "pinterest link, pin permalink, permalink, pin url, pinterest url, "
        "lien pinterest, pinterest odkaz, enlace de pinterest, link pinterest, "
        "link do pinterest, pin address"
    ),
    Fact.PATH: (
        "path, file, filename, file name, image path, image file "
        "| image, picture, creative"
    ),
    Fact.TITLE: (
        "title, pin title, headline, titel, titre, titulo, titolo, tytuł, タイトル"
    ),
    Fact.DESCRIPTION: (
        "description, pin description, beschreibung, descripcion, descrizione, "
        "descricao, beschrijving, opis"
    ),
    Fact.LINK: (
        "link, pin link | destination url, destination link "
        "| pin external link, external link"
    ),
    Fact.BOARD: (
        "board, board name, pinterest board, pinnwand, tableau, tablero, bacheca, "
        "pasta, bord, tablica, ボード | board id, pin board id"
    ),
    Fact.CREATED_AT: (
        "created at, pin created at, created, date created, published at, "
        "publish date, published, created on, date published, creation date, "
        "date pinned, pinned at, post date, erstellt am, erstellt, veroffentlicht am, "
        "date de creation, fecha de creacion, data di creazione, data de criacao, "
        "aangemaakt op, data utworzenia"
    ),
    Fact.GROUP: "group, design, design id, group id",
    Fact.MEDIA_TYPE: "media type, pin media type | format",
    Fact.PROMOTED: "has been promoted, pin has been promoted, promoted, is promoted",
    Fact.DATE: "date, report date, day, datum, fecha, data",
    Fact.MONTH: "month, monat, mois, mes, mese, maand, miesiąc",
    Fact.WEEK: "week, week starting, woche, semaine, semana, settimana, tydzień",
    Fact.START: "start date, period start, start, from",
    Fact.END: "end date, period end, end, to",
    Fact.STATUS: "data status, status",
    Fact.CONTENT_TYPE: "content type",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[\W_]+")
_PARENTHESIS = re.compile(r"[(\[][^()\[\]]*[)\]]\s*$")
# What stands before a metric's name for a pin's whole life, or in a pivot table.
_BEFORE = re.compile(
    r"^(?:lifetime|all time|sum of|total of|summe von|somme de|suma de|somma di) "
)


def plain_label(text: str) -> str:
    """Return a column's label as compared: small bare letters and single blanks.

    Example:
        >>> plain_label(" Clics d'épingles "), plain_label("PIN_CLICK")
        ('clics d epingles', 'pin click')
    """
    split = _CAMEL.sub(" ", text)
    marked = unicodedata.normalize("NFKD", split)
    bare = "".join(each for each in marked if not unicodedata.combining(each))
    return _OTHER.sub(" ", bare.casefold()).strip()


_RANKED: dict[str, tuple[Role, int]] = {
    plain_label(label): (role, rank)
    for role, labels in _LABELS.items()
    for rank, part in enumerate(labels.split("|"))
    for label in part.split(",")
}


def _known(cell: str) -> tuple[Role, int] | None:
    """Role and rank of a label; without "(…)" behind it or "lifetime" before it."""
    if "%" in cell:  # a share of something
        return None
    shorter = (cell, _PARENTHESIS.sub("", cell))
    labels = [plain_label(each) for each in shorter]
    labels.append(_BEFORE.sub("", labels[1]))
    return next((_RANKED[each] for each in labels if each in _RANKED), None)


def roles(header: Sequence[str]) -> dict[Role, int]:
    """Return which column says what; the best label wins, the first of equals.

    Args:
        header: Cells of the header row.
    """
    best: dict[Role, tuple[int, int]] = {}
    for index, cell in enumerate(header):
        known = _known(cell)
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
        rank = _known(header[index])
        twins = [other + 1 for other, cell in enumerate(header) if _known(cell) == rank]
        if len(twins) > 1:
            raise refusal(
                source,
                f"columns {twins[0]} and {twins[1]} both hold {role.replace('_', ' ')}",
                hint="delete one of them",
                row=row,
                column=header[index],
            )
    return found


def metrics(found: Mapping[Role, int]) -> dict[Count, int]:
    """Return the columns that hold counts."""
    return {role: index for role, index in found.items() if isinstance(role, Count)}
