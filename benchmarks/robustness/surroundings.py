"""Commands in surroundings that tests take too long to make: no traceback, in bounds.

    python -m benchmarks.robustness.surroundings [--only rows,empty] [--rows 1000000]

rows   exports of a million rows, of pins and of ads by day: read, and a model trained
empty  a folder of 50,000 empty files: a line each
deep   a pin 200 folders down, and one whose path is longer than systems take
clock  a clock that goes an hour backwards with each look
shm    no shared memory (a mount that takes nothing; wants root)
full   a disk of 8 KiB for whatever is written (a mount of its own; wants root)

Prints status, CPU, memory and the last line of each command. Ends with 1 where one
ended in a traceback, by a signal, without a sentence, or left half a file.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TOP = Path(__file__).parents[2]
PINS = TOP / "fixtures" / "pins"
ACCOUNT = TOP / "fixtures" / "account"
_SCORER = (sys.executable, "-m", "scorer")
# Before the name of each file that a failed command leaves.
_LEFT = "LEFT"
_BACKWARDS = """
import time
begin, looks = time.time(), 0
def earlier():
    global looks
    looks += 1
    return begin - 3600 * looks
time.time = earlier
time.time_ns = lambda: int(1e9 * earlier())
from scorer.cli import main
main()
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    name: str
    status: int
    cpu_s: float
    mib: float
    printed: int
    said: str

    @property
    def is_bad(self) -> bool:
        """Return whether it ended as no command may."""
        is_mute = not self.said.strip() and not self.printed
        has_left = self.status != 0 and _LEFT in self.said
        is_foul = "Traceback" in self.said or self.status < 0 or has_left
        return is_foul or (self.status != 0 and is_mute)

    def __str__(self) -> str:
        lines = self.said.strip().splitlines() or [""]
        last = next((each for each in lines if "scorer:" in each), lines[-1])[:110]
        mark = "BAD " if self.is_bad else ""
        return (
            f"{mark}{self.name}: status {self.status}, {self.cpu_s:.1f} s CPU, "
            f"{self.mib:.0f} MiB, {self.printed} lines; {last}"
        )


