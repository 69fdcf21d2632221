"""Growth with the number of pins: CPU a pin and memory, flat or not.

Usage: python tests/benchmarks/scale.py PIN [--counts 100,1000,10000] [--cluster]

One picture is repeated under new hashes (a comment chunk with its number), so every pin
is decoded and measured. OCR is off: it costs the same for each pin and would make
10,000 pins take an hour. Memory is the peak of the process and of its largest worker.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNTS = (100, 1_000, 10_000)


def repeat(pin: Path, count: int, folder: Path) -> None:
    """Write ``count`` small copies of a picture that differ in their bytes."""
    from PIL import Image

    with Image.open(pin) as image:
        small = image.convert("RGB").resize((200, 300))
    for number in range(count):
        small.save(folder / f"{number:06}.jpg", quality=80, comment=f"{number}")


def run_cpu(folder: Path, *flags: str) -> dict[str, float]:
    """Score a folder in a fresh process; return CPU and wall seconds, and memory."""
    program = (
        "import json, resource, sys; from scorer.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "peak = {n: resource.getrusage(w).ru_maxrss / 1024 for n, w in (('own_mib',"
        " resource.RUSAGE_SELF), ('worker_mib', resource.RUSAGE_CHILDREN))}\n"
        "print(json.dumps(peak), file=sys.stderr)\n"
    )
    before, begin = os.times(), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, "score", str(folder), "-f", "jsonl", *flags],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "SCORER_CACHE_FOLDER": str(folder.parent / "cache")},
        text=True,
    )
    after = os.times()
    return {
        "cpu_s": sum(after[2:4]) - sum(before[2:4]),
        "wall_s": time.monotonic() - begin,
        **json.loads(done.stderr.splitlines()[-1]),
    }


def grown(pin: Path, counts: tuple[int, ...]) -> list[dict[str, float]]:
    """Return one row a count, first run and unchanged run."""
    rows = []
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "pins"
            folder.mkdir()
            repeat(pin, count, folder)
            flags = ("--ocr-engine", "none", "--jobs", "1", "--quiet")
            first, again = run_cpu(folder, *flags), run_cpu(folder, *flags)
            start = 2 * _start_up(folder, flags)
            rows.append(
                {
                    "pins": count,
                    "cpu_ms_a_pin": 1000 * (first["cpu_s"] - start) / count,
                    "again_ms_a_pin": 1000 * (again["cpu_s"] - start / 2) / count,
                    "own_mib": first["own_mib"],
                    "worker_mib": first["worker_mib"],
                }
            )
    return rows


def _start_up(folder: Path, flags: tuple[str, ...]) -> float:
    """CPU seconds of a run over one known pin."""
    one = folder.parent / "one"
    one.mkdir()
    (one / "a.jpg").write_bytes(next(folder.iterdir()).read_bytes())
    return run_cpu(one, *flags)["cpu_s"]


def two_jobs(folder: Path) -> float:
    """Return wall time of one job / wall time of two, on real pins, uncached."""
    one = run_cpu(folder, "--jobs", "1", "--no-cache", "--quiet")["wall_s"]
    two = run_cpu(folder, "--jobs", "2", "--no-cache", "--quiet")["wall_s"]
    return one / two


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pin", type=Path)
    parser.add_argument("--counts", default=",".join(map(str, COUNTS)))
    given = parser.parse_args()
    for row in grown(given.pin, tuple(map(int, given.counts.split(",")))):
        print("  ".join(f"{name} {value:.4g}" for name, value in row.items()))


if __name__ == "__main__":
    main()
