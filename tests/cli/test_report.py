"""Stored reports: shown, or refused with the field's name."""

import json

import pytest
from click.testing import CliRunner

from scorer import reports
from scorer.cli import main
from scorer.core.report import Contribution, Gain, Score, Suggestion
from scorer.core.units import Quantity
from tests.reports import _make as make

FORMATS = ("terminal", "html", "markdown", "csv", "json", "sarif")


@pytest.fixture
def stored(tmp_path):
    report = make.report(
        score=Score(50.0, {"text": 50.0}, make.ESTIMATE),
        advice=(Suggestion("use larger letters", Gain(3.0, 0.1), "small-text"),),
        evidence={"clutter_map": [[0.1, 0.2, 0.3, 0.4, 0.5]] * 5},
    )
    text = "".join(reports.render(make.document(report), "json"))

    def write(change=lambda document: None):
        document = json.loads(text)
        change(document)
        path = tmp_path / "a.json"
        path.write_text(json.dumps(document))
        return path

    return write


def show(path, form="terminal"):
    return CliRunner().invoke(main, ["report", str(path), "-f", form])


def at(document, place):
    for key in place[:-1]:
        document = document[key]
    return document, place[-1]


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_stored_is_shown(stored, form):
    assert show(stored(), form).exit_code == 0


def numbers(value, place=()):
    """Yield the places of all numbers in JSON data."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        yield place
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, each in entries:
        yield from numbers(each, (*place, key))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e308, -1e308, 1e-320])
def test_every_number_that_none_can_be_is_refused_by_name(stored, number):
    places = list(numbers(json.loads(stored().read_text())["reports"][0]))
    assert len(places) > 40
    for place in places:

        def change(document, place=place):
            inner, key = at(document["reports"][0], place)
            inner[key] = number

        done = show(stored(change))
        wanted = next(key for key in reversed(place) if isinstance(key, str))
        assert done.exit_code == 3, (place, done.output, done.exception)
        assert "is not a stored report" in done.output
        assert wanted in done.output
        assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("score", "estimate", "baseline"), 0),
        (("score", "estimate", "level"), 1.5),
        (("score", "estimate", "percentile"), -0.1),
        (("score", "estimate", "contributions", 0, "effect"), 700),
        (("score", "guidelines"), 101),
        (("score", "parts", "text"), -1),
        (("results", 0, "score"), 2),
        (("width_px",), -5),
        (("thumbnail",), "https://x.example/a.png"),
        (("thumbnail",), "data:image/svg+xml,<svg/>"),
    ],
)
@pytest.mark.parametrize("form", ["terminal", "html"])
def test_a_number_out_of_its_bounds_is_refused_by_name(stored, form, place, value):
    def change(document):
        inner, key = at(document["reports"][0], place)
        inner[key] = value

    done = show(stored(change), form)

    assert done.exit_code == 3
    assert str(place[-1]) in done.output


@pytest.mark.parametrize("version", [99, 0, -1, 2])
def test_another_schema_is_refused(stored, version):
    done = show(stored(lambda document: document.update(schema_version=version)))

    assert done.exit_code == 3
    assert f"schema_version is {version}, this program reads 1" in done.output


@pytest.mark.parametrize(
    "text", ["", "\n \n", '{"schema_version": 1, "versions": {}, "reports": []}']
)
def test_a_file_without_reports_is_none(tmp_path, text):
    path = tmp_path / ("a.json" if "{" in text else "a.jsonl")
    path.write_text(text)
    done = show(path)

    assert done.exit_code == 3
    assert "holds no reports" in done.output


@pytest.mark.parametrize("text", ["[" * 100_000, '{"reports":' * 50_000, "\0", "null"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_is_no_report_is_refused(tmp_path, text, name):
    (tmp_path / name).write_text(text)
    done = show(tmp_path / name)

    assert done.exit_code == 3
    assert "is not a stored report" in done.output


def test_a_title_with_the_line_ends_of_unicode_stays_one_report(tmp_path):
    pin = make.report(title="a\u2028b\x85c")
    (tmp_path / "a.jsonl").write_text(
        "".join(reports.render(make.document(pin), "jsonl"))
    )

    assert show(tmp_path / "a.jsonl").exit_code == 0


def test_numbers_are_read_as_they_were_written(stored):
    made = json.loads(show(stored(), "json").output)

    assert made["reports"] == json.loads(stored().read_text())["reports"]
    assert Quantity(4.4).value == 4.4
    assert Contribution("a", -0.1).effect == -0.1
