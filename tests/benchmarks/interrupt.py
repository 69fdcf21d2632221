"""Ctrl-C and kill -9 in the middle, again and again; then the rest must be the same.

Usage: python tests/benchmarks/interrupt.py PINS_DIR [--times 20] [--pins N]

A run over the pins is ended after a random time, and this is done ``times`` times with
one cache; the last, undisturbed run must give the output of a run that nobody touched.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from speed import pictures


def start(paths: list[Path], cache: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "scorer", "score", "-f", "jsonl", "-j", "2", *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SCORER_CACHE_FOLDER": cache},
        start_new_session=True,
    )


def known(cache: str) -> int:
    from scorer.cache import opened
    from scorer.core.settings import Settings

    store = opened(Settings(cache_folder=cache))
    return store.pin_count() if store else 0


def disturbed(paths: list[Path], cache: str, how: signal.Signals, after: float) -> str:
    """End a run; return its exit status and how long it took to end."""
    run = start(paths, cache)
    time.sleep(after)
    begin = time.monotonic()
    if how is signal.SIGINT:
        os.killpg(run.pid, how)  # as a terminal does
    else:
        run.send_signal(how)
    run.communicate()
    return (
        f"{how.name:8} exit {run.returncode:4} after {time.monotonic() - begin:.2f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--pins", type=int, default=40)
    given = parser.parse_args()
    paths = pictures(given.folder, given.pins)
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as calm, tempfile.TemporaryDirectory() as rough:
        begin = time.monotonic()
        expected = start(paths, calm).communicate()[0]
        whole = time.monotonic() - begin
        for number in range(given.times):
            how = (signal.SIGINT, signal.SIGKILL)[number % 2]
            print(disturbed(paths, rough, how, dice.uniform(0.1, 0.5 * whole)), end="")
            print(f", {known(rough)} of {len(paths)} pins kept", flush=True)
        got = start(paths, rough).communicate()[0]
    print("same output" if got == expected else "OTHER OUTPUT")
    sys.exit(got != expected)


if __name__ == "__main__":
    main()
