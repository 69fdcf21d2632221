"""``scorer score`` as people run it."""

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main
from scorer.cli._output import write
from scorer.guidelines import guidelines


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORER_OCR_ENGINE", "none")
    folder = tmp_path / "drafts"
    folder.mkdir()
    Image.new("RGB", (1000, 1500), "teal").save(folder / "a.png")
    Image.new("RGB", (1500, 1000), "teal").save(folder / "b.png")
    return folder


def invoke(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_json_is_the_contract(drafts):
    done = invoke("score", drafts, "--format", "json")

    document = json.loads(done.stdout)
    assert done.exit_code == 0
    assert document["schema_version"] == 1
    assert [report["width_px"] for report in document["reports"]] == [1000, 1500]
    assert document["reports"][0]["features"]["geometry.width_px"] == {
        "value": 1000.0,
        "unit": "px",
    }


def test_unchanged_pins_are_handed_on_as_they_were_kept(drafts, monkeypatch):
    """Reading their reports costs more than all else of them."""
    monkeypatch.setenv("SCORER_CACHE_FOLDER", str(drafts.parent / "cache"))
    flags = ("--format", "jsonl", "--quiet")
    first = invoke("score", drafts, *flags)
    monkeypatch.setattr("scorer.core.report_json.from_json", None)

    again = invoke("score", drafts, *flags)

    runs = [
        [json.loads(line) | {"run": None} for line in done.stdout.splitlines()]
        for done in (first, again)
    ]
    assert first.exit_code == again.exit_code == 0
    assert runs[0] == runs[1]
    assert len(runs[0]) == 2


def test_a_bad_file_costs_only_itself(drafts):
    (drafts / "c.png").write_bytes(b"no image")

    done = invoke("score", drafts, "--format", "jsonl")

    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 3
    assert [report["failure"] is None for report in reports] == [True, True, False]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("empty",), "no picture below empty"),
        (("drafts", "--ocr-engine", "rapidd"), "did you mean rapid?"),
        (("drafts", "-o", "none/out.json"), "none/out.json cannot be written"),
        (("drafts", "-f", "jsn"), "did you mean json?"),
        (("-o.jpg", "drafts"), "a picture called -o.jpg is named ./-o.jpg"),
        (("drafts", "--model", "nowhere"), "nowhere/model.json cannot be read"),
    ],
)
def test_what_cannot_run_is_two_sentences_and_status_two(drafts, arguments, said):
    (drafts.parent / "empty").mkdir()

    done = invoke("score", *arguments)

    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert done.stdout == ""


def test_a_missing_engine_ends_the_run_with_the_way_to_get_it(drafts, monkeypatch):
    monkeypatch.setenv("PATH", "")

    done = invoke("score", drafts, "--ocr-engine", "tesseract", "--no-cache")

    assert done.exit_code == 2
    assert "install tesseract-ocr" in done.stderr


