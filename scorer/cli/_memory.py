"""Where memory ends: what commands need, and how its lack is recognized."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from scorer.core.errors import ScorerError

# Bytes of address space that a score with reading takes on two cores, most of it for
# numpy and workers to start. Below it C libraries end the process, or read what they
# never got, and a worker may never come.
_LEAST_SPACE = 640 * 2**20
# Set aside without being touched, and given back when a lack of memory is to be said.
_RESERVED = 8 * 2**20
# As Python says it, and the dynamic linker of glibc.
_NO_THREAD = "can't start new thread"
_NO_ROOM = ("failed to map segment", "cannot allocate memory")
# Share of the address space: a library that found no room had wanted the rest.
_MOST_TAKEN = 0.7


class MemoryReserve:
    """Room for a last sentence."""

    def __init__(self) -> None:
        try:
            self._room = bytes(_RESERVED)
        except MemoryError:
            self._room = b""

    def release(self) -> None:
        """Give it back."""
        self._room = b""


def not_enough_memory() -> ScorerError:
    """Return what is said of a lack of memory."""
    return ScorerError("not enough memory", hint="free some, or allow more")


def check_memory() -> None:
    """Refuse to begin where the process may take too little address space.

    Raises:
        ScorerError: It may.
    """
    limit = _limit()
    if 0 < limit < _LEAST_SPACE:
        raise not_enough_memory()


def is_lack_of_memory(error: Exception) -> bool:
    """Return whether an error means that; a library that cannot be loaded says so.

    Or it says anything, as C does that looks at no answer: then the limit is near.
    """
    if isinstance(error, ImportError):
        is_said = any(words in str(error) for words in _NO_ROOM)
        return is_said or _is_near_limit()
    if isinstance(error, SystemError):
        return _is_near_limit()
    if isinstance(error, RuntimeError):
        return _NO_THREAD in str(error)
    return isinstance(error, MemoryError) or (
        isinstance(error, OSError) and error.errno == errno.ENOMEM
    )


def _is_near_limit() -> bool:
    """Return whether most of the address space that this process may take is taken."""
    limit = _limit()
    if sys.platform != "linux" or not limit:
        return False
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return limit < pages * resource.getpagesize() / _MOST_TAKEN


def _limit() -> int:
    """Return the bytes of address space that this process may take; 0: no limit."""
    if sys.platform != "linux":
        return 0
    import resource

    return max(0, resource.getrlimit(resource.RLIMIT_AS)[0])
