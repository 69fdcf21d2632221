"""What every engine answers."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.core.errors import DependencyError, SettingsError
from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.core.storage.packaged import stamp
from scorer.text.engines import engine, rapid, version
from scorer.text.engines.recorded import record
from scorer.text.lines import read_text
from scorer.text.reading import Reading, ReadLine, upright

_NEEDS_TESSERACT = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)


def picture(text="Easy Pasta Dinner"):
    canvas = Image.new("RGB", (600, 400), "white")
    font = ImageFont.load_default(52)
    ImageDraw.Draw(canvas).text((60, 150), text, "black", font)
    return np.array(canvas)


@pytest.mark.rapid
def test_rapid_reads_a_line_and_where_its_letters_are():
    (line,) = engine("rapid").read(picture(), Settings()).lines

    assert line.text == "Easy Pasta Dinner"
    assert line.confidence > 0.9
    assert len(line.centers) == len(line.text)
    assert list(line.centers) == sorted(line.centers)
    assert 0 < line.centers[0] < 0.1
    assert 0.9 < line.centers[-1] < 1


@pytest.mark.rapid
@pytest.mark.parametrize("quarters", [1, 3])  # upwards, downwards
def test_rapid_reads_a_line_turned_by_a_quarter_either_way(quarters):
    turned = np.ascontiguousarray(np.rot90(picture(), quarters))

    (line,) = engine("rapid").read(turned, Settings()).lines

    assert line.text == "Easy Pasta Dinner"
    (_, begin), (_, end) = line.quad[:2]
    assert (begin > end) == (quarters == 1)


@pytest.mark.rapid
@pytest.mark.parametrize("figure", ["1", "4"])
def test_rapid_reads_a_tall_figure_upright(figure):
    canvas = Image.new("RGB", (600, 900), "white")
    font = ImageFont.load_default(420)
    ImageDraw.Draw(canvas).text((180, 150), figure, "black", font)

    found = engine("rapid").read(np.array(canvas), Settings()).lines

    for line in found:
        (left, top), (right, end) = line.quad[:2]
        assert line.text == figure
        assert right > left
        assert abs(end - top) < 0.1 * (right - left)


@pytest.mark.rapid
@pytest.mark.parametrize("degrees", [-165, -125, -105, -70, -40, 40, 70, 115, 150, 180])
def test_rapid_reads_a_line_at_any_angle(degrees):
    canvas = Image.fromarray(picture()).rotate(degrees, expand=True, fillcolor="white")

    found = engine("rapid").read(np.array(canvas), Settings()).lines

    words = sorted(word for line in found for word in line.text.split())
    assert words == ["Dinner", "Easy", "Pasta"]


@pytest.mark.rapid
def test_rapid_reads_nothing_on_a_plain_ground():
    blank = np.full((300, 200, 3), 230, np.uint8)

    assert engine("rapid").read(blank, Settings()).lines == ()


@pytest.mark.rapid
def test_script_that_rapid_lacks_is_said():
    settings = Settings(languages=("eng", "tam"))

    assert "tam" in engine("rapid").read(picture(), settings).unread


@pytest.mark.tesseract
@_NEEDS_TESSERACT
def test_tesseract_reads_a_line_and_where_its_letters_are():
    (line,) = engine("tesseract").read(picture(), Settings()).lines

    assert line.text == "Easy Pasta Dinner"
    assert len(line.centers) == len(line.text)


@pytest.mark.tesseract
@_NEEDS_TESSERACT
@pytest.mark.parametrize("languages", [("xxx",), ("eng", "xxx")])
def test_language_that_tesseract_lacks_is_said(languages):
    with pytest.raises(DependencyError, match="no data for xxx") as caught:
        engine("tesseract").read(picture(), Settings(languages=languages))

    assert "tesseract-ocr-xxx" in caught.value.hint


@pytest.mark.tesseract
@_NEEDS_TESSERACT
def test_each_line_of_tesseract_has_its_box():
    two = np.concatenate([picture("Easy Pasta Dinner"), picture("Ready by noon")])

    lines = engine("tesseract").read(two, Settings()).lines

    assert [line.text for line in lines] == ["Easy Pasta Dinner", "Ready by noon"]
    for line, top in zip(lines, (150, 550), strict=True):
        (left, above), _, (right, below), _ = line.quad
        assert (55 < left < 70, 400 < right < 520) == (True, True)
        assert top < above < below < top + 70


def test_tesseract_that_is_missing_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(DependencyError, match="Tesseract is not installed") as caught:
        engine("tesseract").read(picture(), Settings())

    assert "--ocr-engine rapid" in caught.value.hint


def test_no_engine_says_that_nothing_was_read():
    reading = engine("none").read(picture(), Settings())

    assert (reading.lines, bool(reading.unread)) == ((), True)


def test_recorded_reading_is_replayed(tmp_path, monkeypatch):
    monkeypatch.setenv("SCORER_RECORDED_OCR", str(tmp_path))
    reading = Reading((ReadLine("hello", upright(1, 2, 3, 4), 0.5, (0.1,) * 5),))
    record(picture(), reading)

    assert engine("recorded").read(picture(), Settings()) == reading
    with pytest.raises(DependencyError, match="no recorded reading"):
        engine("recorded").read(picture("other"), Settings())


def test_unknown_engine_names_the_closest():
    with pytest.raises(SettingsError) as caught:
        engine("tesserakt")

    assert "tesseract" in caught.value.hint


def test_engine_of_the_settings_reads():
    creative = Creative(Pin(Path()), picture(), Settings(ocr_engine="none"))

    assert creative.once(read_text).unread


@pytest.mark.rapid
def test_telemetry_is_off_before_onnxruntime_is_imported():
    code = (
        "import os, sys; os.environ.pop('ORT_DISABLE_TELEMETRY', None)\n"
        "from scorer.text.networks.models import detector\n"
        "assert 'onnxruntime' not in sys.modules\n"
        "detector()\n"
        "assert os.environ['ORT_DISABLE_TELEMETRY'] == '1'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "name",
    [
        "script/model.json",
        "script/steps.json",
        "script/letters.json",
        "script/pins.json",
    ],
)
def test_another_fit_of_the_scripts_is_another_version(name, monkeypatch):
    before = version(Settings(ocr_engine="recorded"))

    def other(asked):
        return "0" * 64 if asked == name else stamp(asked)

    monkeypatch.setattr("scorer.text.engines.stamp", other)

    assert version(Settings(ocr_engine="recorded")) != before


@pytest.mark.parametrize(
    ("texts", "confidence", "wide", "count"),
    [
        (("XO", "OX"), 0.3, 1.0, 2),  # a block of two rows that nobody can read
        (("XO", "OX"), 0.7, 1.0, 0),  # read as one sign, and believed
        (("XOOXXOOX", "OXXOOXXO"), 0.3, 3.0, 0),  # a long line may have a shadow
    ],
)
def test_rows_of_a_block_that_is_not_believed_are_looked_at(
    texts, confidence, wide, count, monkeypatch
):
    canvas = Image.new("RGB", (1000, 400), (235, 230, 220))
    font = ImageFont.load_default(110)
    for text, y in zip(texts, (130, 270), strict=True):
        ImageDraw.Draw(canvas).text((500, y), text, (40, 30, 40), font, anchor="mm")
    half = 140 * wide
    box = np.array(upright(500 - half, 60, 2 * half, 280), np.float32)

    def unread(_, quad, **__):
        return ReadLine("zz", tuple(map(tuple, quad.tolist())), 0.4)

    monkeypatch.setattr(rapid, "_line", unread)
    block = ReadLine("Z", upright(500 - half, 60, 2 * half, 280), confidence)
    found = rapid._rows_of(np.array(canvas), block, [box + 2000], is_east_asian=False)

    assert len(found) == count
    assert all(row.text == "" and row.centers == () for row in found)
    tops = [row.quad[0][1] for row in found]
    assert tops == sorted(tops)
