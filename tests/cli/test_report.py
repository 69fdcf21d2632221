"""Stored reports: shown, or refused with the field's name."""

import hashlib
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from PIL import Image

from scorer import reports
from scorer.cli import main
from scorer.core.report import Contribution, Gain, Report, Run, Score, Stop, Suggestion
from scorer.core.storage.codec import from_json, to_json
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
        assert done.exit_code == 2, (place, done.output, done.exception)
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

    assert done.exit_code == 2
    assert str(place[-1]) in done.output


@pytest.mark.parametrize("version", [99, 0, -1, 2])
def test_another_schema_is_refused(stored, version):
    done = show(stored(lambda document: document.update(schema_version=version)))

    assert done.exit_code == 2
    assert f"schema_version is {version}, this program reads 1" in done.output


@pytest.mark.parametrize(
    "text", ["", "\n \n", '{"schema_version": 1, "versions": {}, "reports": []}']
)
def test_a_file_without_reports_is_none(tmp_path, text):
    path = tmp_path / ("a.json" if "{" in text else "a.jsonl")
    path.write_text(text)
    done = show(path)

    assert done.exit_code == 2
    assert "holds no reports" in done.output


@pytest.mark.parametrize("text", ["[" * 100_000, '{"reports":' * 50_000, "\0", "null"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_is_no_report_is_refused(tmp_path, text, name):
    (tmp_path / name).write_text(text)
    done = show(tmp_path / name)

    assert done.exit_code == 2
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


@pytest.fixture
def run(tmp_path):
    """A stored run in a folder, beside the folder of its picture."""
    home = tmp_path / "home"
    (home / "drafts").mkdir(parents=True)
    picture = home / "drafts" / "a.png"
    Image.new("RGB", (60, 90), "teal").save(picture)
    scored = replace(
        make.report(path="drafts/a.png", thumbnail=""),
        sha256=hashlib.sha256(picture.read_bytes()).hexdigest(),
    )

    def store(path="drafts/a.png"):
        text = "".join(
            reports.render(make.document(replace(scored, path=path)), "json")
        )
        (home / "run.json").write_text(text)
        return home / "run.json"

    return store


def shown_page(path, *more):
    done = CliRunner().invoke(main, ["report", str(path), "-f", "html", *more])
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


def test_a_stored_run_shows_its_pictures(run):
    text, said = shown_page(run())

    assert "data:image/webp" in text
    assert said == ""


def test_a_picture_that_is_gone_is_told(run):
    path = run()
    (path.parent / "drafts" / "a.png").unlink()
    text, said = shown_page(path)

    assert "The picture is not shown: drafts/a.png is gone." in text
    assert "1 of 1 pins are shown without their picture: it is not below" in said


def test_a_picture_that_was_changed_is_not_shown(run):
    path = run()
    Image.new("RGB", (60, 90), "red").save(path.parent / "drafts" / "a.png")

    assert "drafts/a.png was changed since it was scored" in shown_page(path)[0]


@pytest.mark.parametrize("kind", ["absolute", "above", "link", "bucket"])
def test_a_stored_path_opens_nothing_outside_its_folder(run, tmp_path, kind):
    secret = tmp_path / "secret.png"
    inside = run().parent / "drafts" / "a.png"
    secret.write_bytes(inside.read_bytes())  # even where its bytes are known
    if kind == "link":
        (inside.parent / "b.png").symlink_to(secret)
    named = {
        "absolute": str(secret),
        "above": "../secret.png",
        "link": "drafts/b.png",
        "bucket": "s3://bucket/a.png",
    }
    text, _ = shown_page(run(named[kind]))

    assert "data:image/webp" not in text
    assert ("is in a bucket" if kind == "bucket" else "lies outside the folder") in text


def test_pictures_may_lie_in_a_folder_that_the_user_names(run, tmp_path):
    path = run()
    moved = tmp_path / "moved.json"
    path.replace(moved)
    alone, _ = shown_page(moved)
    named, _ = shown_page(moved, "--pictures", str(path.parent))

    assert "data:image/webp" not in alone
    assert "data:image/webp" in named


def test_other_formats_open_no_picture(run, monkeypatch):
    monkeypatch.setattr("scorer.cli._stored_pictures.open_image", None)

    assert show(run(), "json").exit_code == 0


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_stored_run_says_what_made_it(tmp_path, form):
    run = Run("scorer score drafts", {"languages": ["deu"]}, "2026-01-02T03:04+00:00")
    pins = [make.report(path="a.png"), make.report(path="b.png")]
    document = replace(make.document(*pins), run=run)
    for name in ("a", "b"):
        text = "".join(reports.render(document, form))
        (tmp_path / f"{name}.{form}").write_text(text)
        document = replace(document, run=replace(run, command="another"))
    one, other = (tmp_path / f"{name}.{form}" for name in ("a", "b"))

    made = json.loads(show(one, "json").output)
    assert made["run"] == json.loads(to_json(run))
    assert len(made["reports"]) == 2
    both = CliRunner().invoke(main, ["report", str(one), str(other), "-f", "json"])
    assert json.loads(both.output)["run"]["command"] == ""


def test_lines_stay_reports_and_the_first_names_the_run():
    run = Run("scorer score drafts")
    document = replace(make.document(*[make.report()] * 2), run=run)
    first, second = "".join(reports.render(document, "jsonl")).splitlines()

    assert from_json(Report, first) == from_json(Report, second)
    assert json.loads(first)["run"]["command"] == "scorer score drafts"
    assert "run" not in json.loads(second)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_stored_check_is_shown_with_its_gate(tmp_path, form):
    pins = [make.report("a.png", 40.0), make.report("b.png", 90.0)]
    document = replace(
        make.document(*pins), stopped=((Stop("score 40 is below 67"),), ())
    )
    path, bare = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    path.write_text("".join(reports.render(document, form)))
    bare.write_text("".join(reports.render(make.document(*pins), form)))

    out = show(path, "markdown").output
    assert out.startswith("## Gate met by 1 of 2 pins")
    assert "| ✗ 40 | a.png | score 40 is below 67<br>" in out
    # Of a run without a gate nobody knows whether its pins meet one.
    for files in ((path, bare), (bare, path)):
        both = (
            CliRunner()
            .invoke(main, ["report", *map(str, files), "-f", "markdown"])
            .output
        )
        assert both.startswith("## 4 pins scored")


def test_a_gate_of_other_pins_is_refused(stored):
    path = stored(lambda document: document.update(stopped=[[], []]))

    assert "stopped is not of as many pins as reports" in show(path).output


def test_a_picture_in_place_of_a_stored_report_is_told_in_words(tmp_path):
    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")

    done = show(tmp_path / "a.png")

    assert done.exit_code == 2
    assert "a.png is not a stored report: it is no text\n" in done.output
