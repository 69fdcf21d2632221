"""Worker processes, or none where the system lets none start."""

from __future__ import annotations

import atexit
import ctypes
import logging
import multiprocessing
import os
import threading
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scorer.batch._context import WorkerContext
from scorer.batch._interrupts import interrupts_later, safe_path

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from pebble import ProcessPool

log = logging.getLogger(__name__)

# Parallel work is the batch's: a library with threads of its own only gets in the way.
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OMP_THREAD_LIMIT",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
)
_START_SECONDS = 2.0

# Parameters of mallopt(3), and what they are set to: more than a pin's planes together,
# and the largest block that glibc lets come from what was kept.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT_BYTES, _LARGEST_KEPT_BYTES = 256 * 2**20, 32 * 2**20


def one_thread() -> None:
    """Keep libraries from starting threads in this process and its children."""
    import cv2

    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    cv2.setNumThreads(1)


def keep_memory() -> None:
    """Let glibc keep what a pin frees for the next one.

    It gives memory back from twice the largest block on that was freed so far: where
    pins are small, or in dask's workers, which give back from 64 KiB on, page faults
    took a sixth to a third of a pin's CPU (benchmarks/speed/scale.py).
    """
    with suppress(OSError, AttributeError, TypeError):  # no glibc
        allocator = ctypes.CDLL(None)
        allocator.mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)
        allocator.mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT_BYTES)


def _prepare(ready: Connection, reading_threads: int) -> None:
    """Get a worker ready: it ends with the process that it works for, however that was.

    A worker that hangs would see no end of its pipe.
    """
    one_thread()
    keep_memory()
    # Of all libraries only the networks that read are told this number again.
    os.environ["OMP_NUM_THREADS"] = str(reading_threads)
    with suppress(OSError):  # a later worker: nobody waits for it
        ready.send_bytes(b".")
    owner = multiprocessing.parent_process()
    if owner is not None:
        threading.Thread(target=_end_with, args=(owner,), daemon=True).start()


def _end_with(owner: BaseProcess) -> None:
    owner.join()
    os._exit(1)


def start_pool(jobs: int, *, reading_threads: int = 1) -> ProcessPool | None:
    """Return workers; they start from a process that imported all and runs no threads.

    Workers need locks in shared memory and a temporary folder; a container may have
    neither. Then the answer is None, and the reader is told what is lost.

    Args:
        jobs: Processes that work at once.
        reading_threads: With how many threads each reads a pin: more than one where
            pins come one by one, and somebody waits.
    """
    from pebble import ProcessPool

    one_thread()
    # Any: another system has another type of pipe.
    context: Any = WorkerContext()
    with suppress(AttributeError):
        context.set_forkserver_preload(["scorer.batch._work"])
    try:
        with safe_path(), interrupts_later():
            waiting, ready = context.Pipe(duplex=False)
            pool = ProcessPool(
                jobs,
                initializer=_prepare,
                initargs=(ready, reading_threads),
                context=context,
            )
            # Called the last one first, if nobody lets the workers go before.
            atexit.register(pool.join)
            atexit.register(pool.stop)
            is_started = pool.active
            _wait_for(jobs, waiting)
    except (OSError, ImportError, BrokenProcessPool) as error:
        log.warning(
            "no worker can be started (%s): pins are scored in this process, one by one"
            " and without a time limit; make /dev/shm and /tmp writable to change that",
            error.__cause__ or error,
        )
        return None
    return pool if is_started else None


def shut_down(pool: ProcessPool, *, at_once: bool) -> None:
    """End workers in the middle of what they do, or when they have done it all."""
    (pool.stop if at_once else pool.close)()  # type: ignore[no-untyped-call] # pebble
    pool.join()
    for each in (pool.stop, pool.join):
        atexit.unregister(each)


def _wait_for(jobs: int, ready: Connection) -> None:
    """Wait for workers: one that is ended while it starts fails loudly."""
    with ready:
        for _ in range(jobs):
            if not ready.poll(_START_SECONDS):
                return
            ready.recv_bytes()
