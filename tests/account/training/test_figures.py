"""What exports said comes back as it was kept; what is broken is refused."""

import json
from datetime import UTC, date, datetime

import pytest

from scorer.account.training import figures, sealed_lines
from scorer.core.errors import ModelError
from scorer.exports import Counts, Facts, Figures, Period, Said, read

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))
SAID = Said(
    Facts(title="Soup", created_at=datetime(2026, 4, 2, tzinfo=UTC), promoted=True),
    {MAY: Counts(100, 4), Period(): Counts(900, 30, 7, 1, 0)},
)
KEPT = Figures(
    {"12": SAID},
    {(MAY, "device"): ("All", "may.csv")},
    {"may.csv": "table of pins"},
    date(2026, 5, 31),
)


def test_round_trip(tmp_path):
    (tmp_path / figures.FILE).write_bytes(figures.dump(KEPT))

    assert figures.load(tmp_path) == KEPT


def test_an_older_model_kept_none(tmp_path):
    assert figures.load(tmp_path) == Figures()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:-20], "checksum says"),
        (lambda text: "", "is broken"),
        (lambda text: text.replace('"schema_version": 1', '"schema_version": 9'), "9"),
        (lambda text: _edited(text, pins=7), "a list is needed"),
        (lambda text: _edited(text, as_of="soon"), "as_of"),
        (lambda text: _with_counts(text, [-1, 4, None, None, None]), "beyond all"),
        (lambda text: _with_counts(text, [10**16, 4, None, None, None]), "beyond all"),
        (lambda text: text.replace("+00:00", "").replace("00Z", "00"), "checksum"),
    ],
)
def test_broken_figures_are_refused(tmp_path, change, message):
    (tmp_path / figures.FILE).write_text(change(figures.dump(KEPT).decode()))

    with pytest.raises(ModelError, match=message) as caught:
        figures.load(tmp_path)
    assert "train a new model" in caught.value.hint


def _edited(text, **changed):
    """Return figures that somebody altered and vouches for."""
    content = json.loads(text.splitlines()[1])
    return sealed_lines.sealed(json.dumps({**content, **changed}).encode(), 1).decode()


def _with_counts(text, counts):
    pins = json.loads(text.splitlines()[1])["pins"]
    pins[0]["windows"][0]["counts"] = counts
    return _edited(text, pins=pins)


def test_a_time_without_a_zone_is_refused(tmp_path):
    naive = SAID.facts._replace(created_at=datetime(2026, 4, 2))  # noqa: DTZ001
    odd = Figures({"12": Said(naive, SAID.windows)})
    (tmp_path / figures.FILE).write_bytes(figures.dump(odd))

    with pytest.raises(ModelError, match="a time without a zone"):
        figures.load(tmp_path)


def table(tmp_path, name, rows):
    path = tmp_path / name
    head = "pin_id,title,start_date,end_date,impressions,pin_clicks,saves\n"
    path.write_text(head + "".join(f"{row}\n" for row in rows))
    return path


def test_later_exports_go_on_from_earlier_ones(tmp_path):
    may = table(
        tmp_path,
        "may.csv",
        [
            "123456789,Old,2026-05-01,2026-05-31,1000,20,5",
            "123456780,Gone,2026-05-01,2026-05-31,500,5,1",
        ],
    )
    june = table(tmp_path, "june.csv", ["123456789,New,2026-06-01,2026-06-30,100,4,1"])
    first = read([may], before=Figures())

    found = read([june], before=first.figures)

    assert [(p.id, p.impressions, p.pin_clicks, p.title) for p in found.pins] == [
        ("123456780", 500, 5, "Gone"),
        ("123456789", 1100, 24, "New"),
    ]
    assert found.known == {"123456780"}
    assert (found.pins[1].start, found.pins[1].end) == (MAY.start, JUNE.end)
    assert found.figures.files.keys() == {"may.csv", "june.csv"}
    assert read([june]).pins[0].impressions == 100


def test_of_the_same_days_the_newer_figures_count_also_where_they_are_lower(tmp_path):
    first = read(
        [table(tmp_path, "a.csv", ["123456789,,2026-05-01,2026-05-31,1000,20,5"])],
        before=Figures(),
    )
    again = table(tmp_path, "b.csv", ["123456789,,2026-05-01,2026-05-31,990,19,5"])

    (pin,) = read([again], before=first.figures).pins

    assert (pin.impressions, pin.pin_clicks) == (990, 19)


def test_windows_that_lost_before_are_not_told_again(tmp_path):
    rows = (
        "123456789,,2026-05-01,2026-05-30,1000,20,5",
        "123456789,,2026-05-25,2026-06-25,1100,22,5",
        "123456789,,2026-07-01,2026-07-31,900,18,5",
    )
    said, told = Figures(), []
    for row in rows:
        history = read([table(tmp_path, "x.csv", [row])], before=said)
        said = history.figures
        told.append([each.count for each in history.left_out])

    assert told == [[], [1], []]
    assert history.pins[0].impressions == 2000


def test_a_month_within_longer_days_loses_nothing(tmp_path):
    half = table(tmp_path, "a.csv", ["123456789,,2026-05-01,2026-05-15,400,8,5"])
    whole = table(tmp_path, "b.csv", ["123456789,,2026-05-01,2026-05-31,900,18,5"])

    first = read([half], before=Figures())
    history = read([whole], before=first.figures)

    assert history.pins[0].impressions == 900
    assert [each.reason for each in history.left_out] == [
        "window that lies within a longer one of the same pin"
    ]
    assert history.notes == ()


def test_clicks_of_days_whose_impressions_nobody_gave_are_told(tmp_path):
    may = table(tmp_path, "a.csv", ["123456789,,2026-05-01,2026-05-31,900,18,"])
    clicks = table(tmp_path, "b.csv", ["123456789,,2026-06-01,2026-06-30,,18,"])
    shown = table(tmp_path, "c.csv", ["123456789,,2026-06-01,2026-06-30,900,,"])
    first = read([may], before=Figures())

    half = read([clicks], before=first.figures)
    other = read([shown], before=first.figures)
    both = read([shown], before=half.figures)

    assert half.notes == (
        "no export has impressions of 2026-06-01 to 2026-06-30: these days do not "
        "count until you give them, too",
    )
    assert "no export has pin clicks of 2026-06-01" in other.notes[0]
    assert [each.reason for each in half.left_out] == [
        "days of which a pin has no impressions, or no clicks"
    ]
    assert (both.pins[0].impressions, both.left_out, both.notes) == (1800, (), ())


def test_exports_of_other_filters_do_not_mix_across_months(tmp_path):
    kept = Figures(filters={(MAY, "device"): ("All", "may.csv")})
    export = tmp_path / "clicks.csv"
    export.write_text(
        "Analytics overview\n2026-05-01 - 2026-05-31\nDevice,Phones\n\nTop Pins\n"
        "Pinterest Link,Pin clicks\nhttps://www.pinterest.com/pin/123456789/,4\n"
    )

    from scorer.core.errors import ExportError

    with pytest.raises(ExportError, match=r"in may\.csv of the same days All"):
        read([export], before=kept)
