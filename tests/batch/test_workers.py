"""Workers end with the process that they work for."""

import signal
import subprocess
import sys
import time

from tests.support.workers import needs_workers

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
