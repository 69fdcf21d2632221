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

from scorer.core.storage.signals import held_back

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
    resource_tracker.ensure_running()
    # What starts may hang: who asks twice is not held back.
    with held_back(patience_seconds=0.0):
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
