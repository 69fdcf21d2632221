"""Whether this system lets worker processes start: a bare chroot may not."""

import multiprocessing

import pytest


def _can_start():
    try:
        multiprocessing.get_context("spawn").Lock()
    except OSError:
        return False
    return True


needs_workers = pytest.mark.skipif(
    not _can_start(), reason="no worker can start: /dev/shm cannot be written to"
)
