"""Every figure that this project holds itself to for speed, in one run.

Usage: python -m benchmarks.speed.bench [PINS_DIR] [--counts 100,1000] [--only NAMES]

CPU is compared with CPU of the same run, so that the machine matters little; wall time
(two jobs) needs two idle cores. Prints a Markdown table with machine and versions, and
below it which rows missed their bar. Each part is a process of its own: one that fails
is named, the others still run, and the end is not 0.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.robustness import interrupt
from benchmarks.speed import cache, scale, stages, start_up
from benchmarks.speed.stages import pictures

_TOP = Path(__file__).parents[2]
PINS = _TOP / "fixtures" / "pins"
_PINS = 28
_INTERRUPTED_PINS, _INTERRUPTS = 20, 40
_FLAT = 1.10
_TABLE_ROWS = 1_000_000
_PART_LIMIT_S = 1500
_MISSED, _FAILED = "**missed**", "**failed**"


class Row(NamedTuple):
    """One figure against its bar."""

    figure: str
    measured: str
    bar: str
    is_met: bool | None = None  # None: stated, no bar


def reading(pins: Path, _: tuple[int, ...]) -> Iterator[Row]:
    found = stages.measured(pins, None)
    count, bare_s = found.pop("pins"), found.pop("bare OCR")
    ratio = sum(found.values()) / bare_s
    said = f"{ratio:.3f}x ({sum(found.values()):.3f} / {bare_s:.3f} s)"
    name = f"full score / bare OCR call, CPU, {count} pins"
    yield Row(name, said, f"<= {stages.BAR:.2f}x", ratio <= stages.BAR)


def again(pins: Path, _: tuple[int, ...]) -> Iterator[Row]:
    found = cache.measured(pins, _PINS)
    said = f"{found['cheaper']:.0f}x ({1e6 * found['again_s']:.0f} us)"
    yield Row("unchanged pin by content hash", said, ">= 500x", found["cheaper"] >= 500)
    yield Row("cache", f"{found['cache_bytes_a_pin'] / 1024:.0f} KiB a pin", "")


def starting(pins: Path, _: tuple[int, ...]) -> Iterator[Row]:
    for name, value in start_up.measured(pins).items():
        bar = start_up.BARS[name]
        yield Row(name, f"{value:.2f} s", f"<= {bar:.2f} s", value <= bar)


def jobs(pins: Path, _: tuple[int, ...]) -> Iterator[Row]:
    load = os.getloadavg()[0]
    found = scale.two_jobs(pins)
    said = f"{found['faster']:.2f}x (load {load:.1f} before, CPU {found['cpu']:.2f}x)"
    yield Row("two jobs / one, wall", said, ">= 1.8x", found["faster"] >= 1.8)


def cluster(pins: Path, _: tuple[int, ...]) -> Iterator[Row]:
    found = scale.cluster(pins)
    said = f"{found['ratio']:.2f}x ({found['with_start_up']:.2f}x with start-up)"
    yield Row("dask / pool, 2 workers, CPU", said, "<= 1.05x", found["ratio"] <= 1.05)


def growth(pins: Path, counts: tuple[int, ...]) -> Iterator[Row]:
    rows = [*scale.growth(pictures(pins, 1)[0], counts)]
    for key, unit in (
        ("cpu_ms_a_pin", "ms"),
        ("again_ms_a_pin", "ms"),
        ("own_mib", "MiB"),
        ("worker_mib", "MiB"),
        ("again_mib", "MiB"),
    ):
        values = [row[key] for row in rows]
        grown = values[-1] / values[0]
        said = f"{' / '.join(f'{each:.3g}' for each in values)} {unit} ({grown:.2f}x)"
        name = f"{key}, {' / '.join(f'{count:,}' for count in counts)} pins"
        yield Row(name, said, "<= 1.10x", grown <= _FLAT)


def memory(pins: Path, _: tuple[int, ...]) -> Iterator[Row]:
    peak = scale.worker_memory(pins)
    yield Row("memory of a worker", f"{peak:.0f} MiB", "<= 700 MiB", peak <= 700)


def interrupts(pins: Path, _: tuple[int, ...]) -> Iterator[Row]:
    found = interrupt.measured(pins, _INTERRUPTED_PINS, _INTERRUPTS)
    said = f"{found.same} same of {found.times}, slowest end {found.slowest_s:.2f} s"
    is_met = found.same == found.times and not found.lost and not found.noisy
    yield Row(
        "ctrl-C and kill -9, then again", f"{said}, {found.lost} lost", "all", is_met
    )


def table(_: Path, __: tuple[int, ...]) -> Iterator[Row]:
    found = scale.table(_TABLE_ROWS)
    said = ", ".join(f"{name} {value:.3g}" for name, value in found.items())
    yield Row(f"feature table, {_TABLE_ROWS:,} rows, CPU", said, "")


PARTS: dict[str, Callable[[Path, tuple[int, ...]], Iterator[Row]]] = {
    each.__name__: each
    for each in (
        reading,
        again,
        starting,
        jobs,
        cluster,
        memory,
        growth,
        interrupts,
        table,
    )
}


def machine() -> str:
    """Return the machine and the versions that the figures are of."""
    named = (
        f"{name} {version(name)}"
        for name in (
            "numpy",
            "opencv-python-headless",
            "onnxruntime",
            "pillow",
            "pebble",
        )
    )
    cores = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    python = f"CPython {platform.python_version()}, pin-scorer {version('pin-scorer')}"
    return f"{cores}; {python}, {', '.join(named)}; load {os.getloadavg()[0]:.1f}"


def rows(name: str, given: argparse.Namespace) -> list[str]:
    """Return the lines of one part, measured in a process of its own."""
    same = [given.pins.absolute(), "--counts", given.counts, "--part", name]
    try:
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.speed.bench", *map(str, same)],
            cwd=_TOP,
            check=False,
            capture_output=True,
            text=True,
            timeout=_PART_LIMIT_S,
        )
    except subprocess.TimeoutExpired:
        return [f"| {name} | not ended after {_PART_LIMIT_S} s | | {_FAILED} |"]
    lines = run.stdout.splitlines()
    if run.returncode or not lines:
        last = (run.stderr.strip().splitlines() or [f"status {run.returncode}"])[-1]
        lines.append(f"| {name} | {last.replace('|', '/')} | | {_FAILED} |")
    return lines


def part(name: str, given: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of one part."""
    for row in PARTS[name](given.pins, tuple(map(int, given.counts.split(",")))):
        mark = {True: "met", False: _MISSED, None: ""}[row.is_met]
        yield f"| {row.figure} | {row.measured} | {row.bar} | {mark} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pins", type=Path, nargs="?", default=PINS)
    parser.add_argument("--counts", default=",".join(map(str, scale.COUNTS)))
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        for line in part(given.part, given):
            print(line, flush=True)
        return
    begin = time.monotonic()
    print(machine(), end="\n\n")
    print("| figure | measured | bar | |\n|---|---|---|---|", flush=True)
    short = []
    for name in given.only.split(","):
        for line in rows(name, given):
            print(line, flush=True)
            if _MISSED in line or _FAILED in line:
                short.append(line.split(" | ")[0].removeprefix("| "))
    print(
        f"\n{(time.monotonic() - begin) / 60:.0f} minutes; short of its bar: ", end=""
    )
    print("; ".join(short) or "nothing")
    sys.exit(bool(short))


if __name__ == "__main__":
    main()
