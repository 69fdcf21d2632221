"""Ctrl+C: at once, with 130, without a traceback; nothing that was printed is lost."""

import functools
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.support.workers import needs_workers

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="asks a whole group of processes, as a terminal does"
)
PINS = Path(__file__).parents[2] / "fixtures" / "pins"
# Also where the tests run in the background, which ignores Ctrl+C and passes that on.
AS_IN_A_TERMINAL = functools.partial(
    signal.signal, signal.SIGINT, signal.default_int_handler
)


def started(*arguments, cache, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "scorer", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # communicate() would lose what readline() has read ahead
        env={**os.environ, "SCORER_CACHE_FOLDER": str(cache), **environment},
        start_new_session=True,
        preexec_fn=AS_IN_A_TERMINAL,  # noqa: PLW1509 - the tests start no threads
    )


def interrupted(run):
    """Return what a run still says after Ctrl+C, which its whole group gets."""
    os.killpg(run.pid, signal.SIGINT)
    return run.communicate(timeout=60)


@needs_workers
@pytest.mark.parametrize("jobs", [1, 2])
def test_scoring_with_text_ends_and_keeps_what_was_printed(tmp_path, jobs):
    data = (PINS / "small-text.jpg").read_bytes()
    for number in range(60):
        (tmp_path / f"{number}.jpg").write_bytes(data + bytes([number]))
    run = started("score", tmp_path, "-q", "-f", "jsonl", "-j", jobs, cache=tmp_path)
    first = run.stdout.readline()
    rest, said = interrupted(run)

    assert (run.returncode, said) == (130, b"")
    with sqlite3.connect(tmp_path / "features.sqlite") as kept:
        known = {row[0].hex() for row in kept.execute("SELECT file FROM pins")}
    kept.close()
    printed = [json.loads(line) for line in (first + rest).splitlines(keepends=True)]
    assert printed
    assert {each["sha256"] for each in printed} <= known


@needs_workers
def test_a_local_cluster_ends(tmp_path):
    pytest.importorskip("distributed")
    small = io.BytesIO()
    Image.open(PINS / "small-text.jpg").resize((200, 300)).save(small, "JPEG")
    for number in range(600):  # more than are done before it is asked to end
        end = number.to_bytes(2, "big")
        (tmp_path / f"{number}.jpg").write_bytes(small.getvalue() + end)
    run = started(
        *("score", tmp_path, "-q", "-f", "jsonl", "--cluster", "local", "-j", "1"),
        cache=tmp_path / "cache",
        SCORER_OCR_ENGINE="none",
    )
    assert json.loads(run.stdout.readline())
    _, said = interrupted(run)

    assert (run.returncode, said) == (130, b"")


@needs_workers
def test_the_page_ends(tmp_path):
    run = started("serve", "--port", "0", cache=tmp_path)
    first = run.stderr.readline()
    _, said = interrupted(run)

    assert first.endswith(b"(Ctrl+C ends it)\n")
    assert (run.returncode, said.strip()) == (130, b"")


def test_watching_ends(tmp_path):
    run = started("watch", PINS, "--settle", "0.1", cache=tmp_path)
    assert run.stderr.readline().startswith(b"watching")
    run.stdout.readline()
    _, said = interrupted(run)

    assert (run.returncode, said) == (130, b"")


def test_training_ends(tmp_path):
    account = PINS.parent / "account"
    run = started(
        *("train", account / "exports", "--pins", account / "pins"),
        *("--out", tmp_path / "model"),
        cache=tmp_path / "cache",
        SCORER_OCR_ENGINE="none",
    )
    while not (tmp_path / "cache" / "features.sqlite").exists():
        assert run.poll() is None
        time.sleep(0.02)
    _, said = interrupted(run)

    assert (run.returncode, said) == (130, b"")
    assert not (tmp_path / "model").exists()


# Longer than any pipe: who has read a byte of it stops its writer in its middle.
LONG = b"x" * 1_000_000 + b"\n"
WRITES = """
import itertools, sys
from pathlib import Path
from scorer.cli import _interrupt, _output

_interrupt._GRACE_SECONDS = 0.0  # as on a machine so busy that it is over
with _interrupt.exit_on_interrupt(), _output.sentences(), _output.streams():
    for line in itertools.repeat("x" * 1_000_000 + "\\n"):
        {write}
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    "write",
    [
        "_output.write([line], None)",
        "_output.say(line[:-1])",
        "_output.write([line], Path('/dev/stdout'))",
        "sys.stderr.write(line)",
        "_output.say(line[:-1], err=True)",
    ],
)
def test_a_line_is_written_whole_or_not_at_all(write, number):
    with subprocess.Popen(
        [sys.executable, "-c", WRITES.format(write=write)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
        preexec_fn=AS_IN_A_TERMINAL,  # noqa: PLW1509 - the tests start no threads
    ) as run:
        first = run.stdout.read(1)
        run.send_signal(number)
        lines = (first + run.communicate(timeout=60)[0]).splitlines(keepends=True)

    assert run.returncode == 128 + number
    assert set(lines) == {LONG}


def test_a_reader_that_never_reads_is_left_by_asking_again():
    """As a pager that waits at its first page."""
    write = "_output.READER_PATIENCE_SECONDS = 0.0; _output.write([line], None)"
    with subprocess.Popen(
        [sys.executable, "-c", WRITES.format(write=write)],
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as run:
        assert run.stdout.read(1)
        while run.poll() is None:
            run.terminate()
            time.sleep(0.2)

    assert run.returncode == 128 + signal.SIGTERM


SWALLOWED = """
try:
    signal.raise_signal(signal.SIGINT)
except SystemExit:
    time.sleep(60)
"""
TURNED_INTO_AN_ERROR = """
try:
    signal.raise_signal(signal.SIGINT)
finally:
    threading.Lock().release()
"""
LOST_IN_A_DESTRUCTOR = """
class Library:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
Library()
"""


def ended(body, *, background=False):
    """Return status and error output of a command that does this."""
    lines = "\n    ".join(body.strip().splitlines())
    imports = (
        "import signal, threading, time\n"
        "from scorer.cli._interrupt import exit_on_interrupt"
    )
    handler = signal.SIG_IGN if background else signal.default_int_handler
    run = subprocess.run(
        [sys.executable, "-c", f"{imports}\nwith exit_on_interrupt():\n    {lines}"],
        stderr=subprocess.PIPE,
        preexec_fn=functools.partial(signal.signal, signal.SIGINT, handler),
        timeout=60,
        check=False,
    )
    return run.returncode, run.stderr


@pytest.mark.parametrize(
    "body", [SWALLOWED, TURNED_INTO_AN_ERROR, LOST_IN_A_DESTRUCTOR]
)
def test_what_a_library_makes_of_it_is_not_seen(body):
    assert ended(body) == (130, b"")


def test_it_stays_ignored_in_a_scripts_background():
    assert ended("signal.raise_signal(signal.SIGINT)", background=True) == (0, b"")
