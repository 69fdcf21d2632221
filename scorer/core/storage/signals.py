"""Signals that ask a program to end, held back while something has to stay whole."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ASKING_TO_END = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
)
# A pipe whose reader does not read holds its writer in the middle of a line.
READER_PATIENCE_SECONDS = 5.0


@contextmanager
def held_back(patience_seconds: float) -> Iterator[None]:
    """Let a signal that comes meanwhile do at the end what it would have done at once.

    Only the main thread is ever interrupted: in any other this does nothing. So it
    does with a signal that is ignored, or that ends the process without its knowing.

    Args:
        patience_seconds: What is done may hang. Who asks again so long after the first
            time is not held back: the process ends with 128 and the signal's number.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[int, float]] = []

    def hold(number: int, _: FrameType | None) -> None:
        came.append((number, time.monotonic()))
        if len(came) > 1 and came[-1][1] - came[0][1] >= patience_seconds:
            os._exit(128 + number)

    handlers = {
        each: signal.signal(each, hold)
        for each in ASKING_TO_END
        if signal.getsignal(each) not in {signal.SIG_IGN, signal.SIG_DFL, None}
    }
    try:
        yield
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)
        if came:
            signal.raise_signal(came[0][0])
