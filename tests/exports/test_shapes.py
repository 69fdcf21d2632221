"""Shapes that Pinterest, planners, Excel and Google Sheets make of the same figures."""

from __future__ import annotations

import json
import re

import pytest

from scorer.core.errors import ExportError
from scorer.exports import Rules, read

CAKE, PIE = "1091700765947216952", "1091700765947216961"
URL = "https://www.pinterest.com/pin/"
JULY_20 = "2026-07-20"


def lines(*rows: str) -> bytes:
    return ("\n".join(rows) + "\n").encode()


def overview(days: str, *rows: str) -> bytes:
    return lines("Analytics overview", days, "", "Top Pins", *rows)


# One pin with 12,345 impressions and 456 pin clicks, in words of other languages.
LOCALIZED = {
    "german": "Pin-ID;Impressionen;Klicks auf den Pin",
    "french": "Identifiant de l'épingle;Impressions;Clics sur l'Épingle",
    "spanish": "ID del Pin;Impresiones;Clics en el Pin",
    "italian": "ID Pin;Impressioni;Clic sui Pin",
    "portuguese": "ID do Pin;Impressões;Cliques no Pin",
    "dutch": "Pin-ID;Weergaven;Pinklikken",
    "polish": "Identyfikator pina;Wyświetlenia;Kliknięcia pina",
    "japanese": "ピンID;インプレッション数;ピンクリック数",
    "lifetime": "Pin ID;Lifetime impressions;Lifetime pin clicks",
    "pivot": "Row Labels;Sum of Impressions;Sum of Pin clicks",
    "period": "Pin ID;Impressions (last 30 days);Pin clicks (last 30 days)",
}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("header", LOCALIZED.values(), ids=LOCALIZED)
def test_headers_in_other_words(tmp_path, header, encoding):
    text = lines(header, f"{CAKE};12345;456").decode()

    assert figures(tmp_path, text.encode(encoding)) == {CAKE: (12345, 456)}


