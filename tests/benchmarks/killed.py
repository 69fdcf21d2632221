"""Kill a command at random moments: each file it writes is the old one or the new.

Usage: python tests/benchmarks/killed.py PINS_DIR [MOMENTS]
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    pins, moments = sys.argv[1], int((sys.argv[2:] or ["50"])[0])
    random.seed(8)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "run.json"
        command = [sys.executable, "-m", "scorer", "score", pins, "--quiet"]
        command += ["--ocr-engine", "none", "-o", str(output)]
        start = time.monotonic()
        subprocess.run(command, check=False)
        took = time.monotonic() - start
        whole = len(json.loads(output.read_text(encoding="utf-8"))["reports"])
        killed = corrupt = finished = 0
        for _ in range(moments):
            process = subprocess.Popen(command)
            # Half of them near the end, where the file is written and renamed.
            low = random.choice([0.0, 0.9])
            try:
                process.wait(took * random.uniform(low, 1.05))
                finished += 1
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
            try:
                stored = json.loads(output.read_text(encoding="utf-8"))
                corrupt += len(stored["reports"]) != whole
            except (OSError, ValueError, KeyError):
                corrupt += 1
        print(f"{moments} runs of {took:.1f} s: {killed} killed, {finished} finished")
        print(f"{corrupt} corrupt")
    return 1 if corrupt else 0


if __name__ == "__main__":
    sys.exit(main())
