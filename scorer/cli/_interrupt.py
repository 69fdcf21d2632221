"""Ctrl+C and its like: a command ends with 128 and the signal's number, anywhere.

A closed terminal, a stopped container and a canceled CI run ask as Ctrl+C does: what is
half written goes, and the workers end.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from scorer.core.storage.signals import ASKING_TO_END

# What they do where nobody has changed that.
_DEFAULTS = (signal.default_int_handler, signal.SIG_DFL)
# What Ctrl+C broke into may hold a lock for ever; what is put away by then, is.
_GRACE_SECONDS = 5.0


@contextmanager
def exit_on_interrupt() -> Iterator[None]:
    """Let a signal end this process, for good: its last seconds belong to it too.

    A library may turn the exit that is raised in its middle into an error of its own,
    or swallow it. Neither is seen, and the process ends with 128 and the signal's
    number. Nothing is done with a signal that is ignored, as in a script's background
    or under nohup, or is somebody else's.
    """
    status = 0

    def end(number: int, _frame: FrameType | None) -> None:
        nonlocal status
        status = 128 + number
        for each in ASKING_TO_END:
            signal.signal(each, signal.SIG_IGN)
        warnings.simplefilter("ignore")
        sys.unraisablehook = lambda _: None
        threading.excepthook = lambda _: None
        _thread.start_new_thread(_exit_after_grace, (status,))
        raise SystemExit(status)

    for each in ASKING_TO_END:
        if signal.getsignal(each) in _DEFAULTS:
            signal.signal(each, end)
    try:
        yield
    finally:
        if status:
            sys.exit(status)


def _exit_after_grace(status: int) -> None:
    time.sleep(_GRACE_SECONDS)
    with suppress(OSError, ValueError):  # a terminal that was closed
        if sys.stderr.isatty():
            os.write(2, b"\x1b[?25h")  # a progress bar hides the cursor
    os._exit(status)
