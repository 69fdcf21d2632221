"""Exports as they should not be, each with the message a person gets."""

import gzip
import json
import re

import pytest

from scorer.core.errors import ExportError
from scorer.exports import Rules, read

HEAD = "Pin ID,Impressions,Pin clicks\n"
OVERVIEW = (
    "Analytics overview\n2026-07-20 - 2026-07-27\n\nDate,Impressions\n2026-07-20,9\n\n"
)
TOP = "Top Pins\nPinterest Link,Content Type,Source,Canonical,Impressions\n"
PIN = "https://www.pinterest.com/pin/1091700765947216952/"
PAGE = {"id": "12", "pin_metrics": {"lifetime_metrics": {"impression": 9}}}


def answer(**parts: object) -> bytes:
    return json.dumps({"all": parts}).encode()


def top(**parts: object) -> bytes:
    return json.dumps({"pins": [{"pin_id": "12", **parts}]}).encode()


def page(**figures: object) -> bytes:
    metrics = {"lifetime_metrics": {"impression": 900, "pin_click": 9, **figures}}
    return json.dumps({"items": [{"id": "12", "pin_metrics": metrics}]}).encode()


REFUSED = [
    ("empty.csv", b"", "empty.csv is empty"),
    ("blank.csv", b"\n \n", "blank.csv is empty"),
    ("book.csv", b"PK\x03\x04...", "book.csv is no Excel workbook"),
    ("old.csv", b"\xd0\xcf\x11\xe0...", "old.csv is an old Excel workbook"),
    ("packed.csv", gzip.compress(b"x"), "packed.csv is compressed"),
    ("bz2.csv", b"BZh91AY&SY...", "bz2.csv is compressed"),
    ("zst.csv", b"\x28\xb5\x2f\xfd...", "zst.csv is compressed"),
    ("paper.csv", b"%PDF-1.7", "paper.csv is a PDF"),
    ("photo.csv", b"\xff\xd8\xff\xe0", "photo.csv is a picture"),
    ("login.csv", b"<!doctype html><p>Log in", "login.csv is a web page"),
    ("zeros.csv", b"Pin ID,Impre\0\0\0\0\0\0\0\0", "zeros.csv, row 1: not text"),
    ("nohead.csv", b"1,2,3\n4,5,6\n", "nohead.csv: no header row"),
    ("nopin.csv", b"Impressions,Pin clicks\n9,1\n", "row 1: no column says which pin"),
    (
        "bulk.csv",
        b"Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date\n",
        "bulk.csv: is a sheet for creating pins",
    ),
    (
        "twice.csv",
        b"Pin ID,Impressions,Pin clicks,Impressions\n1,9,1,9\n",
        'row 1, column "Impressions": columns 2 and 4 both hold impressions',
    ),
    (
        "negative.csv",
        f"{HEAD}1,9,1\n2,-5,0\n".encode(),
        'negative.csv, row 3, column "Impressions": "-5" is below zero',
    ),
    (
        "half.csv",
        f"{HEAD}1,9.5,1\n".encode(),
        'half.csv, row 2, column "Impressions": "9.5" is not a whole number',
    ),
    (
        "words.csv",
        f"{HEAD}1,many,1\n".encode(),
        'words.csv, row 2, column "Impressions": "many" is not a whole number',
    ),
    (
        "short.csv",
        f"{HEAD}1,1.2k,1\n".encode(),
        'short.csv, row 2, column "Impressions": "1.2k" is not a whole number',
    ),
    (
        "percent.csv",
        f"{HEAD}1,900,3.0%\n".encode(),
        'percent.csv, row 2, column "Pin clicks": "3.0%" is not a whole number',
    ),
    (
        "rounded.csv",
        f"{HEAD}1,1.2E+05,1\n".encode(),
        'column "Impressions": "1.2E+05" was rounded by a spreadsheet',
    ),
    (
        "huge.csv",
        f"{HEAD}1,99999999999999,1\n".encode(),
        'column "Impressions": "99999999999999" is too large for a count',
    ),
    (
        "two-ways.csv",
        f"{HEAD}1,12.000,1\n".encode(),
        'column "Impressions": "12.000" can be read in two ways',
    ),
    (
        "scientific.csv",
        f"{HEAD}1.0917E+18,900,9\n".encode(),
        'row 2, column "Pin ID": a spreadsheet has rounded the pin id to "1.0917E+18"',
    ),
    (
        "float-id.csv",
        f"{HEAD}1091700765947216952.0,900,9\n".encode(),
        'row 2, column "Pin ID": a program has rounded the pin id',
    ),
    (
        "fifteen.csv",
        f"{HEAD}1091700765947210000,900,9\n1091700765947220000,900,9\n".encode(),
        'row 3, column "Pin ID": a spreadsheet has rounded the pin ids',
    ),
    (
        "cut.csv",
        f"{HEAD}1,900,9\n2,9".encode(),
        "cut.csv, row 3: 2 cells where the header has 3",
    ),
    (
        "comma.csv",
        f"Title,{HEAD}Cake, moist,1,900,9\n".encode(),
        "comma.csv, row 2: 5 cells where the header has 4",
    ),
    (
        "long-cell.csv",
        f"Title,{HEAD}{'a' * 10**7},1,900,9\n".encode(),
        "long-cell.csv, row 2: the file is truncated (field larger than field limit",
    ),
    (
        "quote.csv",
        f'Title,{HEAD}"Cake,1,900,9\n'.encode(),
        "quote.csv, row 2: the file is truncated",
    ),
    (
        "when.csv",
        b"Pin ID,Impressions,Pin clicks,Created at\n1,900,9,03/04/2026\n",
        'row 2, column "Created at": "03/04/2026" can be read in two ways',
    ),
    (
        "nodate.csv",
        b"Pin ID,Impressions,Pin clicks,Created at\n1,900,9,soon\n",
        'row 2, column "Created at": "soon" is not a date',
    ),
    (
        "backwards.csv",
        b"Pin ID,Impressions,Pin clicks,Start date,End date\n"
        b"1,900,9,2026-07-20,2026-07-01\n",
        'row 2, column "End date": the period ends on 2026-07-01, before it starts',
    ),
    ("no-top.csv", OVERVIEW.encode(), "no-top.csv: no pins: the Top Pins section"),
    (
        "board-link.csv",
        f"{OVERVIEW}{TOP}https://www.pinterest.com/x/y/,Organic,Yours,Yes,4\n".encode(),
        'row 9, column "Pinterest Link": the link holds no pin id',
    ),
    (
        "other-metric.csv",
        f"{OVERVIEW}{TOP.replace('Impressions', 'Aura')}{PIN},O,Y,Yes,4\n".encode(),
        "row 8: no known metric among",
    ),
    (
        "no-range.csv",
        f"Analytics overview\n\n{TOP}{PIN},O,Y,Yes,4\n".encode(),
        "no-range.csv: no date range",
    ),
    (
        "daily.csv",
        f"Analytics overview\n\nDate,Impressions\n2026-07-40,9\n\n{TOP}".encode(),
        'daily.csv, row 4: "2026-07-40" is no day',
    ),
    (
        "range.csv",
        f"Analytics overview\n2026-07-27 - 2026-07-20\n\n{TOP}".encode(),
        "range.csv: the range 2026-07-27 - 2026-07-20 runs backwards",
    ),
    ("cut.json", b'{"items": [{"id": "1"', "cut.json, line 1, column 22: not complete"),
    ("other.json", b'{"a": 1}', "other.json: JSON that is none of the API's answers"),
    (
        "error.json",
        b'{"code": 2, "message": "Authentication failed."}',
        'error.json: an error answer of the API: "Authentication failed."',
    ),
    ("noid.json", b'{"items": [{"title": "x"}]}', "noid.json: pin 1 has no id"),
    (
        "minus.json",
        page(pin_click=-3),
        'minus.json: minus.json, pin 1, PIN_CLICK: "-3" is below zero',
    ),
    (
        "no-figures.json",
        top(metrics="9"),
        "no-figures.json, pin 1 has no figures",
    ),
    ("status.json", top(data_status=["READY"]), "status.json, pin 1 has no figures"),
    (
        "until.json",
        b'{"date_availability": {"latest_available_timestamp": 1e99}, "pins": []}',
        'latest_available_timestamp: "1e+99" is not a date',
    ),
    (
        "813744226420795884.json",
        answer(daily_metrics=7, summary_metrics={}),
        "pin 813744226420795884 has no days",
    ),
    ("sum.json", answer(summary_metrics=7), "the answer has no figures"),
    (
        "id.json",
        b'{"items": [{"id": 1.09170076594721695e18}]}',
        "pin 1: a spreadsheet has rounded the pin id to",
    ),
    ("list-id.json", b'{"items": [{"id": [1]}]}', "list-id.json: pin 1 has no id"),
    (
        "century.json",
        b'{"items": [{"id": "1", "created_at": "0001-01-01T00:00+23:00"}]}',
        'created_at "0001-01-01T00:00+23:00" is not a date',
    ),
    (
        "double.json",
        b'{"items": [{"id": "1", "pin_metrics": {}, "id": "2"}]}',
        'double.json: "id" appears twice in one object',
    ),
    (
        "double-lines.json",
        b'{"id": "1"}\n{"id": "2", "id": "3"}\n',
        'double-lines.json: "id" appears twice in one object',
    ),
    (
        "digits.json",
        b'{"id": ' + b"1" * 5000 + b"}",
        "digits.json: a number of thousands of digits",
    ),
    (
        "infinite.json",
        page(pin_click=float("inf")),
        'infinite.json, pin 1, PIN_CLICK: "inf" is not a whole number',
    ),
    (
        "account.json",
        b'{"all": {"summary_metrics": {"ENGAGEMENT": 1, "IMPRESSION": 5}}}',
        "account.json: figures of the whole account",
    ),
    (
        "which.json",
        b'{"all": {"summary_metrics": {"PIN_CLICK": 1, "IMPRESSION": 5}}}',
        "which.json: the answer does not say which pin",
    ),
    (
        "813744226420795884.json",
        b'{"WEB": {"summary_metrics": {"PIN_CLICK": 1, "IMPRESSION": 5}}}',
        'figures split by WEB, without "all"',
    ),
    ("deep.json", b"[" * 100_000, "deep.json: JSON nested too deeply"),
    (
        "mixed-up.csv",
        f"{HEAD}1,9,900\n2,8,800\n3,7,700\n".encode(),
        "more clicks than impressions, in 3 of 3 pins",
    ),
    (
        "ads.csv",
        b"Date,Campaign name,Pin ID,Spend,Pin clicks\n2026-09-01,A,1,2.5,3\n",
        "ads.csv, row 1: no column holds impressions",
    ),
]


