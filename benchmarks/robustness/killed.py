"""Kill commands at random moments: what they write is the old or the new, never half.

    python -m benchmarks.robustness.killed [PINS_DIR] [--moments 50] [--only score]

score  the file of -o is whole after each kill
train  the model folder loads after each kill, and scores
cache  kill -9 of the run and its workers: the file is sound, and every pin whose report
       was printed is known to it; the last run prints what an undisturbed one does
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scorer.clickrate.model import store
from scorer.core.errors import ModelError

TOP = Path(__file__).parents[2]
PINS = TOP / "fixtures" / "pins"
ACCOUNT = TOP / "fixtures" / "account"
_SCORER = (sys.executable, "-m", "scorer")
_BLIND = ("--ocr-engine", "none")


def score(pins: Path, place: Path, moments: int) -> dict[str, int]:
    """Return how many runs were killed, and how often their file was not whole."""
    output = place / "run.json"
    command = [*_SCORER, "score", str(pins), "-q", *_BLIND, "-o", str(output)]
    took = _took(command)
    whole = len(_reports(output))
    return _disturbed(
        command, took, moments, lambda _: int(len(_reports(output)) != whole)
    )


def _reports(output: Path) -> list[object]:
    try:
        stored = json.loads(output.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return list(stored["reports"])


def train(pins: Path, place: Path, moments: int) -> dict[str, int]:
    """Return how many runs were killed, and how often their model did not load.

    Features are stored first, so that kills fall on learning and saving.
    """
    out, features = place / "model", place / "features.csv"
    measuring = [*_SCORER, "features", str(ACCOUNT / "pins"), "-o", str(features)]
    subprocess.run([*measuring, *_BLIND], check=True)
    command = [*_SCORER, "train", str(ACCOUNT / "exports"), "--out", str(out)]
    command += ["--features", str(features), *_BLIND]
    took = _took(command)

    def is_broken(_: bytes) -> int:
        try:
            store.load(out)
            store.load_metrics(out)
        except ModelError as error:
            print(error)
            return 1
        return 0

    return _disturbed(command, took, moments, is_broken)


def cache(pins: Path, place: Path, moments: int) -> dict[str, int]:
    """Return kills, unsound files, and pins that were printed but are not known."""
    command = [*_SCORER, "score", str(pins), "-f", "jsonl", *_BLIND, "-q", "-j", "2"]
    calm = _environment(place / "calm")
    took = _took(command, calm)
    expected = _printed(command, calm)
    rough = _environment(place / "rough")
    lost = 0

    def is_unsound(printed: bytes) -> int:
        nonlocal lost
        file = place / "rough" / "features.sqlite"
        if not file.exists():
            return 0
        with sqlite3.connect(file) as found:
            sound = found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            query = "SELECT count(*) FROM sqlite_schema WHERE name = 'pins'"
            is_begun = found.execute(query).fetchone() == (1,)
            rows = found.execute("SELECT file FROM pins") if is_begun else ()
            known = {row[0].hex() for row in rows}
        found.close()
        whole = printed[: printed.rfind(b"\n") + 1].splitlines()
        lost += sum(json.loads(line)["sha256"] not in known for line in whole)
        if sound and _ROTATE.random() < 0.7:  # begin anew more often than not
            for each in (place / "rough").iterdir():
                each.unlink()
        return int(not sound)

    found = _disturbed(command, took, moments, is_unsound, rough)
    found["lost"] = lost
    found["other_output"] = int(_printed(command, rough) != expected)
    return found


_ROTATE = random.Random(2)


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "SCORER_CACHE_FOLDER": str(folder)}


def _printed(command: list[str], environment: dict[str, str]) -> bytes:
    return subprocess.run(
        command, check=False, env=environment, stdout=subprocess.PIPE
    ).stdout


def _took(command: list[str], environment: dict[str, str] | None = None) -> float:
    begin = time.monotonic()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin


def _disturbed(
    command: list[str],
    took: float,
    moments: int,
    bad: Callable[[bytes], int],
    environment: dict[str, str] | None = None,
) -> dict[str, int]:
    """Run and kill a command; half of the times near its end, where files are named."""
    dice = random.Random(8)
    runs = killed = broken = 0
    while killed < moments and runs < 4 * moments:
        begin = time.monotonic()
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        after = took * dice.uniform(dice.choice([0.0, 0.8]), 1.1)
        try:
            printed, _ = process.communicate(timeout=after)
            took = time.monotonic() - begin  # the machine may be busier, or less
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            printed, _ = process.communicate()
            killed += 1
        broken += bad(printed)
        runs += 1
    return {"runs": runs, "killed": killed, "broken": broken}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pins", type=Path, nargs="?", default=PINS)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--only", default="score,train,cache")
    given = parser.parse_args()
    is_bad = False
    for name in given.only.split(","):
        with tempfile.TemporaryDirectory() as place:
            found = {"score": score, "train": train, "cache": cache}[name](
                given.pins, Path(place), given.moments
            )
        print(name, found, flush=True)
        is_bad |= any(found.get(key) for key in ("broken", "lost", "other_output"))
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main())
