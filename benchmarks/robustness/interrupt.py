"""Ctrl-C and kill -9 in the middle, again and again; then the rest must be the same.

    python -m benchmarks.robustness.interrupt PINS_DIR [--times 20] [--busy N]

A run over the pins is ended after a random time, alternately as a terminal and as the
kernel does, each time with a cache that is new or has what earlier runs left. The next,
undisturbed run must print what a run prints that nobody touched, and every pin whose
report was printed before the end must be known to it. After ctrl-C nothing may be said.
So many busy processes beside it make the moments of a loaded machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.stages import pictures


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the runs after an end were the same, and what was lost."""

    times: int
    same: int
    lost: int
    noisy: int
    slowest_s: float
    statuses: tuple[int, ...]


def measured(folder: Path, pins: int, times: int) -> Found:
    """End runs over so many pins so many times, and run each again."""
    # What is started in the background ignores ctrl-C, and so would its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    paths = pictures(folder, pins)
    dice = random.Random(1)
    same = lost = noisy = 0
    slowest, statuses = 0.0, []
    with tempfile.TemporaryDirectory() as calm:
        begin = time.monotonic()
        expected = _undated(_start(paths, calm).communicate()[0])
        whole = time.monotonic() - begin
    for number in range(times):
        how = (signal.SIGINT, signal.SIGKILL)[number % 2]
        with tempfile.TemporaryDirectory() as rough:
            run = _start(paths, rough)
            printed, said, took = _ended(run, how, dice.uniform(0.1, 0.9) * whole)
            noisy += how == signal.SIGINT and said != b""
            lost += len(_shas(printed) - _known(rough))
            again = _start(paths, rough).communicate()[0]
            same += _undated(again) == expected
        slowest = max(slowest, took)
        statuses.append(run.returncode)
    return Found(times, same, lost, noisy, slowest, tuple(sorted(set(statuses))))


def _start(paths: list[Path], cache: str) -> subprocess.Popen[bytes]:
    flags = ("-f", "jsonl", "-j", "2", "-q")
    return subprocess.Popen(
        [sys.executable, "-m", "scorer", "score", *flags, *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "SCORER_CACHE_FOLDER": cache},
        start_new_session=True,
    )


def _ended(
    run: subprocess.Popen[bytes], how: signal.Signals, after: float
) -> tuple[bytes, bytes, float]:
    """End a run and its workers; return what it printed and said, and time to end."""
    try:
        return *run.communicate(timeout=after), 0.0
    except subprocess.TimeoutExpired:
        begin = time.monotonic()
        os.killpg(run.pid, how)
        return *run.communicate(), time.monotonic() - begin


def _undated(printed: bytes) -> list[bytes]:
    """Return the lines as they were printed; the first one says when it was, too."""
    first, *rest = printed.splitlines()
    named = json.loads(first)
    assert named["run"].pop("date")
    return [json.dumps(named).encode(), *rest]


def _shas(printed: bytes) -> set[str]:
    whole = printed[: printed.rfind(b"\n") + 1].splitlines()
    return {json.loads(line)["sha256"] for line in whole}


def _known(cache: str) -> set[str]:
    import sqlite3

    file = Path(cache) / "features.sqlite"
    if not file.exists():
        return set()
    found = sqlite3.connect(file)
    rows = found.execute("SELECT DISTINCT file FROM pins").fetchall()
    found.close()
    return {row[0].hex() for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--pins", type=int, default=40)
    parser.add_argument("--busy", type=int, default=0)
    given = parser.parse_args()
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(given.busy)
    ]
    try:
        found = measured(given.folder, given.pins, given.times)
    finally:
        for each in busy:
            each.kill()
    print(found)
    sys.exit(found.same != found.times or found.lost + found.noisy > 0)


if __name__ == "__main__":
    main()
