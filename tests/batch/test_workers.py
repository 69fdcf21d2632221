"""Workers end with the process that they work for."""

import subprocess
import sys

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
