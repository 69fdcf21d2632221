"""The time that one pin may take: of work, not of waiting for a busy machine.

The system itself ends a process that has worked longer, also where it hangs in a
decoder. A pin that only waits, such as for a disk that is gone, is given up much later.
Systems without such a clock (Windows) count the time on the wall.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# What load and a slow disk stretch a pin by, at most: 2 cores at load 13 made 2.4 s of
# work last 60.
_WAITING = 10.0
# Before its first pin, a worker starts and loads the models on the same busy machine.
_LOADING_SECONDS = 60.0


def work_limit(seconds: float) -> float:
    """Return the seconds on the wall after which a pin is given up whatever it does."""
    waiting = 1.0 if sys.platform == "win32" else _WAITING
    return seconds * waiting + _LOADING_SECONDS


def is_spent(exit_code: int | None) -> bool:
    """Return whether a process ended because its work took too long."""
    return sys.platform != "win32" and exit_code == -signal.SIGPROF


@contextmanager
def working(seconds: float) -> Iterator[None]:
    """End this process when what is done here has taken so much processor time.

    All threads count, programs that are started do not.
    """
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