@pytest.mark.parametrize(
    ("name", "content", "message"), REFUSED, ids=[case[0] for case in REFUSED]
)
def test_refused_with_its_place(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(ExportError, match=re.escape(message)) as raised:
        read([path])

    assert name in raised.value.message
    assert raised.value.hint


COUNTED = [
    ("total.csv", f"{HEAD}1,900,9\nTotal,900,9\n", "row of totals"),
    ("anonymous.csv", f"{HEAD}1,900,9\n,50,1\n", "row that names no pin"),
    ("above.csv", f"{HEAD}1,900,9\n2,5,50\n", "pin with more clicks than impressions"),
    ("silent.csv", f"{HEAD}1,900,9\n2,,1\n", "pin without impressions in any file"),
    ("zero.csv", f"{HEAD}1,900,9\n2,0,0\n", "pin without impressions in any file"),
    (
        "no-clicks.csv",
        f"{HEAD}1,900,9\n2,50,\n",
        "pin without clicks or saves in the same days",
    ),
    (
        "closeups.csv",
        "Pin ID,Impressions,Pin clicks,Closeups\n1,900,9,\n2,90,,5\n",
        "pin with closeups only, which are not pin clicks",
    ),
    (
        "outbound.csv",
        "Pin ID,Impressions,Pin clicks,Outbound clicks\n1,900,9,1\n2,900,9,10\n",
        "pin with more outbound clicks than pin clicks",
    ),
    (
        "video.csv",
        "Pin ID,Impressions,Pin clicks,Media type\n1,900,9,image\n2,900,9,video\n",
        "pin that is not a single image",
    ),
    (
        "paid.csv",
        "Pin ID,Impressions,Pin clicks,Promoted\n1,900,9,no\n2,900,9,yes\n",
        "promoted pin: paid traffic is in its figures",
    ),
    (
        "estimate.csv",
        "Pin ID,Impressions,Pin clicks,Data status\n1,900,9,READY\n2,900,9,ESTIMATE\n",
        "figure that Pinterest marks as an estimate or not ready",
    ),
    (
        "young.csv",
        "Pin ID,Impressions,Pin clicks,Created at,Start date,End date\n"
        "1,900,9,2026-01-01,2026-05-01,2026-06-02\n"
        "2,900,9,2026-06-01,2026-05-01,2026-06-02\n",
        "pin too young: its clicks have not come in yet",
    ),
    ("twice.csv", f"{HEAD}1,900,9\n1,800,8\n", "another row about the same pin"),
    (
        "reel.csv",
        "Pin ID,Impressions,Pin clicks,Content type\n1,900,9,Organic\n2,900,9,Video\n",
        "pin that is not a single image",
    ),
    (
        "creative.csv",
        "Pin ID,Impressions,Pin clicks,Creative type\n1,900,9,Gift card\n2,9,1,GIF\n",
        "pin that is not a single image",
    ),
    (
        "bezahlt.csv",
        "Pin ID,Impressions,Pin clicks,Content type\n"
        "1,900,9,Organisch\n2,900,9,Bezahlt und organisch\n",
        "promoted pin: paid traffic is in its figures",
    ),
]


@pytest.mark.parametrize(
    ("name", "text", "reason"), COUNTED, ids=[case[0] for case in COUNTED]
)
def test_left_out_with_count_and_place(tmp_path, name, text, reason):
    path = tmp_path / name
    path.write_text(text)

    history = read([path])

    assert [(pin.id, pin.impressions, pin.pin_clicks) for pin in history.pins] == [
        ("1", 900, 9)
    ]
    (left,) = history.left_out
    assert left.reason.startswith(reason)
    assert left.count == 1
    assert left.first


def test_nothing_to_read(tmp_path):
    (tmp_path / "pin.png").touch()
    with pytest.raises(ExportError, match="no export among") as refused:
        read([tmp_path])
    assert "pictures after --pins" in refused.value.hint
    with pytest.raises(ExportError, match="does not exist"):
        read([tmp_path / "gone.csv"])


def test_the_user_may_want_what_is_left_out(tmp_path):
    path = tmp_path / "pins.csv"
    path.write_text(
        "Pin ID,Impressions,Closeups,Promoted,Created at\n1,900,9,yes,2026-06-01\n"
    )

    history = read([path], Rules(promoted=True, closeups=True, min_age_days=0))

    assert [(pin.id, pin.pin_clicks) for pin in history.pins] == [("1", 9)]
    assert history.left_out == ()


def test_months_in_tables_without_days_are_no_lifetimes(tmp_path):
    may, june = tmp_path / "may.csv", tmp_path / "june.csv"
    pins = range(10**9, 10**9 + 6)
    may.write_text(HEAD + "".join(f"{pin},{800 + pin % 3},9\n" for pin in pins))
    june.write_text(HEAD + "".join(f"{pin},{500 + pin % 2},12\n" for pin in pins))

    with pytest.raises(ExportError, match="name no days") as caught:
        read([may, june])
    assert "may.csv is higher in 6 pins and june.csv in 6" in caught.value.message
    assert "add the columns start_date and end_date" in caught.value.hint


def test_lifetimes_at_two_times_are_one_statement(tmp_path):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    pins = range(10**9, 10**9 + 9)
    old.write_text(HEAD + "".join(f"{pin},800,9\n" for pin in pins))
    # Pinterest has lowered a few.
    new.write_text(
        HEAD + "".join(f"{p},{790 if p % 5 == 0 else 900},11\n" for p in pins)
    )

    assert {pin.impressions for pin in read([old, new]).pins} == {800, 900}


def test_an_export_of_days_without_clicks_stops_no_folder(tmp_path):
    top = "Analytics overview\n2026-05-01 - 2026-05-31\n\nTop Pins\n"
    empty = tmp_path / "clicks.csv"
    empty.write_text(f"{top}Pinterest Link,Source,Pin clicks\n")
    (tmp_path / "pins.csv").write_text(f"{HEAD}1,900,9\n")

    history = read([tmp_path])

    assert [pin.id for pin in history.pins] == ["1"]
    assert "clicks.csv" in history.notes[0]
    with pytest.raises(ExportError, match="row 5: its Top Pins section has no pins"):
        read([empty])


def test_overlaps_are_told_with_what_to_do(tmp_path):
    path = tmp_path / "rolling.csv"
    path.write_text(
        "Pin ID,Start date,End date,Impressions,Pin clicks\n"
        "1,2026-05-01,2026-05-30,900,9\n1,2026-05-29,2026-06-27,900,9\n"
    )

    assert "export whole months" in read([path]).notes[-1]


def test_estimates_of_many_files_are_one_remark(tmp_path):
    for metric in ("Impressions", "Pin clicks"):
        (tmp_path / f"{metric}.csv").write_text(
            f"Analytics overview\n2026-05-01 - 2026-05-31\n\nDate,{metric}\n"
            "Data starting from 2026-05-30 is an estimate.\n\nTop Pins\n"
            f"Pinterest Link,{metric}\nhttps://www.pinterest.com/pin/123456789/,40\n"
        )

    (note,) = read([tmp_path]).notes
    assert note.startswith("2 files (Impressions.csv, …): the last days are estimates")


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("Start date", "2026-05-01", '"Start date" alone does not say'),
        ("Date range", "2026-05-01 - 2026-05-31", '"Date range" alone does not say'),
        ("Zeitraum", "01.05.2026 - 31.05.2026", '"Zeitraum" alone does not say'),
        ("Season", "Spring 2026", ""),
        ("Start date,End date", "2026-05-01,2026-05-31", ""),
        ("Month,Span", "2026-05,2026-05-01 - 2026-05-31", ""),
    ],
)
def test_days_that_are_half_said_are_told(tmp_path, header, cells, said):
    path = tmp_path / "may.csv"
    path.write_text(f"Pin ID,{header},Impressions,Pin clicks\n123456789,{cells},90,9\n")

    notes = read([path]).notes

    assert said in "".join(notes)
    assert bool(notes) == bool(said)
