"""Commands in odd surroundings, each with each: no traceback, and the right status.

    python -m benchmarks.robustness.odd [--only closed-output,no-home]

Twenty commands in more than twenty surroundings: streams that are full, closed or
broken, folders that are gone or may not be written, limits of memory, files and size,
encodings and settings that mean nothing, a clock before 1970. Each is a process of its
own, forked from one that has imported what commands need. Ends with 1 where one ended
in a traceback, by a signal, or failed without a word.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

TOP = Path(__file__).parents[2]
PINS = TOP / "fixtures" / "pins"
_BLIND = ("--ocr-engine", "none", "-j", "1")
_PATIENCE_S = 300
# Statuses that README.md names; 129 and more are signals.
_STATUSES = {0, 1, 2, 3}

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("score", "drafts", *_BLIND),
    ("score", "drafts", *_BLIND, "-f", "json"),
    ("score", "drafts", *_BLIND, "-f", "html", "-q"),
    ("score", "drafts", *_BLIND, "-o", "out.csv"),
    ("score", "-", *_BLIND),
    ("score", "gone.jpg", *_BLIND),
    ("score", "drafts/wide.jpg", "--ocr-engine", "none", "--what-if", "crop 2:3"),
    ("check", "drafts", *_BLIND),
    ("check", "drafts", *_BLIND, "--format", "github"),
    ("check", "drafts", *_BLIND, "--write-baseline", "base.json"),
    ("features", "drafts", *_BLIND),
    ("advise", "drafts/wide.jpg", "--ocr-engine", "none"),
    ("compare", "drafts/wide.jpg", "drafts/square.jpg", "--ocr-engine", "none"),
    ("titles", "7 cake ideas", "Cake"),
    ("titles", "--file", "-", "--format", "json"),
    ("explain",),
    ("explain", "small-text"),
    ("report", "run.jsonl"),
    ("report", "run.jsonl", "-f", "html", "-o", "out.html"),
    ("insights", "model"),
    ("doctor",),
    ("pull", "-o", "pulled"),
)


def _to(descriptor: int, path: str, flags: int = os.O_WRONLY) -> None:
    handle = os.open(path, flags)
    os.dup2(handle, descriptor)
    os.close(handle)


def _close(*descriptors: int) -> None:
    for each in descriptors:
        os.close(each)
        setattr(sys, ("stdin", "stdout", "stderr")[each], None)  # as Python starts


def _broken_pipe() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    os.dup2(writing, 1)


def _deleted_folder() -> None:
    place = tempfile.mkdtemp()
    os.chdir(place)
    Path(place).rmdir()


def _limit(kind: int, most: int) -> None:
    resource.setrlimit(kind, (most, most))


def _little_memory() -> None:
    used = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]) * 4096
    _limit(resource.RLIMIT_AS, used + 30 * 2**20)


def _environment(**more: str) -> None:
    os.environ.update(more)


def _recode() -> None:
    for each in (sys.stdin, sys.stdout, sys.stderr):
        each.reconfigure(encoding="ascii", errors=each.errors)


def _read_only() -> None:
    """Let nobody write to the current folder: a mount that only this process sees."""
    assert ctypes.CDLL(None).unshare(0x20000) == 0, "wants root"  # CLONE_NEWNS
    place = str(Path.cwd())
    for way in (("--make-rprivate", "/"), ("--bind", place, place)):
        subprocess.run(["mount", *way], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", place, place], check=True)
    os.chdir(place)


def _before_1970() -> None:
    begin = -(10.0**9)
    time.time = lambda: begin
    time.time_ns = lambda: int(begin * 1e9)


SURROUNDINGS: dict[str, Callable[[], None]] = {
    "usual": lambda: None,
    "full-output": lambda: _to(1, "/dev/full"),
    "closed-output": lambda: _close(1),
    "broken-pipe": _broken_pipe,
    "full-error": lambda: _to(2, "/dev/full"),
    "closed-error": lambda: _close(2),
    "closed-input": lambda: _close(0),
    "folder-as-input": lambda: _to(0, "/", os.O_RDONLY),
    "all-closed": lambda: _close(0, 1, 2),
    "deleted-folder": _deleted_folder,
    "no-home": lambda: _environment(HOME="/nonexistent", XDG_CACHE_HOME=""),
    "no-temporary": lambda: _environment(TMPDIR="/nonexistent"),
    "ascii": _recode,
    "few-files": lambda: _limit(resource.RLIMIT_NOFILE, 12),
    "no-file-grows": lambda: _limit(resource.RLIMIT_FSIZE, 0),
    "little-memory": _little_memory,
    "read-only": _read_only,
    "cache-is-a-file": lambda: _environment(
        SCORER_CACHE="true", SCORER_CACHE_FOLDER="/dev/null"
    ),
    "cache-is-odd": lambda: _environment(
        SCORER_CACHE="true", SCORER_CACHE_FOLDER="a\n\x1b[31m"
    ),
    "odd-setting": lambda: _environment(SCORER_MAX_SECONDS="nan"),
    "odd-terminal": lambda: _environment(COLUMNS="0", LINES="-1", TERM="\x1b"),
    "odd-zone": lambda: _environment(TZ="../../etc/passwd"),
    "step-summary": lambda: _environment(GITHUB_STEP_SUMMARY="/nonexistent/x", CI="1"),
    "before-1970": _before_1970,
    "umask": lambda: os.umask(0o777) and None,
}
_HIDES_ERROR = {"full-error", "closed-error", "all-closed", "no-file-grows"}


def furnished(place: Path) -> None:
    """Make the folder in which commands run."""
    drafts = place / "drafts"
    drafts.mkdir()
    for name in ("wide.jpg", "square.jpg"):
        shutil.copy(PINS / name, drafts)
    (drafts / "no.png").write_bytes(b"no picture")
    (drafts / "pins.csv").write_text("path,title\nwide.jpg,\u202e7 k\u00fcche\n")
    shutil.copytree(TOP / "models" / "demo", place / "model")
    place.chmod(0o755)
    _run(("score", "drafts", *_BLIND, "-q", "-o", "run.jsonl"), "usual", place)
    assert (place / "run.jsonl").stat().st_size


def _run(command: tuple[str, ...], surrounding: str, place: Path) -> tuple[int, str]:
    """Return the status of a command, and what it said on standard error."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as out:
        child = os.fork()
        if not child:
            os._exit(_in_child(command, surrounding, place, said, out))
        status = _waited(child)
        said.seek(0)
        return status, said.read().decode("utf-8", "replace")


