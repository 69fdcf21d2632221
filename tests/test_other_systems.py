"""Commands as on Windows and macOS, as far as Linux can play them: the same answers."""

import functools
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from scorer.pins import find
from tests.support.other_systems import as_on, played, run
from tests.support.workers import needs_workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="plays on Linux")
TOP = Path(__file__).parents[1]
PINS = TOP / "fixtures" / "pins"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drafts")
    for name in ("wide.jpg", "square.jpg", "dark.jpg"):
        with Image.open(PINS / name) as picture:
            picture.reduce(4).save(folder / name)
    # A list as Excel on Windows writes it: its own encoding, names with backslashes.
    (folder / "pins.csv").write_bytes(
        "path;title\r\n.\\WIDE.JPG;Gemütliche Küche – 7 Ideen\r\n".encode("cp1252")
    )
    return folder


SEEN = """
import os, sys, signal
print(os.name, sys.platform, *(hasattr(os, n) for n in ("fork", "memfd_create")))
try:
    import resource
    print("resource")
except ImportError:
    print("none")
"""


@pytest.mark.parametrize(
    ("system", "seen"),
    [
        ("win32", ["nt", "win32", "False", "False", "none"]),
        ("darwin", ["posix", "darwin", "True", "False", "resource"]),
    ],
)
def test_our_modules_see_the_other_system(system, seen):
    """So that the tests below can fail."""
    line = "exec(sys.argv[1], {'__name__': 'scorer.tried'})"
    with played(system) as environment:
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; {line}", SEEN],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **environment},
        )

    assert done.stdout.split() == seen


WITH_WORKERS = ("score", ".", "-f", "csv", "-j", "2")


@pytest.fixture(scope="module")
def usual(drafts):
    return functools.cache(lambda *arguments: run(*arguments, cwd=drafts))


@pytest.mark.parametrize(
    ("system", "arguments"),
    [
        pytest.param("win32", WITH_WORKERS, marks=needs_workers),
        pytest.param("darwin", WITH_WORKERS, marks=needs_workers),
        ("win32", ("score", "pins.csv")),
        ("win32", ("check", "pins.csv", "--format", "github")),
        ("win32", ("titles", "7 Küchen-Ideen für 東京", "Kitchen ideas")),
        ("win32", ("report", "run.jsonl", "-f", "json")),
    ],
)
def test_answers_are_the_same_to_the_byte(drafts, usual, system, arguments):
    stored = usual("score", "pins.csv", "-f", "jsonl").stdout
    (drafts / "run.jsonl").write_bytes(stored)
    here = usual(*arguments)
    there = as_on(system, *arguments, cwd=drafts)

    assert b"Traceback" not in there.stderr
    assert there.returncode == here.returncode, there.stderr
    assert there.stdout == here.stdout != b""


def test_windows_tells_what_a_killed_run_left_by_its_age(tmp_path):
    (tmp_path / "wide.jpg").write_bytes((PINS / "wide.jpg").read_bytes())
    old = tmp_path / ".r.csv.k2j_x7ab.scorer-unfinished"
    fresh = old.with_name(".r.csv.aaaa1111.scorer-unfinished")
    for each, age_days in ((old, 2), (fresh, 0)):
        each.write_text("path,")
        then = time.time() - 86_400 * age_days
        os.utime(each, (then, then))

    done = as_on("win32", "score", "wide.jpg", "-j", "1", "-o", "r.csv", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.csv").exists()
    assert (old.exists(), fresh.exists()) == (False, True)


@pytest.mark.parametrize(
    "given",
    [
        "wide.jpg\r\nKüche.jpg\r\n".encode("cp1252"),
        "\ufeffwide.jpg\r\nKüche.jpg\r\n".encode(),
        "wide.jpg\r\nKüche.jpg\r\n".encode("utf-16"),
    ],
    ids=["cp1252", "utf-8-sig", "utf-16"],
)
def test_a_list_as_a_windows_console_writes_it(monkeypatch, given):
    def only_utf_8(name):
        return name.decode("utf-8")  # as Windows decodes names

    monkeypatch.setattr("scorer.pins._listing.os.fsdecode", only_utf_8)
    monkeypatch.setattr("locale.getencoding", lambda: "cp1252")

    names = [str(pin.path) for pin in find([Path("-")], io.BytesIO(given))]

    assert names == ["wide.jpg", "Küche.jpg"]