HEAD = "Pin ID,Impressions,Pin clicks"
SAME = {
    "percent columns": lines(
        f"{HEAD},Pin clicks %,Pin click rate", f'{CAKE},"12,345",456,3.69%,3.69%'
    ),
    "german thousands": lines(HEAD.replace(",", ";"), f"{CAKE};12.345;456"),
    "thin spaces": lines(HEAD.replace(",", ";"), f"{CAKE};12\u202f345;456"),
    "indian groups": lines(HEAD, f'{CAKE},"12,345",456'),
    "total above": lines(HEAD, "Total,13345,496", f"{CAKE},12345,456"),
    "average below": lines(HEAD, f"{CAKE},12345,456", "Average,6672.5,248"),
    "id as formula": lines(HEAD, f'"=""{CAKE}""",12345,456'),
    "id with hash": lines(HEAD, f"#{CAKE},12345,456"),
    "dashes for nothing": lines(f"{HEAD},Saves", f"{CAKE},12345,456,--"),
    "other digits": lines(HEAD, f"{CAKE},١٢٣٤٥,456"),
    "marks of direction": lines(HEAD, f"\u200e{CAKE}\u200f,\u200e12345,456"),
    "header twice": lines(HEAD, f"{CAKE},12345,456", f"\ufeff{HEAD}"),
    "footer": lines(HEAD, f"{CAKE},12345,456", "Showing 1 of 230 pins"),
    "address under any name": lines(
        "Title,URL,Impressions,Pin clicks", f"Cake,{URL}{CAKE}/,12345,456"
    ),
    "address under link": lines(
        "Pin Description,Pin Link,Impressions,Pin clicks",
        f"Cake,{URL}{CAKE}/,12345,456",
    ),
    "months": lines(
        "Pin ID,Month,Impressions,Pin clicks",
        f"{CAKE},2026-06,5000,200",
        f"{CAKE},July 2026,7000,250",
        f"{CAKE},Aug-26,345,6",
    ),
    "weeks": lines(
        "Pin ID,Week,Impressions,Pin clicks",
        f"{CAKE},2026-W29,5000,200",
        f"{CAKE},2026-07-20,7345,256",
    ),
    "days of the month first": lines(
        "Date,Pin ID,Impressions,Pin clicks",
        f"01/07/2026,{CAKE},5000,200",
        f"02/07/2026,{CAKE},7345,256",
        f"13/07/2026,{PIE},0,0",
    ),
    "two sections": overview(
        "2026-07-20 - 2026-07-27",
        "Pinterest Link,Content Type,Impressions",
        f"{URL}{CAKE}/,Organic,12345",
        "",
        "Pinterest Link,Content Type,Pin clicks",
        f"{URL}{CAKE}/,Organic,456",
    ),
    "overview, months first": overview(
        "7/20/2026 - 7/27/2026", "Pinterest Link,Impressions,Pin clicks",
        f'{URL}{CAKE}/,"12,345",456',
    ),
    "overview, in German": lines(
        "Analytics-Übersicht", "20.07.2026 - 27.07.2026", "",
        "Pinterest-Link;Inhaltstyp;Impressionen;Pin-Klicks",
        f"{URL}{CAKE}/;Organisch;12345;456",
    ),
    "overview, named months": overview(
        '"July 20, 2026 - July 27, 2026"', "Pinterest Link,Impressions,Pin clicks",
        f"{URL}{CAKE}/,12345,456",
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", SAME.values(), ids=SAME)
def test_the_same_figures(tmp_path, content):
    assert figures(tmp_path, content) == {CAKE: (12345, 456)}


RECORD = {"date": "2026-07-20", "pin_id": CAKE, "pin_title": "Cake"}
FIGURES = {"pin_impression": 12345, "pin_click": 456, "pin_save": None}
CONNECTORS = {
    "list": [RECORD | FIGURES],
    "under data": {"data": [RECORD | FIGURES], "meta": {"total": 1}},
    "figures as text": [RECORD | {"impressions": "12345", "pin_clicks": "456"}],
}


@pytest.mark.parametrize("document", CONNECTORS.values(), ids=CONNECTORS)
def test_records_of_connectors(tmp_path, document):
    assert figures(tmp_path, json.dumps(document).encode()) == {CAKE: (12345, 456)}


def test_a_record_that_cannot_be_read_has_its_place(tmp_path):
    document = [RECORD | FIGURES | {"pin_click": 4.5}]
    message = 'row 2, column "pin_click": "4.5" is not a whole number'

    with pytest.raises(ExportError, match=re.escape(message)):
        history(tmp_path, json.dumps(document).encode())


def test_paid_traffic_is_known_in_other_words(tmp_path):
    head = "Datum;Kampagnenname;Pin-ID;Ausgaben;Impressionen;Pin-Klicks"
    found = history(tmp_path, lines(head, f"2026-09-01;Herbst;{CAKE};10,00;900;9"))

    assert found.pins == ()
    assert [each.reason for each in found.left_out] == [
        "promoted pin: paid traffic is in its figures"
    ]


@pytest.mark.parametrize(
    "kind",
    ["", "Image", "ORGANIC_IMAGE", "Standard", "regular", "product", "Bild", "PNG"],
)
def test_one_image_in_many_words(tmp_path, kind):
    content = lines(f"{HEAD},Format", f"{CAKE},12345,456,{kind}")

    assert figures(tmp_path, content) == {CAKE: (12345, 456)}


@pytest.mark.parametrize(
    "kind",
    ["Vidéo", "IDEA", "multiple_images", "Karussell", "Story Pin", "動画", "GIF"],
)
def test_what_is_no_single_image_is_left_out(tmp_path, kind):
    found = history(tmp_path, lines(f"{HEAD},Format", f"{CAKE},12345,456,{kind}"))

    assert found.pins == ()
    assert found.left_out[0].reason == "pin that is not a single image"


DATES = {
    "months first": ("07/20/2026", "07/03/2026", "2026-07-03"),
    "days first": ("20/07/2026", "03/07/2026", "2026-07-03"),
    "days first, dashes": ("20-07-2026", "03-07-2026", "2026-07-03"),
    "two digits of the year": ("7/20/26", "7/3/26", "2026-07-03"),
    "a time behind": ("7/20/2026 3:15:00 PM", "7/3/2026 10:00 AM", "2026-07-03"),
    "named": ('"Jul 20, 2026"', "3 Jul 2026", "2026-07-03"),
    "named, short": ("20-Jul-26", "3-Jul-26", "2026-07-03"),
    "days of a spreadsheet": ("46223", "46206", "2026-07-03"),
    "dots": ("20.07.2026 15:30", "3.7.2026", "2026-07-03"),
}


@pytest.mark.parametrize(("first", "second", "day"), DATES.values(), ids=DATES)
def test_dates_in_the_order_of_their_column(tmp_path, first, second, day):
    rows = (f"{CAKE},{first},12345,456", f"{PIE},{second},1000,40")

    pins = history(tmp_path, lines("Pin ID,Created at,Impressions,Pin clicks", *rows))

    assert [str(pin.created_at)[:10] for pin in pins.pins] == [JULY_20, day]


REFUSED = {
    "dates of both orders": (
        lines(
            "Pin ID,Created at,Impressions,Pin clicks",
            f"{CAKE},20/07/2026,9,1",
            f"{PIE},07/21/2026,9,1",
        ),
        'column "Created at": "20/07/2026" has the day first, "07/21/2026" the month',
    ),
    "dates that may be both": (
        lines("Pin ID,Created at,Impressions,Pin clicks", f"{CAKE},02/07/2026,9,1"),
        'row 2, column "Created at": "02/07/2026" can be read in two ways',
    ),
    "a range that may be two": (
        overview("7/1/2026 - 7/8/2026", "Pinterest Link,Impressions"),
        "row 2: 7/1/2026 - 7/8/2026 is not a date range",
    ),
    "ids through floats": (
        lines("pin_id,impressions", "1091700765947216896,9", "1091700765947217024,9"),
        'a spreadsheet has rounded the pin ids (such as "1091700765947217024")',
    ),
    "ids as E+18": (
        lines("Pin ID;Impressions", "1,0917E+18;9"),
        'row 2, column "Pin ID": a spreadsheet has rounded the pin id',
    ),
    "no month": (
        lines("Pin ID,Month,Impressions,Pin clicks", f"{CAKE},Total,9,1"),
        'row 2, column "Month": "Total" is not a month of a year',
    ),
    "no week": (
        lines("Pin ID,Week,Impressions,Pin clicks", f"{CAKE},2026-W60,9,1"),
        'row 2, column "Week": "2026-W60" is not a week of a year',
    ),
    "figures by device": (
        lines(
            "Pin ID,Device,Impressions,Pin clicks",
            f"{CAKE},Mobile,12000,400",
            f"{CAKE},Desktop,345,56",
            f"{PIE},Mobile,100,4",
            f"{PIE},Desktop,50,1",
        ),
        f'row 3, column "Device": pin {CAKE} has more than one row for the same days',
    ),
    "a formula's error": (
        lines(HEAD, f"{CAKE},#REF!,456"),
        'row 2, column "Impressions": "#REF!" is not a whole number',
    ),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_refused_with_place_and_hint(tmp_path, content, message):
    with pytest.raises(ExportError, match=re.escape(message)) as raised:
        history(tmp_path, content)

    assert raised.value.hint


def test_an_export_behind_an_older_one_is_no_breakdown(tmp_path):
    rows = (f"{CAKE},{day},{count},9" for day, count in ((1, 90), (2, 100)))
    pies = (f"{PIE},{day},{count},9" for day, count in ((1, 90), (2, 100)))
    content = lines("Pin ID,Exported in week,Impressions,Pin clicks", *rows, *pies)

    assert figures(tmp_path, content) == {CAKE: (100, 9), PIE: (100, 9)}


def test_what_was_not_read_is_said(tmp_path):
    head = "Pin ID,Impressions,Taps,Outbound clicks"
    assert told(tmp_path, head, f"{CAKE},900,9,1") == "columns not known: Taps"
    assert told(tmp_path, "Title,Impressions,Pin clicks", "Cake,900,9") == (
        "no column of pin ids is known: rows are matched by title"
    )
    assert told(tmp_path, "Pin ID,Impressions (90d),Pin clicks", f"{CAKE},9,1") == (
        '"Impressions (90d)" was read as impressions'
    )


def told(folder, *rows):
    """The only note on a table, without the file's name."""
    (note,) = history(folder, lines(*rows)).notes
    return note.partition(": ")[2]


def figures(folder, content):
    """Impressions and pin clicks by pin."""
    pins = history(folder, content).pins
    return {pin.id: (pin.impressions, pin.pin_clicks) for pin in pins}


def history(folder, content):
    path = folder / "export.csv"
    path.write_bytes(content)
    return read([path], Rules(min_age_days=0))


def test_an_id_of_more_digits_than_a_float_has(tmp_path):
    long = "9" * 400

    assert figures(tmp_path, lines(HEAD, f"{long},100,4")) == {long: (100, 4)}