def _in_shell(command, **environment):
    return subprocess.run(
        ["sh", "-c", f"{sys.executable} -m scorer {command}"],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux")
def test_a_full_disk_behind_stdout_is_one_sentence(drafts):
    done = _in_shell("score drafts -f json > /dev/full")

    assert done.returncode == 2
    assert done.stderr.startswith(b"scorer: standard output cannot be written: No sp")
    assert b"Traceback" not in done.stderr


def test_a_terminal_without_the_characters_gets_escapes(drafts):
    done = _in_shell("score drafts", PYTHONIOENCODING="ascii")

    assert done.returncode == 0, done.stderr
    assert b"2 pins scored" in done.stdout


@pytest.mark.parametrize("command", ["score", "features", "check"])
def test_no_report_is_written_over_titles_or_pictures(drafts, command):
    titles = drafts / "pins.csv"
    titles.write_text("path,title\ngood.png,A title\n")
    picture = next(drafts.glob("*.png"))
    before = picture.read_bytes()
    flags = [] if command == "features" else ["--format", "csv"]

    for file in (titles, picture):
        done = invoke(command, drafts, "-o", file, *flags)
        assert done.exit_code == 2
        assert "it is not written over" in done.stderr
    assert titles.read_text().endswith("A title\n")
    assert picture.read_bytes() == before


def test_stored_reports_render_again(drafts, tmp_path):
    stored = tmp_path / "run.jsonl"

    assert invoke("score", drafts, "-o", stored).exit_code == 0
    done = invoke("report", stored)

    assert done.exit_code == 0
    assert "2 pins scored" in done.stdout


def test_unknown_guideline_names_the_closest(drafts):
    done = invoke("score", drafts, "--ignore", "wide-imag")

    assert done.exit_code == 2
    assert "did you mean wide-image?" in done.stderr


def test_features_are_a_table(drafts):
    done = invoke("features", drafts)

    header, *rows = done.stdout.splitlines()
    assert "geometry.aspect_ratio" in header.split(",")
    assert len(rows) == 2


def test_explain_shows_the_page():
    done = invoke("explain", "wide-image")

    assert done.exit_code == 0
    assert "How to fix it" in done.stdout
    assert "aspect-ratio = 0.84" in done.stdout
    assert "[limits.wide-image] in scorer.toml" in done.stdout


def test_a_picture_that_lies_there_twice_is_told(drafts):
    for n in range(7):
        shutil.copy(drafts / "a.png", drafts / f"c{n}.png")
    lines = invoke("score", drafts).stderr.splitlines()

    first = drafts / "a.png"
    assert lines[:2] == [
        f"{drafts / 'c0.png'}: the same file as {first}",
        f"{drafts / 'c1.png'}: the same file as {first}",
    ]
    assert lines[5] == "and 2 more files that lie there twice"
    assert "same file" not in invoke("score", drafts, "--quiet").stderr


def test_the_list_of_guidelines_keeps_its_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    lines = invoke("explain").stdout.splitlines()

    assert max(map(len, lines)) <= 60
    assert not any(line.endswith(" ") for line in lines)
    begun = [line for line in lines if not line.startswith(" ")]
    assert len(begun) == len(guidelines())
    assert all(line.startswith(" " * 20) for line in lines if line not in begun)


def test_the_terminal_shows_as_much_as_is_asked_for(drafts):
    assert "pin" in invoke("score", drafts).stdout.splitlines()[0]
    assert "(serious)" in invoke("score", drafts, "--verbose").stdout
    assert "1 better pin not shown" in invoke("score", drafts, "--top", 1).stdout
    assert "b.png" not in invoke("score", drafts, "--quiet").stdout.partition("Next")[0]


@pytest.mark.parametrize("form", ["json", "html"])
def test_only_the_terminal_leaves_pins_out(drafts, form):
    done = invoke("score", drafts, "--top", 1, "--format", form)

    assert done.exit_code == 2
    assert f"--top is for the terminal: {form} has all pins" in done.stderr


def test_everything_and_the_totals_alone_exclude_each_other(drafts):
    assert invoke("score", drafts, "--quiet", "--verbose").exit_code == 2


def test_what_to_run_next_runs(drafts):
    text = invoke("score", drafts).stdout.rpartition("Next")[2]
    commands = [line.partition("#")[0].split()[1:] for line in text.splitlines()]

    assert [words[0] for words in commands] == ["advise", "score", "explain"]
    assert all(invoke(*words).exit_code == 0 for words in commands)


def test_a_folder_in_which_nothing_may_be_made_is_told_before_the_first_pin(
    drafts, monkeypatch
):
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)

    done = invoke("score", drafts, "-o", "report.html")

    assert done.exit_code == 2
    assert "report.html cannot be written: no file may be made" in done.stderr
    assert invoke("score", drafts, "--format", "json", "-o", os.devnull).exit_code == 0


def test_a_picture_that_may_not_be_read_stops_no_other(drafts, monkeypatch):
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.R_OK)

    assert invoke("score", drafts / "a.png").exit_code == 0


@pytest.mark.parametrize("name", ["report.html", "report.csv", "run.jsonl"])
def test_what_could_not_be_read_is_told_beside_a_written_report(drafts, name):
    for number in range(7):
        (drafts / f"broken-{number}.png").write_bytes(b"no picture")

    done = invoke("score", drafts, "-o", name)

    assert done.exit_code == 3
    assert done.stdout == ""
    assert done.stderr.count("is not an image") == 5
    assert "2 more files could not be read" in done.stderr


def test_who_watches_is_told_what_was_written(tmp_path, monkeypatch, capsys):
    write(["a page"], tmp_path / "a.html")
    assert capsys.readouterr().err == ""

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    write(["a page"], tmp_path / "a.html")
    write(["a table"], tmp_path / "a.csv")

    told = "".join(capsys.readouterr().err.split())
    assert told.count("iswritten") == 2
    assert told.count("a.htmliswritten:openitinabrowser") == 1


