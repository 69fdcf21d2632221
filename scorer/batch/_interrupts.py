"""Ctrl+C and its like while other processes start."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

_HELD = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
]


@contextmanager
def interrupts_later() -> Iterator[None]:
    """Hold signals back until the workers stand; what is started meanwhile gets none.

    That is, no Ctrl+C: the mask is what they inherit, and the others must end them.
    It does not hold for this process, where a library's thread may take the signal, nor
    past the start of the resource tracker, which therefore comes first.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    came: list[int] = []
    resource_tracker.ensure_running()
    handlers = {
        each: signal.signal(each, lambda number, _: came.append(number))
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
