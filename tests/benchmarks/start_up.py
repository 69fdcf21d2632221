"""CPU of starting: --help, and one pin scored cold.

Usage: python tests/benchmarks/start_up.py PIN
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

BARS = {"help_s": 0.15, "cold_pin_s": 1.0}
_TIMES = 5


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


def measured(pin: Path) -> dict[str, float]:
    """Return the median CPU seconds of each start."""
    score = ("score", str(pin), "--no-cache", "--format", "json")
    return {
        "help_s": statistics.median(command_cpu("--help") for _ in range(_TIMES)),
        "cold_pin_s": statistics.median(command_cpu(*score) for _ in range(_TIMES)),
    }


if __name__ == "__main__":
    for name, value in measured(Path(sys.argv[1])).items():
        print(f"{name:20} {value:.3f}  bar <= {BARS[name]}")
