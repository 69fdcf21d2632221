"""Runs over folders: the same output from workers, from here and from the cache."""

import functools
import pickle
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from scorer.batch import Job, run
from scorer.batch._work import Work
from scorer.cache import Store
from scorer.core.pin import Pin
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.core.storage.codec import to_json
from scorer.opening import _reading


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
    monkeypatch.setattr("scorer.pipeline.open_file", None)

    assert texts(pins[:2], settings, picture_bytes=40_000) == first
    assert all("data:" not in text for text in texts(pins[:2], settings))


class Counted:
    """Counts calls of a function, in whatever process."""

    def __init__(self, monkeypatch, path, owner, name):
        self.path, self.name = path, name
        self.function = getattr(owner, name)
        monkeypatch.setattr(owner, name, self)

    def __get__(self, instance, owner):
        return functools.partial(self, instance)

    def __call__(self, *arguments):
        with self.path.open("a") as file:
            file.write(f"{self.name}\n")
        return self.function(*arguments)


@pytest.mark.parametrize("in_two_steps", [False, True])
def test_a_new_pin_is_read_hashed_and_looked_up_once(
    pins, settings, monkeypatch, tmp_path, in_two_steps
):
    log = tmp_path / "calls"
    Counted(monkeypatch, log, _reading, "_read")
    Counted(monkeypatch, log, _reading.hashlib, "sha256")
    Counted(monkeypatch, log, Store, "rows")
    work = Work(Job(settings))

    for pin in pins:
        if in_two_steps:  # the second of them in a worker
            known = pickle.loads(pickle.dumps(work.recall(pin)))
            made = known if isinstance(known, Report) else work.complete(known)
        else:
            made = work.examine(pin)
        assert (made.failure is None) == (pin.title != "Pin 2")

    calls = log.read_text().split()
    assert Counter(calls) == {"_read": 4, "sha256": 4, "rows": 4}


def test_a_large_file_is_read_again_by_the_worker(pins, settings, monkeypatch):
    monkeypatch.setattr("scorer.opening._CARRIED_BYTES", 10)
    work = Work(Job(settings))
    known = work.recall(pins[0])

    assert len(pickle.dumps(known)) < 5_000
    assert work.complete(pickle.loads(pickle.dumps(known))) == work.examine(pins[0])


def test_a_bug_is_a_failed_report_with_its_name(pins, settings, monkeypatch):
    monkeypatch.setattr("scorer.pipeline.extract", None)

    [report] = run(pins[:1], Job(settings))

    assert report.failure.code == "internal-error"
    assert "TypeError" in report.failure.message
