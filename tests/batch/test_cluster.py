"""A dask cluster does the same work; a bad pin costs that pin."""

import os
from pathlib import Path

import pytest

from scorer.batch import _cluster
from scorer.batch._cluster import reports
from scorer.batch._local import Limits
from scorer.core.errors import SettingsError
from scorer.core.pin import Pin
from scorer.core.report import Report

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")


def work(pin):
    """Do what the pin's name says."""
    if pin.path.name == "dies":
        os._exit(7)
    return Report(str(pin.path))


def test_a_death_costs_one_pin_and_order_is_kept(monkeypatch):
    monkeypatch.setattr(_cluster, "_BATCH", 4)
    names = [*"abcdefghij", "dies", *"klm"]
    pins = [Pin(Path(name)) for name in names]

    def memory(pin):
        return Report("c") if pin.path.name == "c" else None

    made = list(reports(work, pins, "local", Limits(1, 60), memory))

    assert [each.path for each in made] == names
    assert [each.path for each in made if each.failure] == ["dies"]


def test_no_scheduler_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr(_cluster, "_CONNECT_SECONDS", 0.2)

    with pytest.raises(SettingsError, match="no dask scheduler"):
        list(reports(work, [], "tcp://127.0.0.1:9", Limits(1, 60), lambda pin: None))
