"""What docs/security.md promises of the source as a whole."""

import ast
import functools
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from scorer.core.pin import Pin
from scorer.core.settings import Settings

FIXTURES = Path(__file__).parents[1] / "fixtures"
SOURCES = sorted((Path(__file__).parents[1] / "scorer").rglob("*.py"))
# Each runs what a file says, or reads formats that do.
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal"}
UNSAFE_MODULES |= {"shelve", "skops", "yaml"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
NETWORK_MODULES = {"socket", "urllib.request", "http.client", "requests", "httpx"}
NETWORK_MODULES |= {"ftplib", "smtplib", "aiohttp", "urllib3", "s3fs", "fsspec"}
# Where a connection is what the user asks for.
NETWORK_PLACES = {"pinterest", "web", "remote.py"}
CUT_OFF = ("unshare", "--map-root-user", "--net")


@functools.cache
def named(text):
    """Return the modules that a source file imports, and what it calls by name."""
    imported, called = set(), set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called.add(node.func.id)
    return imported, called


def reads_code(text):
    """Whether a source file can run what a file says."""
    imported, called = named(text)
    return (
        bool({name.split(".")[0] for name in imported} & UNSAFE_MODULES)
        or bool(called & UNSAFE_CALLS)
        or "allow_pickle=True" in text
    )


def reaches_out(text):
    """Whether a source file has a way to the network."""
    return bool(named(text)[0] & NETWORK_MODULES)


def leaves_telemetry_on(text):
    """Whether a source file loads onnxruntime as it comes.

    It writes a device id and opens sockets when it is imported.
    """
    names = {name.split(".")[0] for name in named(text)[0]}
    return bool(names & {"rapidocr", "onnxruntime"}) and (
        "ORT_DISABLE_TELEMETRY" not in text
    )


# What no source file does, but in the places named.
PROMISES = {
    "files are read as data": (reads_code, frozenset()),
    "nothing reaches a network": (reaches_out, NETWORK_PLACES),
    "telemetry is off": (leaves_telemetry_on, frozenset()),
}


@pytest.mark.parametrize("promise", PROMISES)
def test_no_source_file_breaks(promise):
    breaks, places = PROMISES[promise]

    assert [
        str(path)
        for path in SOURCES
        if not places & set(path.parts) and breaks(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        ("files are read as data", "import pickle"),
        ("files are read as data", "eval(text)"),
        ("files are read as data", "np.load(path, allow_pickle=True)"),
        ("nothing reaches a network", "from urllib.request import urlopen"),
        ("telemetry is off", "import onnxruntime"),
    ],
)
def test_a_source_file_that_breaks_a_promise_is_found(promise, text):
    breaks, _ = PROMISES[promise]

    assert breaks(text)


def test_no_pickled_file_is_in_the_tree():
    top = SOURCES[0].parents[1]
    ours = ("scorer", "models", "fixtures", "tests", "tools", "benchmarks", "docs")
    names = [path.name for folder in ours for path in (top / folder).rglob("*")]

    assert len(names) > 1000
    assert not [
        name for name in names if re.search(r"\.(pkl|pickle|joblib|skops|npy)$", name)
    ]


def test_scoring_opens_no_socket(tmp_path, monkeypatch):
    from scorer.batch import Job, run

    def refused(*args, **kwargs):
        raise AssertionError("a socket was opened")

    path = tmp_path / "a.png"
    Image.new("RGB", (100, 150), "white").save(path)
    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    settings = Settings(ocr_engine="none")

    (report,) = run([Pin(path)], Job(settings, picture_bytes=40_000))

    assert report.failure is None


def _without_network(*arguments, cache):
    """Run the command where no interface is up, not even loopback."""
    return subprocess.run(
        [*CUT_OFF, sys.executable, "-m", "scorer", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SCORER_CACHE_FOLDER": str(cache)},
    )


@pytest.fixture(scope="module")
def cut_off():
    try:
        is_allowed = subprocess.run([*CUT_OFF, "true"], check=False).returncode == 0
    except FileNotFoundError:
        is_allowed = False
    if not is_allowed:
        pytest.skip("no network namespaces here")


@pytest.mark.rapid
def test_scoring_and_reports_need_no_network(cut_off, tmp_path):
    pins = [FIXTURES / "pins" / name for name in ("small-text.jpg", "wide.jpg")]
    page = tmp_path / "report.html"

    done = _without_network("score", *pins, "-j", "1", "-o", page, cache=tmp_path)

    assert done.returncode == 0, done.stderr
    assert page.stat().st_size > 10_000


def test_training_needs_no_network(cut_off, tmp_path):
    exports, pins = FIXTURES / "account" / "exports", tmp_path / "pins"
    pins.mkdir()
    for picture in sorted((FIXTURES / "account" / "pins").iterdir())[:24]:
        shutil.copy(picture, pins)
    flags = ("--ocr-engine", "none", "-j", "1", "--out", tmp_path / "model")

    done = _without_network("train", exports, "--pins", pins, *flags, cache=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "model" / "model.json").is_file()


def test_security_page_walks_through_all_that_a_stranger_can_write():
    from dataclasses import fields

    from scorer.pins._manifest import READ

    page = (SOURCES[0].parents[1] / "docs" / "security.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("## What if a stranger wrote this")
    table = rest.partition("## A cluster")[0]
    names = {each.name.replace("_", "-") for each in fields(Settings)} | {*READ}

    assert not {name for name in names if f"`{name}`" not in table}


def test_security_page_names_every_failure_code_of_pictures():
    page = (SOURCES[0].parents[1] / "docs" / "security.md").read_text(encoding="utf-8")
    folders = {"opening", "pins"}
    texts = [path.read_text() for path in SOURCES if path.parent.name in folders]
    codes = {code for text in texts for code in re.findall(r'code="([a-z-]+)"', text)}

    assert not {code for code in codes if f"`{code}`" not in page}


def test_the_table_of_attacks_names_tests_that_are_there():
    tests = Path(__file__).parent
    page = tests.parent / "docs" / "measurements" / "attacks.md"
    named = set(re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8")))
    written = {
        name
        for path in tests.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.M)
    }

    assert len(named) > 40
    assert named - written == set()
