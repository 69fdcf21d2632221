"""Commands in one started program: each a process of its own, forked from it.

What a command imports takes longer than most commands take. The program has imported
it, runs no threads, and becomes each command in a fork, which ends as any process does.
Where starting itself is what is tested, a program is started for each.
"""

import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

TOP = Path(__file__).parents[2]
# What is in place of a stream: closed, or a pipe that nobody reads.
CLOSED, GONE = "closed", "gone"
STREAMS = ("stdin", "stdout", "stderr")
PRELOADED = ("pebble", "scorer.account.estimate", "scorer.titles.ranking")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


@dataclass(frozen=True)
class Command:
    """A command of the program.

    Attributes:
        words: What is typed after ``scorer``.
        stdin: A file, or ``closed``.
        stdout: A file to write to, ``closed`` or ``gone``; empty: it is returned.
        stderr: The same.
        env: What its environment has besides.
        folder: Where it runs; empty: where the program was started.
        is_deleted: Whether that folder is deleted before it begins.
    """

    words: Sequence[str]
    stdin: str = os.devnull
    stdout: str = ""
    stderr: str = ""
    env: dict[str, str] = field(default_factory=dict)
    folder: str = ""
    is_deleted: bool = False


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def run_each(commands, cwd, env=None, preamble=""):
    """Return how each of the commands ended, one after the other.

    ``PYTHONPATH`` in ``env`` must lead here, too.

    Args:
        commands: In their order.
        cwd: Where the program is started.
        env: What its environment has besides.
        preamble: Python that it runs before it becomes a command.
    """
    tasks = json.dumps([asdict(each) for each in commands])
    code = f"{preamble}\nfrom tests.support.forks import become_each\nbecome_each()"
    done = subprocess.run(
        [sys.executable, "-c", code, tasks],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(TOP), **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Done(*each) for each in json.loads(done.stdout)]


def become_each():
    """Become the commands that were given as JSON; print how each ended."""
    from scorer.cli import main

    tasks = [Command(**each) for each in json.loads(sys.argv[1])]
    _load_all(main)
    gc.freeze()  # what a fork looks at for garbage is copied
    ended = []
    for task in tasks:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            number = os.fork()
            if not number:
                _become(task, {"stdout": out, "stderr": err})
                main(prog_name="scorer")
            status = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
            ended.append((status, _read(out), _read(err)))
    sys.stdout.write(json.dumps(ended))


def _load_all(main):
    """Load what commands load, by one of them; no thread is started."""
    from scorer.batch._workers import one_thread

    one_thread()
    for name in PRELOADED:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.png"
        Image.new("RGB", (60, 90)).save(path)
        usual = {"SCORER_OCR_ENGINE": "none", "SCORER_CACHE": "false"}
        CliRunner().invoke(main, ["score", str(path)], env=usual)
    assert threading.active_count() == 1


def _become(task, kept):
    places = [getattr(task, name) for name in STREAMS]
    opened = [
        place != CLOSED and _opened(place, kept.get(name))
        for place, name in zip(places, STREAMS, strict=True)
    ]
    for descriptor, name in enumerate(STREAMS):
        if places[descriptor] == CLOSED:
            os.close(descriptor)
            setattr(sys, name, None)  # as Python does when it starts
        else:
            os.dup2(opened[descriptor], descriptor)
    os.environ.update(task.env)
    if task.folder:
        os.chdir(task.folder)
    if task.is_deleted:
        Path.cwd().rmdir()
    sys.argv = ["scorer", *task.words]


def _opened(place, kept):
    if place == GONE:
        reading, writing = os.pipe()
        os.close(reading)
        return writing
    if not place:
        return kept.fileno()
    return os.open(place, os.O_RDONLY if place == os.devnull else os.O_RDWR)


def _read(file):
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape")
