"""Commands in one started program: each a process of its own, forked from it.

What a command imports takes longer than most commands take. The program has imported
it, runs no threads, and becomes each command in a fork, which ends as any process does.
Where starting itself is what is tested, a program is started for each.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

TOP = Path(__file__).parents[2]
# What is in place of a stream: closed, or a pipe that nobody reads.
CLOSED, GONE = "closed", "gone"
STREAMS = ("stdin", "stdout", "stderr")
_SECONDS = 240
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

    One program becomes the commands of a whole session; where it looks for modules, or
    what it runs before, is another, a program is started for that.

    Args:
        commands: In their order.
        cwd: Where they run; where a program of their own is started.
        env: What their environment has besides.
        preamble: Python that a program of their own runs before it becomes a command.
    """
    given = {"PYTHONPATH": str(TOP), **(env or {})}
    request = json.dumps(
        {
            "cwd": str(cwd),
            "env": {**os.environ, **given},
            "commands": [asdict(each) for each in commands],
        }
    )
    if not preamble and given["PYTHONPATH"] == str(TOP):
        ended = _shared().asked(request)
    else:
        with closing(_Program(cwd, given, preamble)) as own:
            ended = own.asked(request)
    return [Done(*each) for each in ended]


class _Program:
    """A program that has loaded all that commands load, and waits to become them."""

    def __init__(self, cwd=TOP, env=None, preamble=""):
        code = f"{preamble}\nfrom tests.support.forks import become_each\nbecome_each()"
        self._started = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(TOP), **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def asked(self, request):
        """Return how the commands of a request ended."""
        given, answered = self._started.stdin, self._started.stdout
        given.write(f"{request}\n")
        given.flush()
        assert select.select([answered], [], [], _SECONDS)[0], "no answer"
        line = answered.readline()
        assert line, f"the program ended with {self._started.wait()}"
        return json.loads(line)

    def close(self):
        """End the program."""
        self._started.stdin.close()
        self._started.stdout.close()
        try:
            self._started.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            self._started.kill()
            self._started.wait()


@functools.cache
def _shared():
    program = _Program()
    atexit.register(program.close)
    return program


def become_each():
    """Become the commands that each line names as JSON; print how they ended."""
    from scorer.cli import main

    _load_all(main)
    gc.freeze()  # what a fork looks at for garbage is copied
    requests, answers = (os.dup(descriptor) for descriptor in (0, 1))
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nothing, descriptor)
    with os.fdopen(requests) as given:
        for line in given:
            request = json.loads(line)
            ended = [
                _ended(Command(**each), request, main) for each in request["commands"]
            ]
            os.write(answers, f"{json.dumps(ended)}\n".encode())


def _ended(task, request, main):
    """Return status, output and errors of one command."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        number = os.fork()
        if not number:
            os.environ.clear()
            os.environ.update(request["env"])
            os.chdir(request["cwd"])
            _become(task, {"stdout": out, "stderr": err})
            main(prog_name="scorer")
        status = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
        return status, _read(out), _read(err)


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