def test_an_empty_path_is_not_the_current_folder(drafts):
    done = invoke("score", "", drafts)

    assert done.exit_code == 2
    assert "a path is empty" in done.stderr


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_on_standard_input_is_no_list(drafts, form):
    data = io.BytesIO()
    Image.new("RGB", (60, 90)).save(data, form)

    done = CliRunner().invoke(main, ["score", "-"], input=data.getvalue())

    assert done.exit_code == 2
    assert "standard input holds a picture" in done.stderr
    assert done.stdout == ""


def next_commands(text):
    lines = text.rpartition("Next")[2].splitlines()
    return [shlex.split(line.partition(" #")[0])[1:] for line in lines]


def test_what_to_run_next_knows_names_that_look_like_options(
    drafts, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    Path("-dash.png").write_bytes(next(drafts.glob("*.png")).read_bytes())

    done = invoke("score", "--", "-dash.png")

    assert {words[1] for words in next_commands(done.stdout)[:2]} == {"./-dash.png"}


def test_what_to_run_next_judges_by_what_was_asked_for(drafts):
    flags = ["--select", "wide-image,dark-image", "--ocr-engine", "none"]
    done = invoke("score", drafts, *flags, "--no-cache", "--top", 1)
    advise, page, explain = next_commands(done.stdout)

    assert sorted(advise[2:]) == sorted(flags)
    assert sorted(page[2:]) == sorted([*flags, "-o", "report.html"])
    assert explain == ["explain", "dark-image"]


def test_what_to_run_next_leaves_the_home_folder_to_the_shell(
    drafts, tmp_path, monkeypatch
):
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    (home / "my pins").mkdir(parents=True)
    elsewhere.mkdir()
    name = home / "my pins" / "a.png"
    name.write_bytes(next(drafts.glob("*.png")).read_bytes())
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(elsewhere)

    assert "scorer advise ~/'my pins/a.png'" in invoke("score", name).stdout


@pytest.mark.usefixtures("drafts")
def test_of_a_single_pin_what_is_told_first_is_explained(tmp_path):
    picture = tmp_path / "wide.png"
    Image.new("RGB", (600, 200), (250, 250, 250)).save(picture)
    listed = tmp_path / "pins.csv"
    listed.write_text("path,title\nwide.png,Sale\n")

    [report] = json.loads(invoke("score", listed, "--format", "json").stdout)["reports"]
    commands = next_commands(invoke("score", listed).stdout)

    assert commands[-1] == ["explain", report["advice"][0]["guideline"]]


def test_many_files_are_not_named_again_in_what_to_run_next(drafts, tmp_path):
    picture = next(drafts.glob("*.png")).read_bytes()
    names = [tmp_path / f"{number}.png" for number in range(5)]
    for name in names:
        name.write_bytes(picture)

    few = invoke("score", *names[:4]).stdout.rpartition("Next")[2]
    many = invoke("score", *names).stdout.rpartition("Next")[2]

    assert "3.png -o report.html" in " ".join(few.split())
    assert "scorer score … -o report.html" in many
    assert "4.png" not in many.partition("score …")[2]


def test_a_report_names_what_made_it_but_no_folder_of_its_maker(drafts):
    drafts = drafts.resolve()
    done = invoke("score", drafts, "-f", "json", "--select", "wide-image")
    run = json.loads(done.stdout)["run"]

    assert run["command"] == "scorer score drafts -f json --select wide-image"
    assert run["settings"] == {"ocr-engine": "none", "select": ["wide-image"]}
    assert run["date"].startswith("20")


def test_a_path_that_is_missing_is_two_and_the_others_are_scored(tmp_path):
    Image.new("RGB", (60, 90)).save(tmp_path / "a.png")
    (tmp_path / "b.mp4").write_bytes(b"x")
    done = CliRunner().invoke(
        main,
        ["score", "--select", "wide-image", str(tmp_path), str(tmp_path / "nosuch")],
    )

    assert done.exit_code == 2
    assert "1 pin scored" in done.output
    assert "1 file passed over, not opened: b.mp4" in done.output


def test_remarks_on_a_sheet_are_told(tmp_path):
    Image.new("RGB", (60, 90)).save(tmp_path / "a.png")
    sheet = tmp_path / "sheet.csv"
    rows = "".join(f"a.png,Title {number}\n" for number in range(13))
    sheet.write_text("path,title\n" + rows)
    done = CliRunner().invoke(main, ["score", "--select", "wide-image", str(sheet)])

    assert done.exit_code == 0
    assert "sheet.csv, line 3: the same picture as line 2" in done.output
    assert "and 2 remarks more, in the report of each pin" in done.output
