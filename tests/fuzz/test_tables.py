"""Tables, lists and settings end in a result or in one ScorerError."""

import functools
import io
import json
import tempfile
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scorer.core.errors import ScorerError
from scorer.core.loaded_settings import load
from scorer.core.pin import Pin
from scorer.exports import read
from scorer.pins import find
from tests.fuzz.test_reports import changed, junk, places
from tests.support.workbook import workbook

NAMES = ["path", "Media URL", "title", "Pin ID", "Impressions", "Pin clicks", "Date"]
NAMES += [
    "Pinterest Link",
    "Outbound clicks",
    "Top Pins",
    "Analytics overview",
    "Total",
]
CELLS = ["", "1", "1,234", "1.5", "-3", "1.2E+17", "a.png", "https://x.example/pin/12/"]
CELLS += ["=1+1", '"', "2026-07-20", "NaN", "١٢", "../../etc/passwd", "C:\\x.png"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"]

cell = st.sampled_from(CELLS) | st.text(max_size=12)


@st.composite
def tables(draw):
    delimiter = draw(st.sampled_from([",", ";", "\t", "|"]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    header = draw(st.lists(st.sampled_from(NAMES) | st.text(max_size=6), max_size=6))
    rows = draw(st.lists(st.lists(cell, max_size=7), max_size=6))
    text = end.join(delimiter.join(row) for row in [header, *rows])
    data = text.encode(draw(st.sampled_from(ENCODINGS)), "ignore")
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


def in_file(data, name, use):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return use(path)
        except ScorerError as error:
            assert error.code
            assert error.message
            return None


@given(tables() | st.binary(max_size=300))
def test_exports(data):
    in_file(data, "export.csv", lambda path: read([path]))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_json_exports(data):
    in_file(data, "pins.json", lambda path: read([path]))


ACCOUNT = Path(__file__).parents[2] / "fixtures" / "account" / "exports"


@functools.cache
def answers():
    """Real answers of the API, cut short, with all their places."""
    found = [json.loads(path.read_bytes()) for path in ACCOUNT.glob("*.json")]
    figures = {"IMPRESSION": 9, "PIN_CLICK": 1}
    day = {"date": "2026-01-01", "data_status": "READY", "metrics": figures}
    analytics = {"all": {"summary_metrics": figures, "daily_metrics": [day]}}
    until = {"latest_available_timestamp": 1_780_000_000_000}
    top = {"pin_id": "12", "metrics": figures, "data_status": {"IMPRESSION": "READY"}}
    return [
        *({**each, "items": each["items"][:2]} for each in found),
        analytics,
        {"12": analytics},
        {"date_availability": until, "pins": [top]},
    ]


@given(st.data(), junk)
def test_json_exports_with_one_thing_changed(data, value):
    document = data.draw(st.sampled_from(answers()))
    path = data.draw(st.sampled_from(list(places(document))))
    text = json.dumps(changed(path, value, document)).encode()

    in_file(text, "813744226420795884.json", lambda path: read([path]))


@given(tables() | st.binary(max_size=300))
def test_manifests(data):
    pins = in_file(data, "pins.csv", lambda path: list(find([path])))

    assert all(isinstance(pin, Pin) for pin in pins or ())


FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id>
<title>A &amp; b</title><link rel="x" href="y">https://[shop]/a</link>
<g:image_link>a.png</g:image_link><g:additional_image_link>b.png
</g:additional_image_link><enclosure url="c.png" type="image/png"/></item></channel>
</rss>"""
TAGS = [
    b"<item>",
    b"</item>",
    b"<g:id>",
    b"<!DOCTYPE a [",
    b"<!--",
    b"<![CDATA[",
    b"<?",
]
TAGS += [b"&#65;", b"&a;", b'xmlns="', b"]]>", b"utf-16", b"\xff\xfe", b"\0", b"entry"]


@given(st.data())
def test_feeds_with_a_piece_changed(data):
    feed = bytearray(FEED)
    for _ in range(data.draw(st.integers(1, 3))):
        begin = data.draw(st.integers(0, len(feed)))
        end = data.draw(st.integers(begin, min(len(feed), begin + 40)))
        new = st.sampled_from(TAGS) | st.binary(max_size=8) | st.just(feed[begin:end])
        feed[begin:end] = data.draw(new) * data.draw(st.integers(0, 3))

    in_file(data=bytes(feed), name="pins.xml", use=lambda path: list(find([path])))


@given(st.binary(max_size=200))
def test_lists(data):
    try:
        pins = list(find([Path("-")], io.BytesIO(data.replace(b"/", b"_"))))
    except ScorerError as error:
        assert error.code
    else:
        assert all(isinstance(pin, Pin) for pin in pins)


SHEETS = [[["path", "title", "Pin ID"], ["a.png", 1.5, 12], ["b.png", None, "x"]]]
PARTS = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]
PARTS += ["xl/styles.xml", "xl/_rels/workbook.xml.rels"]
MARKUP = ["<c r=", "<v>", "</v>", 't="s"', 'r="A1"', "<sheet ", 'r:id="r1"', "Target="]


def bent_part(data, name):
    """Return a part of a workbook with a piece taken out, put in, or said twice."""
    with zipfile.ZipFile(io.BytesIO(workbook(*SHEETS))) as archive:
        text = archive.read(name).decode()
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(len(text), begin + 40)))
    new = data.draw(st.sampled_from(MARKUP) | st.text(max_size=8))
    return (
        text[:begin]
        + data.draw(st.sampled_from([new, text[begin:end] * 2]))
        + text[end:]
    )


@given(st.data())
def test_workbooks_with_one_part_changed(data):
    name = data.draw(st.sampled_from(PARTS))
    text = bent_part(data, name).encode("utf-8", "ignore")
    book = workbook(*SHEETS, parts={name: text})

    in_file(book, "pins.xlsx", lambda path: list(find([path])))
    in_file(book, "export.xlsx", lambda path: read([path]))


@given(st.data())
def test_workbooks_truncated_or_flipped(data):
    book = bytearray(workbook(*SHEETS))
    at = data.draw(st.integers(0, len(book) - 1))
    if data.draw(st.booleans()):
        del book[at:]
    else:
        book[at] ^= data.draw(st.integers(1, 255))

    in_file(bytes(book), "pins.xlsx", lambda path: list(find([path])))


KEYS = ["ocr-engine", "languages", "feed-width-dp", "max-pixels", "limits", "select"]
VALUES = ["1", "-1", "1e309", "nan", '"rapid"', "[1]", '["x"]', "{}", "true", '""']
settings_text = st.lists(
    st.tuples(
        st.sampled_from(KEYS) | st.text("ab-", max_size=5), st.sampled_from(VALUES)
    ),
    max_size=5,
).map(lambda pairs: "\n".join(f"{key} = {value}" for key, value in pairs).encode())


@given(settings_text | st.binary(max_size=200))
def test_settings_files(data):
    in_file(data, "scorer.toml", lambda path: load(path.parent, environment={}))


@given(
    st.sampled_from(["max_pixels", "languages", "limits", "feed_width_dp"]),
    st.text(max_size=20),
)
def test_environment(key, text):
    with tempfile.TemporaryDirectory() as folder:
        try:
            load(Path(folder), environment={f"SCORER_{key.upper()}": text})
        except ScorerError as error:
            assert error.hint
