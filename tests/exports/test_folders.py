"""Exports as they lie in people's folders, and JSON as people's scripts store it."""

from __future__ import annotations

import json

import pytest

from scorer.core.errors import ExportError
from scorer.exports import Rules, nothing_left, read

CAKE, PIE = "880287606570384453", "880403674277200025"
URL = "https://www.pinterest.com/pin/"
FIGURES = {CAKE: (5139, 130), PIE: (5538, 138)}
AUDIENCE = (
    "Start date,End date,Audience,Audience size\n"
    "2026-06-05,2026-07-05,Total audience,12K\n\n"
    "Category,Category ID,Category percent,Category affinity,Interest\n"
    "food and drinks,918530398158,0.71,1.4,desserts\n"
)
TRENDS = "Rank,Trend,Weekly change,Yearly change,2026-07-03\n1,cake,10%,20%,55\n"
README = 'What these are\n"Overview" is from July; see, the others.\n'
BY_DAY = "Date,Impressions,Pin clicks\n2026-07-01,900,20\n2026-07-02,800,10\n"
SHEET = "Title,Media URL,Pinterest board,Thumbnail,Publish date\nA,a.png,B,,\n"


def overview(metric: str, column: int) -> str:
    rows = [f"{URL}{pin}/,Organic,{FIGURES[pin][column]}" for pin in FIGURES]
    head = ["Analytics overview", "2026-06-07 - 2026-07-07", "", f"Date,{metric}"]
    pins = ["Top Pins", f"Pinterest Link,Content Type,{metric}", *rows]
    return "\n".join([*head, "2026-06-07,1", "", *pins]) + "\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with two exports of one metric each, and a writer of more files."""
    (tmp_path / "overview.csv").write_text(overview("Impressions", 0))
    (tmp_path / "overview (1).csv").write_text(overview("Pin clicks", 1))

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def figures(history):
    return {pin.id: (pin.impressions, pin.pin_clicks) for pin in history.pins}


