"""The table of speed figures: a part that fails is named and ends nothing."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
BENCH = (sys.executable, "-m", "benchmarks.speed.bench")


def test_part_that_fails_is_named_and_the_next_one_runs(tmp_path):
    run = subprocess.run(
        [*BENCH, tmp_path, "--only", "reading,starting"],
        cwd=TOP,
        check=False,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 1
    for part in ("reading", "starting"):
        (line,) = (row for row in run.stdout.splitlines() if f"| {part} |" in row)
        assert line.endswith("**failed** |")
    assert "short of its bar: reading; starting" in run.stdout
