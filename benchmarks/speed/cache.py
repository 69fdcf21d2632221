"""CPU of an unchanged folder, scored again, against the first run.

Usage: python -m benchmarks.speed.cache PINS_DIR [--pins N]

Both runs are in this process, after one pin has warmed engines and imports: start-up
is taken off. Every pin is read and hashed in both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.speed.stages import pictures

BAR = 400.0


def one_run(paths: list[Path], folder: str) -> float:
    """Return the CPU seconds of a run, reports rendered as JSON lines."""
    from scorer.batch import Job, run
    from scorer.core.pin import Pin
    from scorer.core.report_json import report_json
    from scorer.core.settings import Settings

    pins = [Pin(path, title=f"10 ideas, {path.stem}") for path in paths]
    begin = time.process_time()
    for report in run(pins, Job(Settings(cache_folder=folder))):
        report_json(report)
    return time.process_time() - begin


def held(folder: str) -> int:
    """Return the bytes that the rows of a cache take."""
    from scorer.cache import opened
    from scorer.core.settings import Settings

    store = opened(Settings(cache_folder=folder))
    return store.held_bytes() if store else 0


def measured(folder: Path, most: int | None) -> dict[str, float]:
    """Return CPU seconds a pin of both runs, and how much cheaper the second is."""
    paths = pictures(folder, most)
    with tempfile.TemporaryDirectory() as warm:
        one_run(paths[:1], warm)
        one_run(paths[:1], warm)
    with tempfile.TemporaryDirectory() as kept:
        first = one_run(paths, kept)
        again = min(one_run(paths, kept) for _ in range(5))
        size = held(kept)
    return {
        "pins": len(paths),
        "first_s": first / len(paths),
        "again_s": again / len(paths),
        "cheaper": first / again,
        "cache_bytes_a_pin": size / len(paths),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int)
    given = parser.parse_args()
    for name, value in measured(given.folder, given.pins).items():
        print(f"{name:20} {value:.4g}")
    print(f"bar: cheaper >= {BAR:.0f}")


if __name__ == "__main__":
    main()
