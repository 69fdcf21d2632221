"""Workers end with the process that they work for."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.support.workers import needs_workers

TOP = Path(__file__).parents[2]
OWNER = """
import time
from scorer.batch import start_pool

if __name__ == "__main__":
    hangs = start_pool(1).schedule(time.sleep, (600,))
    while not hangs.running():
        time.sleep(0.01)
    print("at work", flush=True)
    time.sleep(600)
"""


@needs_workers
def test_a_worker_that_hangs_ends_with_a_killed_owner(tmp_path):
    script = tmp_path / "owner.py"
    script.write_text(OWNER)
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, bufsize=0
    ) as owner:
        assert owner.stdout.readline() == b"at work\n"
        owner.kill()

        # The workers hold it open as long as they live.
        assert owner.communicate(timeout=60)[0] == b""


# As people type it into a file: without a guard.
PLAIN = """
import sys
import scorer
print("once", flush=True)
settings = scorer.Settings(ocr_engine="none", cache=False)
for report in scorer.score(sys.argv[1], settings=settings, jobs=2):
    print(report.path.rpartition("/")[2], report.failure, report.score.guidelines > 0)
print(__file__.endswith("plain.py"), (__spec__ and __spec__.name) or "script")
"""


@needs_workers
@pytest.mark.parametrize("how", [["plain.py"], ["-m", "plain"]], ids=["file", "module"])
def test_a_script_without_a_guard_runs_once(tmp_path, how):
    (tmp_path / "plain.py").write_text(PLAIN)
    (tmp_path / "pins").mkdir()
    for name in ("a.png", "b.png", "c.png"):
        Image.new("RGB", (100, 150), "teal").save(tmp_path / "pins" / name)

    run = subprocess.run(
        [sys.executable, *how, str(tmp_path / "pins")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in run.stderr
    assert run.stdout.splitlines() == [
        "once",
        *(f"{name}.png None True" for name in "abc"),
        f"True {'plain' if '-m' in how else 'script'}",
    ]


HANGS_AT_THE_START = """
import signal, time
from scorer.batch._interrupts import interrupts_later

signal.signal(signal.SIGTERM, lambda *_: None)
with interrupts_later():
    print("starting", flush=True)
    time.sleep(600)
"""


def test_a_start_that_hangs_is_ended_by_asking_twice(tmp_path):
    script = tmp_path / "hangs.py"
    script.write_text(HANGS_AT_THE_START)
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, bufsize=0
    ) as run:
        assert run.stdout.readline() == b"starting\n"
        while run.poll() is None:
            run.terminate()
            time.sleep(0.2)

        assert run.returncode == 128 + signal.SIGTERM


# Pages that the system has to give again for planes of one size, made again and again.
FAULTS = """
import resource, sys
import numpy as np
from scorer.batch._workers import keep_memory
if sys.argv[1] == "kept":
    keep_memory()
def planes():
    return [np.ones(2**20) for _ in range(4)]
planes()
begin = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(5):
    planes()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - begin)
"""


@pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None) if os.name == "posix" else None, "mallopt"),
    reason="only glibc is told what to keep",
)
def test_memory_of_a_pin_is_kept_for_the_next():
    usual, kept = (
        int(
            subprocess.check_output(
                [sys.executable, "-c", FAULTS, way],
                env={**os.environ, "PYTHONPATH": str(TOP)},
            )
        )
        for way in ("usual", "kept")
    )

    assert kept < usual / 4
