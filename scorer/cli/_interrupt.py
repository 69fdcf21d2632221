"""Ctrl+C: a command ends with 130, wherever it was."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STATUS = 130
# What Ctrl+C broke into may hold a lock for ever; what is put away by then, is.
_SECONDS = 5.0


@contextmanager
def ending() -> Iterator[None]:
    """Let Ctrl+C end this process, for good: its last seconds belong to it too.

    A library may turn the exit that is raised in its middle into an error of its own,
    or swallow it. Neither is seen, and the process ends with 130. Nothing is done where
    Ctrl+C is ignored, as in a script's background, or is somebody else's.
    """
    has_come = False

    def end(_number: int, _frame: FrameType | None) -> None:
        nonlocal has_come
        has_come = True
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        warnings.simplefilter("ignore")
        sys.unraisablehook = lambda _: None
        threading.excepthook = lambda _: None
        _thread.start_new_thread(_end_anyway, ())
        raise SystemExit(_STATUS)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        if has_come:
            sys.exit(_STATUS)


def _end_anyway() -> None:
    time.sleep(_SECONDS)
    if sys.stderr.isatty():
        os.write(2, b"\x1b[?25h")  # a progress bar hides the cursor
    os._exit(_STATUS)
