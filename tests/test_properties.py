"""What must hold of every run, whatever the pins."""

import dataclasses

import pytest
from PIL import Image, ImageDraw

from scorer.batch import Job, run
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.core.storage.codec import to_json

JOB = Job(Settings(ocr_engine="none"))


@pytest.fixture
def pins(tmp_path):
    sizes = [(200, 300), (300, 200), (200, 600), (150, 150)]
    for number, size in enumerate(sizes):
        image = Image.new("RGB", size, (30 * number, 200, 90))
        ImageDraw.Draw(image).ellipse((20, 30, 90, 140), "white")
        image.save(tmp_path / f"{number}.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return [Pin(path, f"10 Ideas {path.stem}") for path in sorted(tmp_path.iterdir())]


def reports(pins, jobs=1):
    return {each.path: to_json(each) for each in run(pins, JOB, jobs=jobs)}


def test_two_runs_are_the_same(pins):
    assert reports(pins) == reports(pins)


def test_order_of_pins_changes_no_report(pins):
    assert reports(pins) == reports(pins[::-1])


def test_number_of_processes_changes_no_report_and_no_order(pins):
    one, two = reports(pins), reports(pins, jobs=2)

    assert list(one) == list(two)
    assert one == two


def test_name_of_the_file_changes_nothing_else(pins, tmp_path):
    other = tmp_path / "pin=1;\u202e.png"
    other.write_bytes(pins[0].path.read_bytes())
    (first,) = run([pins[0]], JOB)
    (second,) = run([dataclasses.replace(pins[0], path=other)], JOB)

    assert dataclasses.replace(second, path=first.path) == first