def ended(name: str, *command: str | Path, **environment: str | Path) -> Ended:
    """Run a command to its end."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env={**os.environ, "PYTHONPATH": str(TOP)}
            | {key: str(value) for key, value in environment.items()},
        )
        _, code, spent = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
        out.seek(0)
        err.seek(0)
        return Ended(
            name,
            process.returncode,
            spent.ru_utime + spent.ru_stime,
            spent.ru_maxrss / 1024,
            sum(1 for _ in out),
            err.read().decode("utf-8", "replace"),
        )


def rows(place: Path, given: argparse.Namespace) -> Iterator[Ended]:
    """Exports of so many rows; among them the pins of the drawn account."""
    features = place / "features.csv"
    yield ended(
        "measure", *_SCORER, "features", ACCOUNT / "pins", "-q", "-o", features,
        "--ocr-engine", "none", SCORER_CACHE="false",
    )  # fmt: skip
    known = [each.stem for each in sorted((ACCOUNT / "pins").glob("*.jpg"))]
    for write in (_pins, _ads):
        export = place / f"{write.__name__[1:]}.csv"
        write(export, known, given.rows)
        yield ended(
            f"train on {given.rows:,} rows of {export.name}", *_SCORER, "train", export,
            "--features", features, "--out", place / export.stem,
            *(("--promoted",) if write is _ads else ()),
        )  # fmt: skip


def _pins(path: Path, known: list[str], count: int) -> None:
    """A row a pin."""
    with path.open("w", encoding="utf-8") as file:
        file.write("Pin ID,Title,Impressions,Pin clicks,Outbound clicks,Created at\n")
        for n in range(count):
            pin = known[n] if n < len(known) else 10**17 + 7919 * n
            day = date(2025, 1, 1) + timedelta(n % 300)
            seen = 500 + n * 31 % 9_000
            clicks = seen * (5 + n % 30) // 1_000
            file.write(f"{pin},Cake {n},{seen},{clicks},{clicks // 2},{day}\n")


def _ads(path: Path, known: list[str], count: int) -> None:
    """A row a pin and day, of the drawn account's pins and others."""
    with path.open("w", encoding="utf-8") as file:
        file.write("Date,Campaign name,Ad group name,Pin ID,Impressions,Pin clicks\n")
        for n in range(count):
            place, day = n % 5_000, date(2025, 1, 1) + timedelta(n // 5_000)
            pin = known[place] if place < len(known) else 10**17 + 7919 * place
            file.write(f"{day},Spring,A,{pin},{100 + n % 50},{n % 7}\n")


def empty(place: Path, given: argparse.Namespace) -> Iterator[Ended]:
    for n in range(given.files):
        (place / f"{n}.jpg").touch()
    for command in (("score", "-f", "jsonl"), ("check", "--fail-on", "never")):
        yield ended(
            f"{command[0]} {given.files:,} empty files", *_SCORER, command[0], place,
            *command[1:], "-q", "-j", "1", SCORER_CACHE="false",
        )  # fmt: skip


def deep(place: Path, _: argparse.Namespace) -> Iterator[Ended]:
    picture = (PINS / "square.jpg").read_bytes()
    for name in ("f" * 10, "f" * 200):
        top = place / str(len(name))
        top.mkdir()
        os.chdir(top)  # below, paths are longer than a call takes
        for _ in range(200):
            Path(name).mkdir()
            os.chdir(name)
        Path("pin.jpg").write_bytes(picture)
        os.chdir(TOP)
        yield ended(
            f"200 folders of {len(name)} characters", *_SCORER, "score", top,
            "-f", "jsonl", "-q", "--ocr-engine", "none", SCORER_CACHE="false",
        )  # fmt: skip
        subprocess.run(["rm", "-rf", str(top)], check=True)


def clock(place: Path, _: argparse.Namespace) -> Iterator[Ended]:
    backwards = (sys.executable, "-c", _BACKWARDS)
    blind = ("-q", "--ocr-engine", "none")
    cache = {"SCORER_CACHE_FOLDER": place / "cache"}
    for name in ("score", "score again", "check", "features"):
        yield ended(name, *backwards, name.split()[0], PINS, *blind, **cache)
    learn = (ACCOUNT / "exports", "--pins", ACCOUNT / "pins", "--ocr-engine", "none")
    model = place / "model"
    yield ended("train", *backwards, "train", *learn, "--out", model, **cache)
    yield ended("retrain", *backwards, "train", *learn, "--update", model, **cache)
    yield ended("insights", *backwards, "insights", model, "-o", place / "a.html")


def shm(place: Path, _: argparse.Namespace) -> Iterator[Ended]:
    own = {"SCORER_CACHE_FOLDER": place / "cache"}
    mount = "mount -t tmpfs -o ro,size=4k none /dev/shm"
    for jobs in ("1", "2"):
        command = ("score", PINS, "-q", "-f", "jsonl", "-j", jobs)
        yield mounted(f"score with {jobs} jobs", mount, *command, SCORER_CACHE="false")
    learn = (ACCOUNT / "exports", "--pins", ACCOUNT / "pins", "--ocr-engine", "none")
    yield mounted("train", mount, "train", *learn, "--out", place / "model", **own)


def full(place: Path, _: argparse.Namespace) -> Iterator[Ended]:
    disk = place / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=8k none {shlex.quote(str(disk))}"
    blind = ("-q", "--ocr-engine", "none")
    learn = (ACCOUNT / "exports", "--pins", ACCOUNT / "pins", "--ocr-engine", "none")
    files = f"find {shlex.quote(str(disk))} -type f"
    for name, command in {
        "run.json": ("score", PINS, *blind, "-o", disk / "run.json"),
        "report.html": ("score", PINS, *blind, "-o", disk / "report.html"),
        "features.csv": ("features", PINS, *blind, "-o", disk / "features.csv"),
        "baseline": ("check", PINS, *blind, "--write-baseline", disk / "base.json"),
        "model": ("train", *learn, "--out", disk / "model"),
        "insights": ("insights", TOP / "models" / "demo", "-o", disk / "i.html"),
        "cache": ("score", PINS, *blind),
    }.items():
        yield mounted(
            f"full disk: {name}", mount, *command,
            after=f"{files} -not -name '*.sqlite*' -printf '{_LEFT} %p\\n'",
            SCORER_CACHE_FOLDER=disk / "cache" if name == "cache" else place / "cache",
        )  # fmt: skip


def mounted(
    name: str, mount: str, *command: str | Path, after: str = "", **more: str | Path
) -> Ended:
    """Run scorer with a mount that no other process sees."""
    words = shlex.join(map(str, (*_SCORER, *command)))
    # What is left on the disk is named behind the command's own words.
    line = f"{mount} || exit 99; {words}; status=$?; {after or ':'} >&2; exit $status"
    return ended(name, "unshare", "-m", "bash", "-c", line, **more)


KINDS: dict[str, Callable[[Path, argparse.Namespace], Iterator[Ended]]] = {
    each.__name__: each for each in (rows, empty, deep, clock, shm, full)
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(KINDS))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=50_000)
    given = parser.parse_args()
    is_bad = False
    for name in given.only.split(","):
        with tempfile.TemporaryDirectory() as place:
            for each in KINDS[name](Path(place), given):
                print(each, flush=True)
                is_bad |= each.is_bad
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main())
