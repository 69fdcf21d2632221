"""Workers: a bad pin costs that pin, order is kept, few pins are held."""

import functools
import multiprocessing
import os
import time
from itertools import count, islice
from pathlib import Path

import pytest

from scorer.batch._local import Limits, Tasks, reports
from scorer.core.pin import Pin
from scorer.core.report import Report
from tests.support.workers import needs_workers

PATIENT = Limits(jobs=2, max_seconds=60)


def work(pin):
    """Do what the pin's name says."""
    if pin.path.name == "dies":
        os._exit(7)
    if pin.path.name == "hangs":
        while True:
            pass
    if pin.path.name == "waits":
        time.sleep(2)
    if pin.path.name == "stands":
        time.sleep(600)
    return Report(str(pin.path))


def same(pin):
    return pin


def nothing():
    pass


TASKS = Tasks(same, work, nothing)


def pins(*names):
    return [Pin(Path(name)) for name in names]


@needs_workers
def test_a_death_and_a_hang_cost_two_of_two_hundred():
    names = [f"{number:03}" for number in range(200)]
    names[40], names[120] = "dies", "hangs"

    made = list(reports(TASKS, pins(*names), Limits(2, 1.0)))

    assert [report.path for report in made] == names
    codes = {each.path: each.failure.code for each in made if each.failure}
    assert codes == {"dies": "worker-died", "hangs": "too-slow"}


@needs_workers
def test_waiting_is_no_work():
    """As on a machine so busy that a pin is seldom its turn."""
    made = list(reports(TASKS, pins("a", "waits", "b"), Limits(1, 0.5)))

    assert [each.failure for each in made] == [None] * 3


@needs_workers
def test_waiting_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr("scorer.batch._clock._WAITING", 2.0)
    monkeypatch.setattr("scorer.batch._clock._LOADING_SECONDS", 8.0)
    made = list(reports(TASKS, pins("a", "stands", "b"), Limits(1, 0.5)))

    codes = [each.failure and each.failure.code for each in made]
    assert codes == [None, "too-slow", None]


@functools.cache
def loads():
    """Take longer than a pin may, as models do."""
    until = time.process_time() + 0.8
    while time.process_time() < until:
        pass


@needs_workers
def test_loading_is_nobodys_time_also_after_a_restart():
    names = ("a", "hangs", "b", "dies", "c")
    made = list(reports(Tasks(same, work, loads), pins(*names), Limits(1, 0.4)))

    codes = {each.path: each.failure.code for each in made if each.failure}
    assert codes == {"hangs": "too-slow", "dies": "worker-died"}


@needs_workers
def test_one_worker_survives_its_deaths():
    made = list(reports(TASKS, pins("a", "dies", "b", "dies", "c"), Limits(1, 60)))

    assert [report.failure is None for report in made] == [1, 0, 1, 0, 1]


def test_few_pins_are_taken_ahead():
    taken = []

    def endless():
        for number in count():
            taken.append(number)
            yield Pin(Path(f"{number}"))

    line = reports(TASKS, endless(), PATIENT)
    made = [report.path for report in islice(line, 100)]
    line.close()

    assert made == [f"{number}" for number in range(100)]
    assert len(taken) <= 100 + 2 * 16 + 2


def test_what_is_remembered_needs_no_worker(monkeypatch):
    monkeypatch.setattr("scorer.batch._local.start_pool", None)

    known = Tasks(lambda pin: Report(pin.path.name), None, None)
    made = list(reports(known, pins("a", "b", "c"), PATIENT))

    assert [report.path for report in made] == ["a", "b", "c"]


def test_a_single_pin_is_scored_here():
    here = Tasks(same, lambda pin: Report(f"{os.getpid()}"), nothing)
    [made] = reports(here, pins("a"), PATIENT)

    assert made.path == f"{os.getpid()}"


@needs_workers
def test_an_interrupt_ends_workers_that_would_go_on():
    others, working = set(multiprocessing.active_children()), set()

    def interrupted():
        yield from pins("hangs", "hangs")
        working.update(multiprocessing.active_children())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(reports(TASKS, interrupted(), Limits(jobs=2, max_seconds=86_400)))

    assert working - others
    assert set(multiprocessing.active_children()) <= others


def test_where_no_worker_can_start_pins_are_scored_here(monkeypatch, caplog):
    """As in a container whose /dev/shm cannot be written to."""

    def refused(*arguments):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("multiprocessing.synchronize._multiprocessing.SemLock", refused)

    def where(pin):
        return Report(f"{pin.path} {os.getpid()}")

    made = list(reports(Tasks(same, where, nothing), pins("a", "b", "c"), PATIENT))

    assert [each.path for each in made] == [f"{n} {os.getpid()}" for n in "abc"]
    assert caplog.text.count("Read-only file system") == 1