def _waited(child: int) -> int:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        pid, code = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(code)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def _in_child(
    command: tuple[str, ...], surrounding: str, place: Path, said, out
) -> int:
    """Run a command as a new Python would, and return its status."""
    status = 0
    try:
        os.setsid()
        os.chdir(place)
        _to(0, os.devnull, os.O_RDONLY)
        os.dup2(out.fileno(), 1)
        os.dup2(said.fileno(), 2)
        os.closerange(3, 64)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lasts
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        said_to = {"encoding": "utf-8", "errors": "backslashreplace", "closefd": False}
        sys.stderr = open(2, "w", **said_to)  # noqa: SIM115
        os.environ |= {"SCORER_CACHE": "false", "XDG_CONFIG_HOME": str(place)}
        SURROUNDINGS[surrounding]()
        from scorer.cli import main

        main(command, prog_name="scorer")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001 - as Python ends
        with suppress(Exception):
            traceback.print_exc()
        status = 70
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        status = 120  # as Python has it
    with suppress(Exception):
        sys.stderr.flush()
    return status


def fault(
    status: int, said: str, surrounding: str, usual: int, command: tuple[str, ...]
) -> str:
    """Return what is wrong with an end, "" if nothing is."""
    if "Traceback" in said or status in (70, 120):
        return "traceback"
    if status < 0:
        return f"ended by signal {-status}"
    if status not in _STATUSES:
        return f"status {status}"
    if surrounding in {"full-error", "closed-error"} and status != usual:
        return f"status {status} in place of {usual}"
    is_told = bool(said.strip()) or surrounding in _HIDES_ERROR or status == usual
    return "" if status == 0 or is_told else "without a word"


def _warm() -> None:
    """Import what commands import late, and start no threads."""
    from scorer.batch._workers import one_thread

    one_thread()
    import pebble  # noqa: F401
    import scipy.stats  # noqa: F401

    from scorer import cli, pipeline, reports  # noqa: F401
    from scorer.account import insights  # noqa: F401
    from scorer.titles import ranking  # noqa: F401


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(SURROUNDINGS))
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(TOP)
    _warm()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="s") as folder:
        place = Path(folder)
        furnished(place)
        usual = {command: _run(command, "usual", place)[0] for command in COMMANDS}
        for surrounding in given.only.split(","):
            for command in COMMANDS:
                status, said = _run(command, surrounding, place)
                wrong = fault(status, said, surrounding, usual[command], command)
                counts[wrong or f"status {status}"] += 1
                counts["bad"] += bool(wrong)
                if wrong:
                    last = (said.strip().splitlines() or [""])[-1]
                    print(f"BAD {surrounding}: {' '.join(command)}: {wrong}; {last}")
            print(surrounding, sum(counts.values()) - counts["bad"], flush=True)
    print(dict(counts))
    return int(bool(counts["bad"]))


if __name__ == "__main__":
    sys.exit(main())
