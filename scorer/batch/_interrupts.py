"""What other processes inherit while they start: no Ctrl+C, and no modules of a folder.

Python puts the current folder before its own library where it starts a process of its
own (``python -c``). A folder of a stranger may hold a ``pickle.py``: it would run.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType

_HELD = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
]

_SAFE_PATH = "PYTHONSAFEPATH"


@contextmanager
def safe_path() -> Iterator[None]:
    """Let no process that is started here look for modules in the current folder."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


@contextmanager
def interrupts_later() -> Iterator[None]:
    """Hold signals back until the workers stand; what is started meanwhile gets none.

    That is, no Ctrl+C: the mask is what they inherit, and the others must end them.
    It does not hold for this process, where a library's thread may take the signal, nor
    past the start of the resource tracker, which therefore comes first.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if sys.platform == "win32" or not is_main:
        yield
        return
    came: list[int] = []

    def hold(number: int, _: FrameType | None) -> None:
        if came:  # what starts hangs: who asks twice is not held back
            os._exit(128 + number)
        came.append(number)

    resource_tracker.ensure_running()
    handlers = {
        each: signal.signal(each, hold)
        for each in _HELD
        # What is ignored stays so, for the workers too.
        if signal.getsignal(each) not in {signal.SIG_IGN, signal.SIG_DFL, None}
    }
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for each, handler in handlers.items():
            signal.signal(each, handler)
        if came:
            signal.raise_signal(came[0])