FOREIGN = {
    "audience-insights-total-audience-2026-07-05.csv": AUDIENCE,
    "trends.csv": TRENDS,
    "README.txt": README,
    "notes.txt": "",
    "account by day.csv": BY_DAY,
    "bulk create.csv": SHEET,
    "package.json": '{"name": "x", "version": "1"}',
    "user_account_analytics.json": json.dumps(
        {"all": {"lifetime_metrics": {"IMPRESSION": 5000, "PIN_CLICK": 120}}}
    ),
    "account.json": json.dumps(
        {"all": {"summary_metrics": {"IMPRESSION": 5000, "ENGAGEMENT": 120}}}
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_without_pins_is_left_out_and_named(folder, name):
    history = read([folder(name, FOREIGN[name])])

    assert figures(history) == FIGURES
    assert f"1 file without figures of pins left out: {name}" in history.notes


def test_many_files_without_pins_are_counted(folder):
    for number in range(12):
        path = folder(f"trends {number:02}.csv", TRENDS)

    [note] = [note for note in read([path]).notes if "without figures" in note]

    assert note.startswith("12 files without figures of pins left out: trends 00.csv,")
    assert note.endswith("trends 09.csv and 2 more")


@pytest.mark.parametrize(
    "name", ["._overview.csv", "~$overview.csv", "__MACOSX/overview.csv", ".old/a.csv"]
)
def test_a_system_s_own_files_are_not_opened(folder, name):
    history = read([folder(name, b"\0\5\26\7\0\2")])

    assert figures(history) == FIGURES
    assert any("1 hidden file of a system" in note for note in history.notes)


REFUSED = {
    "cut.json": '{"items": [{"id": "12"',
    "error.json": '{"code": 8, "message": "Not authorized."}',
    "unknown column.csv": "Nummer,Impressions,Pin clicks\nx,900,20\ny,800,10\n",
    "bad cell.csv": f"Pin ID,Impressions,Pin clicks\n{CAKE},many,2\n",
    "binary.csv": b"PIN\0\5\26\7\0\2",
    "empty.csv": "",
    "login.csv": "<!doctype html><title>Log in</title>",
    "no pins.csv": "Analytics overview\n2026-06-07 - 2026-07-07\n\nDate,Saves\n",
    "strange.json": '{"weeks": [{"w": {"impressions": 5, "what": [1]}}]}',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_looks_like_pins_and_cannot_be_read_stops_the_run(folder, name):
    with pytest.raises(ExportError, match=name.replace(".", r"\.")):
        read([folder(name, REFUSED[name])])


def test_a_file_that_is_named_itself_is_refused(folder):
    path = folder("trends.csv", TRENDS)

    with pytest.raises(ExportError, match=r"trends\.csv: no header row"):
        read([path / "trends.csv"])


def test_a_folder_without_any_export_says_what_lies_in_it(tmp_path):
    (tmp_path / "trends.csv").write_text(TRENDS)
    (tmp_path / "README.txt").write_text(README)

    with pytest.raises(ExportError) as caught:
        read([tmp_path])

    assert caught.value.message.startswith("none of 2 files has figures of pins")
    assert "README.txt: text, and no table; trends.csv" in caught.value.message


def test_json_that_cannot_be_read_has_a_way_out(tmp_path):
    path = tmp_path / "strange.json"
    path.write_text('{"weeks": [{"w": {"impressions": 5, "what": [1]}}]}')

    with pytest.raises(ExportError) as caught:
        read([path])

    assert "a list of flat records is read too" in caught.value.hint


def flat(**more):
    return [
        {"pin_id": pin, "impressions": shown, "pin_clicks": clicks, **more}
        for pin, (shown, clicks) in FIGURES.items()
    ]


def nameless(number):
    shown, clicks = FIGURES[number]
    return {"impressions": shown, "pin_clicks": clicks, "title": "A cake"}


def metrics(pin):
    shown, clicks = FIGURES[pin]
    return {"IMPRESSION": shown, "PIN_CLICK": clicks, "SAVE": 3}


HEADER = ["Pin ID", "Impressions", "Clicks"]
ROWS = [[pin, *numbers] for pin, numbers in FIGURES.items()]
JSON = {
    "a script's report": {"generated_at": "2026-07-08", "pins": flat()},
    "items": {"items": flat(), "bookmark": None},
    "data": {"data": flat()},
    "with lists": {"pins": flat(tags=["cake"], board={"name": "Cakes"})},
    "by id": {pin: nameless(pin) for pin in FIGURES},
    "data by id": {"data": {pin: nameless(pin) for pin in FIGURES}},
    "metrics nested": [{"pin_id": pin, "metrics": metrics(pin)} for pin in FIGURES],
    "n8n": [{"json": each} for each in flat()],
    "n8n with pairs": [{"json": each, "pairedItem": {"item": 0}} for each in flat()],
    "Airtable": [{"id": "rec1", "fields": each} for each in flat()],
    "Sheets API": {
        "range": "A1:Z",
        "majorDimension": "ROWS",
        "values": [HEADER, *ROWS],
    },
    "Sheets by column": {
        "majorDimension": "COLUMNS",
        "values": [list(column) for column in zip(HEADER, *ROWS, strict=True)],
    },
    "Sheets ranges": {"valueRanges": [{"values": [HEADER, *ROWS]}]},
    "lists of lists": [HEADER, *ROWS],
    "pandas": {
        name: {str(row): each[name] for row, each in enumerate(flat())}
        for name in ("pin_id", "impressions", "pin_clicks")
    },
    "pandas split": {"columns": HEADER, "index": [0, 1], "data": ROWS},
    "n8n of pages": [
        {"json": {"items": [{"id": pin, "pin_metrics": {"lifetime_metrics": each}}]}}
        for pin, each in ((pin, metrics(pin)) for pin in FIGURES)
    ],
    "analytics in bulk, bare": {
        pin: {"summary_metrics": metrics(pin)} for pin in FIGURES
    },
}


@pytest.mark.parametrize("document", JSON.values(), ids=JSON)
def test_json_that_is_nearly_the_api_s(tmp_path, document):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(document))

    assert figures(read([path])) == FIGURES


@pytest.mark.parametrize("kind", ["lifetime_metrics", "summary_metrics"])
@pytest.mark.parametrize("is_whole", [True, False], ids=["all", "bare"])
def test_analytics_of_one_pin_with_one_kind_of_figures(tmp_path, kind, is_whole):
    answer = {kind: metrics(CAKE)}
    path = tmp_path / f"{CAKE}.json"
    path.write_text(json.dumps({"all": answer} if is_whole else answer))

    assert figures(read([path])) == {CAKE: FIGURES[CAKE]}


def test_a_month_s_figures_are_not_a_lifetime_s(tmp_path):
    two = {"last_30_days": {"impressions": 9}, "lifetime": {"impressions": 900}}
    path = tmp_path / "report.json"
    path.write_text(json.dumps([{"pin_id": CAKE, "pin_clicks": 5, "metrics": two}]))

    assert figures(read([path])) == {CAKE: (900, 5)}


def test_of_two_months_figures_none_is_taken(tmp_path):
    two = {"30 days": {"impressions": 9}, "90 days": {"impressions": 900}}
    path = tmp_path / "report.json"
    path.write_text(json.dumps([{"pin_id": CAKE, "pin_clicks": 5, "metrics": two}]))

    assert figures(read([path])) == {}


def test_an_asynchronous_report_is_read(tmp_path):
    day = {"DATE": "2026-07-01", "SPEND_IN_DOLLAR": 1.5, "OUTBOUND_CLICK_1": 9}
    rows = [
        {**day, "PIN_ID": int(pin), "IMPRESSION_1": shown, "CLICKTHROUGH_1": clicks}
        for pin, (shown, clicks) in FIGURES.items()
    ]
    path = tmp_path / "report.json"
    path.write_text(json.dumps({"687201361754": rows}))

    assert figures(read([path], Rules(promoted=True))) == FIGURES


ADS = (
    "Date,Campaign name,Ad group name,Spend,Impressions,Pin clicks\n"
    "2026-07-01,Spring,Group 0,10.00,5139,130\n"
    "2026-07-01,Spring,Group 1,10.00,5538,138\n"
    "Total,,,20.00,10677,268\n"
)
LEFT = {
    "promoted": (ADS, "2 left out: promoted pin", "--promoted"),
    "short links": (
        "pin_url,impressions,clicks\nhttps://pin.it/abc0,1000,30\n",
        "1 left out: row with a pin.it address, which names no pin id",
        "pinterest.com/pin/<id>/",
    ),
    "closeups": (
        f"Pin ID,Impressions,Closeups\n{CAKE},900,20\n",
        "1 left out: pin with closeups only",
        "--closeups",
    ),
    "young": (
        "Pin ID,Created at,Date,Impressions,Pin clicks\n"
        f"{CAKE},2026-07-01,2026-07-01,9,2\n",
        "1 left out: pin too young",
        "--min-age-days 0",
    ),
    "a list only": (
        f"Pin ID,Title\n{CAKE},A cake\n",
        "1 left out: pin without figures in any file",
        "give exports with the figures",
    ),
    "impressions only": (
        f"Pin ID,Impressions\n{CAKE},900\n",
        "1 left out: pin without clicks or saves",
        "with the metric Pin clicks",
    ),
    "videos": (
        f"Pin ID,Media type,Impressions,Pin clicks\n{CAKE},video,900,20\n",
        "1 left out: pin that is not a single image",
        "image pins",
    ),
    "outbound clicks only": (
        f"Pin ID,Impressions,Outbound clicks\n{CAKE},900,20\n",
        "1 pin without pin clicks",
        "with the metric Pin clicks",
    ),
}


@pytest.mark.parametrize(("text", "counted", "flag"), LEFT.values(), ids=LEFT)
def test_when_nothing_is_left_the_reason_and_the_way_in_are_told(
    tmp_path, text, counted, flag
):
    path = tmp_path / "export.csv"
    path.write_text(text)

    error = nothing_left(read([path]), "no pin has both impressions and pin clicks")

    assert counted in error.message
    assert flag in error.hint


def test_what_this_program_wrote_among_exports_is_no_export(tmp_path):
    figures = "Pin ID,Impressions,Pin clicks\n123456789,900,9\n"
    (tmp_path / "may.csv").write_text(figures)
    (tmp_path / "scores.csv").write_text("path,score,first_advice\na.jpg,80,x\n")
    (tmp_path / "features.csv").write_text("path,sha256,guidelines\na.jpg,ab,80\n")
    joined = "path,sha256,guidelines,Impressions,Pin clicks\nb.jpg,ab,80,500,5\n"
    (tmp_path / "joined.csv").write_text(joined)
    for model in ("model", "model.previous"):
        (tmp_path / model).mkdir()
        for name in ("model.json", "metrics.json", "rows.jsonl", "figures.jsonl"):
            (tmp_path / model / name).write_text('{"impressions": 7}\n')

    history = read([tmp_path])

    assert [pin.id for pin in history.pins] == ["123456789", "b.jpg"]
    assert history.left_out == ()
    assert history.notes == (
        f"{tmp_path.name}: 2 files not read: no table of figures",
        f"{tmp_path.name}: 2 folders of models, which hold no exports",
    )
