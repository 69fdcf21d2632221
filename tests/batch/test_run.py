"""Runs over folders: the same output from workers, from here and from the cache."""

import numpy as np
import pytest
from PIL import Image

from scorer.batch import Job, run
from scorer.core.codec import to_json
from scorer.core.pin import Pin
from scorer.core.settings import Settings


@pytest.fixture
def pins(tmp_path):
    rng = np.random.default_rng(3)
    for number in range(4):
        pixels = rng.integers(0, 255, (60, 40, 3), np.uint8)
        Image.fromarray(pixels).save(tmp_path / f"{number}.png")
    (tmp_path / "2.png").write_bytes(b"no picture")
    return [Pin(tmp_path / f"{n}.png", title=f"Pin {n}") for n in range(4)]


@pytest.fixture
def settings(tmp_path):
    return Settings(ocr_engine="none", cache_folder=str(tmp_path / "cache"))


def texts(pins, settings, jobs=None, **job):
    return [to_json(each) for each in run(pins, Job(settings, **job), jobs=jobs)]


def test_workers_and_cache_change_nothing(pins, settings):
    anew = texts(pins, Settings(ocr_engine="none", cache=False))

    assert texts(pins, settings, jobs=2) == anew
    assert texts(pins, settings, jobs=2) == anew
    assert texts(pins, settings) == anew


def test_a_known_pin_is_not_opened(pins, settings, monkeypatch):
    first = texts(pins[:2], settings, picture_bytes=40_000)
    monkeypatch.setattr("scorer.pipeline.open_image", None)

    assert texts(pins[:2], settings, picture_bytes=40_000) == first
    assert all("data:" not in text for text in texts(pins[:2], settings))


def test_a_bug_is_a_failed_report_with_its_name(pins, settings, monkeypatch):
    monkeypatch.setattr("scorer.pipeline.extract", None)

    [report] = run(pins[:1], Job(settings))

    assert report.failure.code == "internal-error"
    assert "TypeError" in report.failure.message
