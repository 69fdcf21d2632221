"""What a command and everything it starts use: CPU, wall time, memory of each."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_BECOME_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


@dataclass(frozen=True, slots=True)
class Used:
    """CPU and wall seconds, and the peak memory of a process and of its largest other.

    Workers are children of a server that outlives the command for a moment, so they
    are waited for as orphans; what is not waited for is not counted.
    """

    status: int
    cpu_s: float
    wall_s: float
    own_mib: float
    worker_mib: float


def scorer(*arguments: str | Path, cache: Path | None = None) -> Used:
    """Run ``scorer`` to its end, its output thrown away."""
    environment = {**os.environ, "SCORER_CACHE_FOLDER": str(cache or "")}
    command = [sys.executable, "-m", "scorer", *map(str, arguments)]
    return used(command, environment)


def used(command: list[str], environment: dict[str, str]) -> Used:
    """Run a command to its end."""
    ctypes.CDLL(None).prctl(_BECOME_PARENT_OF_ORPHANS, 1, 0, 0, 0)
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    wall = status = 0.0
    usage = {}
    while True:
        try:
            pid, code, spent = os.wait4(-1, 0)
        except ChildProcessError:
            break
        usage[pid] = spent
        if pid == process.pid:
            wall, status = time.monotonic() - begin, os.waitstatus_to_exitcode(code)
    process.returncode = int(status)
    own = usage.pop(process.pid)
    every = (own, *usage.values())
    return Used(
        int(status),
        sum(each.ru_utime + each.ru_stime for each in every),
        wall,
        own.ru_maxrss / 1024,
        max((each.ru_maxrss / 1024 for each in usage.values()), default=0.0),
    )
