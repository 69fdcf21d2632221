"""Worker processes, or none where the system lets none start."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pebble import ProcessPool

log = logging.getLogger(__name__)

# Parallel work is the batch's: a library with threads of its own only gets in the way.
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OMP_THREAD_LIMIT",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
)


def one_thread() -> None:
    """Keep libraries from starting threads in this process and its children."""
    import cv2

    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    cv2.setNumThreads(1)


def started(jobs: int) -> ProcessPool | None:
    """Return workers; they start from a process that imported all and runs no threads.

    Workers need locks in shared memory and a temporary folder; a container may have
    neither. Then the answer is None, and the reader is told what is lost.
    """
    from pebble import ProcessPool

    one_thread()
    method = "forkserver" if hasattr(os, "fork") else "spawn"
    context = multiprocessing.get_context(method)
    with suppress(AttributeError):
        context.set_forkserver_preload(["scorer.batch._work"])
    pool = ProcessPool(max_workers=jobs, initializer=one_thread, context=context)
    try:
        isstarted = pool.active
    except (OSError, ImportError, BrokenProcessPool) as error:
        log.warning(
            "no worker can be started (%s): pins are scored in this process, one by one"
            " and without a time limit; make /dev/shm and /tmp writable to change that",
            error.__cause__ or error,
        )
        return None
    return pool if isstarted else None


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold Ctrl+C back, also from what is started meanwhile: this process ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
