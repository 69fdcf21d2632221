"""CPU of starting: --help, and one pin scored cold.

Usage: python -m benchmarks.speed.start_up PINS_DIR

A pin with sixty lines of text costs more than one with three, so several are taken.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.speed.stages import pictures

BARS = {"help_s": 0.15, "cold_pin_s": 1.0}
_PINS = _TIMES = 5


def command_cpu(*arguments: str) -> float:
    """Return the CPU seconds of one run of the command line."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "scorer", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def measured(folder: Path) -> dict[str, float]:
    """Return the median CPU seconds of each start; of the cold ones over five pins."""
    score = ("score", "--no-cache", "--format", "json")
    pins = pictures(folder, _PINS)
    return {
        "help_s": statistics.median(command_cpu("--help") for _ in range(_TIMES)),
        "cold_pin_s": statistics.median(
            command_cpu(*score, str(pin)) for pin in pins for _ in range(_TIMES)
        ),
    }


if __name__ == "__main__":
    for name, value in measured(Path(sys.argv[1])).items():
        print(f"{name:20} {value:.3f}  bar <= {BARS[name]}")
