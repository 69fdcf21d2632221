"""The Python API."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import scorer

LIGHT = scorer.Settings(ocr_engine="none", select=("wide-image",))


@pytest.fixture
def wide(tmp_path):
    path = tmp_path / "wide.png"
    Image.fromarray(np.zeros((60, 90, 3), np.uint8)).save(path)
    return path


@pytest.mark.parametrize("form", [str, lambda path: path, scorer.Pin])
def test_one_pin_in_every_form(wide, form):
    [report] = scorer.score(form(wide), settings=LIGHT)

    assert report.score.guidelines < 60
    assert report.results[0].id == "wide-image"


def test_several_pins_keep_their_order(wide):
    reports = scorer.score([wide, scorer.Pin(wide, title="B")], settings=LIGHT)

    assert [report.pin.title for report in reports] == ["", "B"]


@pytest.mark.parametrize(
    ("given", "scored"),
    [
        ((".", "a.png"), ["a.png", "b.png"]),
        (("b.png", "."), ["b.png", "a.png"]),
        ((".", "*.png", "list.csv"), ["a.png", "b.png"]),
        (("a.png", "a.png"), ["a.png", "a.png"]),  # a report for each name
    ],
)
def test_a_picture_that_a_folder_leads_to_is_scored_once(
    given, scored, wide, monkeypatch
):
    monkeypatch.chdir(wide.parent)
    for name in ("a.png", "b.png"):
        Path(name).write_bytes(wide.read_bytes())
    wide.unlink()
    Path("list.csv").write_text("path,title\na.png,A\n", encoding="utf-8")

    reports = scorer.score(given, settings=LIGHT)

    assert [report.path for report in reports] == scored


def test_every_public_name_exists():
    for name in scorer.__all__:
        assert getattr(scorer, name)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="scroe"):
        _ = scorer.scroe


def test_importing_costs_nothing():
    code = "import sys, scorer; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert {"numpy", "cv2", "sklearn", "pydantic"}.isdisjoint(done.stdout.split())


def test_names_are_completed():
    assert set(scorer.__all__) <= set(dir(scorer))


def _bytes(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "form",
    [_bytes, lambda picture: picture, np.asarray, lambda p: np.asarray(p.convert("L"))],
)
def test_a_picture_need_not_be_a_file(wide, form):
    with Image.open(wide) as picture:
        picture.load()
        reports = scorer.score([form(picture), wide], settings=LIGHT)

    assert [each.path for each in reports] == ["picture 1", str(wide)]
    assert reports[0].score.guidelines == reports[1].score.guidelines


def test_bytes_that_are_no_picture_are_a_failure_under_their_name():
    [report] = scorer.score([b"GIF89a"], settings=LIGHT)

    assert report.failure.message.startswith("picture 1 ")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (7, TypeError),
        ([None], TypeError),
        (None, TypeError),
        (io.BytesIO(b"no path"), TypeError),
        (bytearray(b"no bytes"), TypeError),
        (np.zeros((3, 4), float), ValueError),
        (np.zeros((3, 4, 7), np.uint8), ValueError),
        (np.zeros((0, 4, 3), np.uint8), ValueError),
    ],
)
def test_what_is_no_pin_is_told(given, error):
    with pytest.raises(error):
        scorer.score(given, settings=LIGHT)


def test_what_is_not_understood_is_named_with_what_to_give(wide):
    with (
        wide.open("rb") as file,
        pytest.raises(TypeError, match=r"BufferedReader is no pin: .*file\.read\(\)"),
    ):
        scorer.score(file, settings=LIGHT)
    with pytest.raises(TypeError, match="settings are dict: give scorer"):
        scorer.score(wide, settings={"select": ["wide-image"]})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"feed_width_dp": -5}, "feed-width-dp = -5: it must be more than 0"),
        ({"max_pixels": "many"}, "max-pixels = 'many': a whole number is needed"),
        ({"ignore": ["tinted"]}, "unknown guideline 'tinted' in ignore"),
        ({"limits": {"tinted": {}}}, "unknown guideline 'tinted' in limits"),
    ],
)
def test_settings_made_in_python_are_checked(wide, given, said):
    with pytest.raises(scorer.ScorerError, match=said):
        scorer.score(wide, settings=scorer.Settings(ocr_engine="none", **given))


def test_jobs_are_one_and_more(wide):
    with pytest.raises(ValueError, match="jobs are 1 and more, not 0"):
        scorer.score(wide, settings=LIGHT, jobs=0)


def test_words_of_a_table_may_be_none_and_nothing_else_but_text():
    assert scorer.Pin("a.png", title=None) == scorer.Pin("a.png")
    with pytest.raises(TypeError, match="title is text, not float"):
        scorer.Pin("a.png", title=float("nan"))


def test_one_name_stands_for_a_list_of_one():
    assert scorer.Settings(languages="eng").languages == ("eng",)
    assert scorer.Pin("a.png").path == Path("a.png")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_reports_as_a_table(wide, tmp_path, library):
    pytest.importorskip(library, reason=f"{library} is not installed")
    reports = scorer.score([wide, tmp_path / "missing.png"], settings=LIGHT)
    table = scorer.to_frame(reports, library)

    assert type(table).__module__.startswith(library)
    assert len(table) == 2
    assert table["geometry.width_px"][0] == 90
    assert table["failure"][0] == ""
    assert "does not exist" in table["failure"][1]
    assert len(reports[0].to_frame(library)) == 1


def test_without_a_library_of_tables_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(scorer.ScorerError, match="not installed"):
        scorer.to_frame([])
    with pytest.raises(ValueError, match="excel"):
        scorer.to_frame([], "excel")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (({"path": "a.png"},), r"dict is no pin: give scorer.Pin\(path, title=…\)"),
        ((["a.png"], "2"), "jobs are str: give a whole number"),
    ],
)
def test_what_is_easily_mistaken_is_said(arguments, said):
    pins, *jobs = arguments

    with pytest.raises(TypeError, match=said):
        scorer.score(pins, settings=LIGHT, **({"jobs": jobs[0]} if jobs else {}))


def test_a_model_that_is_none_is_refused_before_the_first_pin(tmp_path):
    def pins():
        raise AssertionError("a pin was asked for")
        yield

    with pytest.raises(scorer.ScorerError, match="cannot be read"):
        scorer.score(pins(), settings=LIGHT, model=tmp_path / "none")
