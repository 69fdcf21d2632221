"""Exports as they come: every encoding, delimiter and shape reads as the same pins."""

import itertools
import json
import os
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.core.errors import ExportError
from scorer.exports import Count, Rules, nothing_left, read

PLAIN = "Pin ID,Title,Impressions,Pin clicks\n12,Crème brûlée,1234,56\n"
DAYS = "2026-07-20 - 2026-07-27"
LINK = "https://www.pinterest.com/pin/{}/"


def overview(metric: str, figures: dict[int, int], days: str = DAYS) -> str:
    """An Analytics overview export with one metric."""
    pins = "".join(
        f"{LINK.format(pin)},Organic,Your Pins,Yes,{value}\n"
        for pin, value in figures.items()
    )
    return (
        f"Analytics overview\n{days}\nClaimed accounts,All Pins\n\n"
        f"Date,{metric}\n2026-07-20,100\n2026-07-21,\nData starting from today is an "
        "estimate.\n\nTop Boards\n"
        "Pinterest Link,Impressions,Engagement,Pin clicks,Outbound clicks,Saves\n"
        "https://www.pinterest.com/someuser/some-board/,2454,134,115,26,1\n\n"
        f"Top Pins\nPinterest Link,Content Type,Source,Canonical,{metric}\n{pins}"
    )


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path; names are made up where none is given."""
    numbers = itertools.count()

    def write(content, name=""):
        path = tmp_path / (name or f"export{next(numbers)}.csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-32"),
        PLAIN.encode("cp1252"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace("1234", '"1,234"').encode(),
        PLAIN.replace(",", ";").replace("1234", "1.234").encode(),
        PLAIN.replace("1234", "1 234").encode(),
        PLAIN.replace("1234", "1\u202f234").encode(),
        PLAIN.replace("1234", "1'234").encode(),
        PLAIN.replace("1234", "1234.0").encode(),
        PLAIN.replace("12,C", "'12,C").encode(),
        (PLAIN + ",,,\n\n").encode(),
        PLAIN.replace("56\n", "56,,\n").encode(),
        PLAIN.replace("Impressions", "Impressionen")
        .replace("Pin clicks", "Klicks auf Pins")
        .encode(),
        PLAIN.replace("Pin clicks", "clics d'épingles").encode(),
        PLAIN.replace("Pin clicks", "PIN_CLICK").replace("Pin ID", "pin_id").encode(),
        PLAIN.replace("Pin clicks", "clicks").replace("Pin ID", "pinId").encode(),
    ],
)
def test_one_table_in_many_writings(write, content):
    (pin,) = read([write(content)]).pins

    assert (pin.id, pin.title) == ("12", "Crème brûlée")
    assert (pin.impressions, pin.pin_clicks) == (1234, 56)


def test_overview_exports_of_one_metric_each_are_merged(write):
    history = read(
        [
            write(overview("Impressions", {77: 400, 78: 60, 79: 5})),
            write(overview("Pin clicks", {77: 40, 78: 3})),
            write(overview("Outbound clicks", {77: 4})),
        ]
    )

    assert [
        (pin.id, pin.impressions, pin.pin_clicks, pin.outbound_clicks)
        for pin in history.pins
    ] == [("77", 400, 40, 4), ("78", 60, 3, None)]
    assert history.pins[0].start == date(2026, 7, 20)
    assert history.pins[0].end == date(2026, 7, 27)
    assert {left.reason: left.count for left in history.left_out} == {
        "pin without clicks or saves in the same days": 1,
        "row about a board or without a pin's address": 3,
    }
    assert "estimates" in history.notes[0]


def test_old_names_and_crlf_in_an_overview(write):
    old = overview("Link clicks", {77: 4}).replace("\n", "\r\n").encode("utf-8-sig")
    pins = read([write(overview("Impressions", {77: 400})), write(old)]).pins

    assert pins[0].outbound_clicks == 4
    assert pins[0].pin_clicks is None


def test_closeups_are_not_pin_clicks_until_the_user_says_so(write):
    files = [
        write(overview("Impressions", {77: 400})),
        write(overview("Closeups", {77: 40})),
    ]

    assert read(files).pins == ()
    assert read(files).left_out[-1].reason.startswith("pin with closeups only")
    assert read(files, Rules(closeups=True)).pins[0].pin_clicks == 40


def window(start: str, end: str, impressions: int, clicks: int) -> str:
    return (
        "Pin ID,Impressions,Pin clicks,Start date,End date\n"
        f"12,{impressions},{clicks},{start},{end}\n"
    )


WEEK_1 = window("2026-07-01", "2026-07-07", 100, 10)
WEEK_2 = window("2026-07-08", "2026-07-14", 200, 11)
MONTH = window("2026-07-01", "2026-07-31", 450, 30)
MIDDLE = window("2026-07-05", "2026-07-10", 90, 9)
LIFETIME = "Pin ID,Impressions,Pin clicks\n12,5000,333\n"


@pytest.mark.parametrize(
    ("files", "impressions", "left_out"),
    [
        ((WEEK_1, WEEK_2), 300, 0),
        ((WEEK_1, WEEK_2, MIDDLE), 300, 1),
        ((WEEK_1, WEEK_2, MONTH), 450, 2),
        ((WEEK_1, WEEK_2, MONTH, LIFETIME), 5000, 3),
        ((WEEK_1, WEEK_1), 100, 1),
        ((LIFETIME, LIFETIME.replace("5000", "4000")), 5000, 1),
    ],
)
def test_windows_that_overlap_are_never_added(write, files, impressions, left_out):
    paths = [write(text) for text in files]

    for order in itertools.permutations(paths):
        history = read(order)
        assert [pin.impressions for pin in history.pins] == [impressions]
        assert sum(left.count for left in history.left_out) == left_out


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 12), st.integers(1, 99)),
        min_size=1,
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_order_of_statements_does_not_matter(drawn, random):
    from scorer.exports._merge import Taking, pool
    from scorer.exports._reader import Counts, Observation, Period, Tally

    first = date(2026, 1, 1).toordinal()
    statements = [
        Observation(
            "12",
            Counts(impressions=100 * size, pin_clicks=size),
            Period(
                date.fromordinal(first + start),
                date.fromordinal(first + start + length),
            ),
        )
        for start, length, size in drawn
    ]
    shuffled = random.sample(statements, len(statements))
    tally = Tally()
    pooled = pool(statements, tally, Taking())[0]

    assert pool(shuffled, Tally(), Taking())[0] == pooled
    assert pooled.impressions <= sum(100 * size for _, _, size in drawn)


def test_days_of_one_pin_are_summed(write):
    days = "Date,Pin ID,Impressions,Pin clicks\n" + "".join(
        f"2026-07-{day:02},12,{day},1\n" for day in range(1, 11)
    )

    (pin,) = read([write(days)]).pins

    assert (pin.impressions, pin.pin_clicks) == (55, 10)
    assert (pin.start, pin.end) == (date(2026, 7, 1), date(2026, 7, 10))


def api_pin(identity: str, **more: object) -> dict[str, object]:
    return {
        "id": identity,
        "title": "Cake",
        "link": "https://example.com/cake",
        "board_id": "9",
        "created_at": "2020-01-01T20:10:40-00:00",
        "has_been_promoted": False,
        "media": {"media_type": "image"},
        "pin_metrics": {
            "90d": {"impression": 50, "pin_click": 5, "clickthrough": 1},
            "lifetime_metrics": {"impression": 900, "pin_click": 70, "clickthrough": 3},
        },
        **more,
    }


@pytest.mark.parametrize("shape", ["page", "list", "pages", "lines", "single"])
def test_api_pins_in_every_shape(write, shape):
    pin = api_pin("12")
    pages = {
        "page": json.dumps({"items": [pin], "bookmark": None}),
        "list": json.dumps([pin]),
        "pages": json.dumps([{"items": [pin]}, {"items": []}]),
        "lines": json.dumps(pin) + "\n" + json.dumps(api_pin("12")) + "\n",
        "single": json.dumps(pin),
    }

    (read_pin,) = read([write(pages[shape], "pins.json")]).pins

    assert (read_pin.impressions, read_pin.pin_clicks, read_pin.outbound_clicks) == (
        900,
        70,
        3,
    )
    assert read_pin.created_at == datetime(2020, 1, 1, 20, 10, 40, tzinfo=UTC)
    assert (read_pin.title, read_pin.board, read_pin.link) == (
        "Cake",
        "9",
        "https://example.com/cake",
    )


def test_api_pins_that_are_not_comparable_are_counted(write):
    items = [
        api_pin("1"),
        api_pin("2", media={"media_type": "video"}),
        api_pin("3", has_been_promoted=True),
        api_pin("4", pin_metrics=None),
        api_pin("5", pin_metrics={"90d": {"impression": 50, "pin_click": 5}}),
    ]

    history = read([write(json.dumps({"items": items}), "pins.json")])

    assert [pin.id for pin in history.pins] == ["1", "5"]
    assert {left.count for left in history.left_out} == {1}
    assert len(history.left_out) == 3


def day(date: str, impressions: int, status: str = "READY") -> dict[str, object]:
    return {
        "date": date,
        "data_status": status,
        "metrics": {"IMPRESSION": impressions, "PIN_CLICK": 2, "OUTBOUND_CLICK": 1},
    }


def test_api_days_that_are_not_ready_are_left_out(write):
    days = [
        day("2026-07-01", 30),
        day("2026-07-02", 40),
        day("2026-07-03", 9, "ESTIMATE"),
    ]
    answer = {"all": {"daily_metrics": days, "summary_metrics": {"IMPRESSION": 79}}}
    one = write(json.dumps(answer), "813744226420795884.json")
    many = write(json.dumps({"813744226420795884": answer}), "bulk.json")

    for path in (one, many):
        history = read([path])
        assert [(pin.id, pin.impressions) for pin in history.pins] == [
            ("813744226420795884", 70)
        ]
        assert history.left_out[0].reason.startswith("figure that Pinterest marks")


def test_top_pins_use_ready_metrics_only(write):
    answer = {
        "date_availability": {"latest_available_timestamp": 1649116799000},
        "pins": [
            {
                "pin_id": "12",
                "data_status": {"IMPRESSION": "READY", "SAVE": "PROCESSING"},
                "metrics": {
                    "IMPRESSION": 240,
                    "PIN_CLICK": 37,
                    "SAVE": 2,
                    "CLOSEUP": 60,
                },
            }
        ],
    }

    history = read([write(json.dumps(answer), "top.json")])

    (pin,) = history.pins
    assert (pin.impressions, pin.pin_clicks, pin.saves) == (240, 37, None)
    assert history.left_out[0].count == 1


ADS = (
    "Date,Campaign name,Ad group name,Spend in account currency,Impressions,Pin clicks,"
    "Outbound clicks,CTR\n"
    "2026-09-01,Spring,A,10.00,5000,150,60,3.0%\n"
    "2026-09-02,Spring,A,12.00,6000,180,75,3.0%\n"
    "Total,,,22.00,11000,330,135,\n"
)


def test_ads_are_paid_and_left_out_unless_wanted(write):
    path = write(ADS)

    assert read([path]).pins == ()
    assert {left.reason for left in read([path]).left_out} == {
        "promoted pin: paid traffic is in its figures",
        "row of totals",
    }
    (pin,) = read([path], Rules(promoted=True)).pins
    assert (pin.id, pin.impressions, pin.pin_clicks) == ("Spring / A", 11000, 330)
    assert pin.promoted


def test_ads_report_rows_as_json(write):
    rows = [{"DATE": "2021-04-01", "PIN_ID": "12", "TOTAL_CLICKTHROUGH": 2}]
    rows[0]["TOTAL_IMPRESSION"] = 216

    (pin,) = read([write(json.dumps(rows), "ads.json")], Rules(promoted=True)).pins

    assert (pin.id, pin.impressions, pin.pin_clicks) == ("12", 216, 2)


def test_a_manifest_adds_titles_and_pictures(write):
    figures = write("Pin ID,Impressions,Pin clicks\n12,900,9\n13,800,8\n")
    manifest = write(
        "path,title,link,board,id\n"
        "pins/12.jpg,Cake,https://example.com,Sweet,12\npins/14.jpg,Tart,,Sweet,14\n"
    )

    history = read([figures, manifest])

    assert [pin.id for pin in history.pins] == ["12", "13"]
    assert (history.pins[0].title, history.pins[0].board) == ("Cake", "Sweet")
    assert str(history.pins[0].path) == "pins/12.jpg"
    assert history.left_out[0].reason == "pin without figures in any file"


def test_age_counts_to_the_day_the_file_was_written(write):
    path = write("Pin ID,Impressions,Pin clicks,Created at\n1,900,9,2026-06-01\n")
    written = datetime(2026, 6, 2, tzinfo=UTC).timestamp()
    os.utime(path, (written, written))

    assert read([path]).pins == ()
    assert len(read([path], Rules(min_age_days=1)).pins) == 1


def test_titles_alone_may_repeat(write):
    text = "title,impressions,clicks,group\nA,100,5,t1\nA,200,7,t1\nA,300,9,t2\n"

    pins = read([write(text)]).pins

    assert [pin.impressions for pin in pins] == [100, 200, 300]
    assert [pin.title for pin in pins] == ["A"] * 3
    assert [pin.group for pin in pins] == ["t1", "t1", "t2"]


def test_a_folder_is_searched_and_other_files_are_noted(write, tmp_path):
    write(PLAIN, "a.csv")
    write(b"\xff\xd8\xff", "b.jpg")

    history = read([tmp_path])

    assert [pin.id for pin in history.pins] == ["12"]
    assert history.files == (("a.csv", "table of pins"),)
    assert any("1 file not read" in note for note in history.notes)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(alphabet='Pin ID,;\t"\n0123456789.-Eé', max_size=200).map(str.encode)
    | st.text(alphabet='{}[]":,0123456789idpns', max_size=80).map(str.encode)
)
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "export.csv"
    path.write_bytes(content)

    try:
        history = read([path])
    except ExportError as error:
        assert error.message  # noqa: PT017 - either answer is right
    else:
        assert all(pin.impressions > 0 for pin in history.pins)


def test_the_simulated_account_says_what_it_is():
    from pathlib import Path

    history = read([Path("fixtures/account/exports")])

    assert len(history.pins) > 100
    assert history.simulated
    assert all(pin.board and pin.created_at for pin in history.pins)


def test_figures_reach_to_the_last_day_that_any_export_covers(tmp_path):
    """Also where lifetime figures supersede the window that says the day."""
    lifetime = tmp_path / "lifetime.csv"
    lifetime.write_text("pin_id,impressions,pin_clicks\n12345,900,9\n")
    window = tmp_path / "window.csv"
    window.write_text(
        "pin_id,impressions,pin_clicks,start_date,end_date\n"
        "12345,100,1,2026-07-01,2026-07-27\n"
    )

    assert read([lifetime, window]).as_of == date(2026, 7, 27)


def test_impressions_and_clicks_of_different_days_are_told_as_that(write):
    months = ("2026-05-01 - 2026-05-31", "2026-06-01 - 2026-06-30")
    shown = write(overview("Impressions", {12: 900, 13: 800}, months[0]))
    clicked = write(overview("Pin clicks", {12: 9, 13: 8}, months[1]))

    history = read([shown, clicked])

    assert not history.pins
    apart = "pin whose impressions and clicks are of different days"
    assert (apart, 2) in {(each.reason, each.count) for each in history.left_out}
    assert nothing_left(history, "nothing").hint.endswith("clicks of the same days")


@pytest.mark.parametrize("name", ["Device", "Source", "Content type"])
def test_exports_of_other_filters_are_not_put_together(write, name):
    shown = overview("Impressions", {12: 900}).replace(
        "Claimed", f"{name},All\nClaimed"
    )
    clicked = overview("Pin clicks", {12: 9}).replace("Claimed", f"{name},Web\nClaimed")
    saved = overview("Saves", {12: 9}).replace("Claimed", f"{name},All\nClaimed")
    paths = [write(shown, "shown.csv"), write(clicked, "clicked.csv")]

    with pytest.raises(ExportError, match=f"{name} is Web, in shown.csv of the same"):
        read(paths)

    assert read([paths[0], write(saved)]).pins


def test_a_metric_that_no_rate_needs_stops_no_folder(write, tmp_path):
    write(overview("Impressions", {12: 900}))
    write(overview("Pin clicks", {12: 9}))
    write(overview("Engagements", {12: 30}), "engaged.csv")
    write(overview("Outbound click rate", {12: 30}), "rate.csv")

    history = read([tmp_path])

    assert figures_of(history) == {"12": (900, 9)}
    assert "2 files without figures of pins left out: engaged.csv, rate.csv" in (
        history.notes
    )


@pytest.mark.parametrize(
    "cell",
    [
        "2026-08-03 10:00:00 UTC",
        "3. August 2026",
        "3 août 2026",
        "3 de agosto de 2026",
        "3 agosto 2026",
        "3 aug. 2026",
        "2026年8月3日",
        "2026년 8월 3일",
        "August 3, 2026",
    ],
)
def test_dates_as_people_write_them(write, cell):
    rows = f'Pin ID,Impressions,Pin clicks,Created at\n12,900,9,"{cell}"\n'

    (pin,) = read([write(rows)], Rules(min_age_days=0)).pins

    assert pin.created_at is not None
    assert pin.created_at.date() == date(2026, 8, 3)


def figures_of(history):
    return {pin.id: (pin.impressions, pin.pin_clicks) for pin in history.pins}


def test_a_pin_with_figures_elsewhere_is_not_left_out(write):
    bare = {"items": [{"id": "12", "title": "Cake", "pin_metrics": None}]}
    answer = write(json.dumps(bare), "pins.json")

    alone = read([answer])
    both = read([answer, write("Pin ID,Impressions,Pin clicks\n12,900,9\n")])

    assert [(each.reason, each.count) for each in alone.left_out] == [
        ("pin without figures in any file", 1)
    ]
    assert alone.notes == (
        "pins.json: no pin has figures: was it asked without pin_metrics=true?",
    )
    assert figures_of(both) == {"12": (900, 9)}
    assert not both.left_out


@pytest.mark.parametrize("word", ["Total", "Итого", "Toplam", "합계", "Gesamt:"])
def test_totals_in_the_languages_of_spreadsheets(write, word):
    rows = f"Title,Impressions,Pin clicks\nCake,900,9\nPie,100,1\n{word},1000,10\n"

    assert set(figures_of(read([write(rows)]))) == {"Cake", "Pie"}


def test_days_without_the_count_that_matters_are_not_summed_with_the_others(write):
    may = write(
        "pin_id,month,impressions,pin_clicks\n12345678,2026-05,900,9\n", "may.csv"
    )
    june = write("pin_id,month,impressions,saves\n12345678,2026-06,700,3\n", "june.csv")
    life = write("pin_id,impressions,saves\n12345678,5000,40\n", "life.csv")

    (clicks,) = read([may, june, life]).pins
    (saves,) = read([may, june], Rules(first=Count.SAVES)).pins
    (whole,) = read([june, life]).pins

    assert (clicks.impressions, clicks.pin_clicks, clicks.saves) == (900, 9, None)
    assert (saves.impressions, saves.pin_clicks, saves.saves) == (700, None, 3)
    assert (whole.impressions, whole.saves) == (5000, 40)
