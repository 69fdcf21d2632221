"""A dask cluster does the same work; a bad pin costs that pin."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.batch import _cluster
from scorer.batch._cluster import reports
from scorer.batch._local import Limits
from scorer.core.errors import SettingsError
from scorer.core.pin import Pin
from scorer.core.report import Report
from scorer.core.settings import Settings

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pins"

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")


class Work:
    """Do what the pin's name says."""

    def examine(self, pin):
        assert pin.path.name != "c"
        if pin.path.name == "dies":
            os._exit(7)
        return Report(str(pin.path))

    def recall(self, pin):
        return Report("c") if pin.path.name == "c" else pin


@pytest.fixture(scope="module")
def address():
    """A cluster of one worker, started as ``local`` is, reached by its address."""
    with _cluster._client("local", 1) as client:
        yield client.scheduler.address


def test_a_death_costs_one_pin_and_order_is_kept(address, monkeypatch):
    monkeypatch.setattr(_cluster, "_BATCH", 4)
    names = [*"abcdefghij", "dies", *"klm"]
    pins = [Pin(Path(name)) for name in names]

    made = list(reports(Work(), pins, address, Limits(1, 60)))

    assert [each.path for each in made] == names
    assert [each.path for each in made if each.failure] == ["dies"]


class Slow:
    """A cluster on a machine so busy that its workers are not seen to end."""

    def close(self):
        raise TimeoutError


def test_a_cluster_that_is_slow_to_close_costs_no_report():
    with _cluster._closed(Slow()):
        pass


def test_what_failed_in_it_is_told():
    with pytest.raises(KeyError), _cluster._closed(Slow()):
        raise KeyError


def test_no_scheduler_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr(_cluster, "_CONNECT_SECONDS", 0.2)

    with pytest.raises(SettingsError, match="no dask scheduler"):
        list(reports(Work(), [], "tcp://127.0.0.1:9", Limits(1, 60)))


class Foreign:
    """An object that does something when it is read as a report."""

    path = "a"


@pytest.mark.parametrize(
    "answer",
    [
        [Foreign()],
        [Report("a")],
        ['{"path": 5}'],
        ["no JSON"],
        [b"{}"],
        [],
        ['{"path": "a"}', '{"path": "b"}'],
        Foreign(),
        None,
    ],
)
def test_an_answer_that_is_no_json_report_is_refused(answer):
    with pytest.raises(ValueError, match=r".") as caught:
        _cluster._read(answer, [Pin(Path("a"))])

    failure = _cluster._lost(caught.value)
    assert "no report" in failure.message


def test_reports_of_a_cluster_are_those_made_here(address):
    from scorer.batch import Job, run

    pins = [Pin(path, title="A title") for path in sorted(FIXTURES.glob("*.jpg"))[:3]]
    plain = Settings(ocr_engine="none", cache=False)
    here = list(run(pins, Job(plain)))
    there = run(pins, Job(Settings("none", cache=False, cluster=address)), jobs=1)

    assert list(there) == here


@pytest.mark.parametrize("where", ["scorer.toml", "pyproject.toml", "folders"])
def test_a_cluster_that_a_foreign_folder_names_is_not_reached(tmp_path, where):
    """A pull request that adds one line ran code on the runner."""
    (tmp_path / "a.jpg").write_bytes((FIXTURES / "wide.jpg").read_bytes())
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        line = f'cluster = "tcp://127.0.0.1:{server.getsockname()[1]}"\n'
        table = {"pyproject.toml": "[tool.scorer]\n", "folders": '[folders."*"]\n'}
        name = "scorer.toml" if where == "folders" else where
        (tmp_path / name).write_text(table.get(where, "") + line)
        done = subprocess.run(
            [sys.executable, "-m", "scorer", "check", ".", "-j", "1"],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(FIXTURES.parents[1])},
        )
        with pytest.raises(TimeoutError):
            server.accept()

    assert done.returncode == 2
    assert "cluster" in done.stderr
    assert "Traceback" not in done.stderr
