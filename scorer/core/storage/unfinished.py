"""Files and folders being written, beside the place where they will be.

A process that is killed outright leaves its own there. The next one that writes into
that folder removes them: known by their names, its user's, and locked by nobody, for a
lock ends with the process that holds it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

_ENDING = ".scorer-unfinished"
_NAME = re.compile(r"\..*\.[a-z0-9_]{8}" + re.escape(_ENDING), re.DOTALL)
# Where nothing can be locked (Windows), what is being written is told by its age.
_SURELY_LEFT_SECONDS = 86_400
_MOST_TRIES = 100


@contextmanager
def unfinished_file(target: Path) -> Iterator[Path]:
    """Yield an empty file beside ``target`` that only its owner can read.

    It is removed at the end, unless it was renamed.

    Raises:
        OSError: The folder is missing, read-only or full.
    """
    with _locked(target, _empty_file) as path:
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def unfinished_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``target``, as ``unfinished_file`` yields a file.

    Raises:
        OSError: The folder around it is missing, read-only or full.
    """
    with _locked(target, tempfile.mkdtemp) as path:
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _empty_file(suffix: str, prefix: str, around: Path) -> str:
    handle, name = tempfile.mkstemp(suffix, prefix, around)
    os.close(handle)
    return name


@contextmanager
def _locked(target: Path, make: Callable[[str, str, Path], str]) -> Iterator[Path]:
    """Yield what ``make`` made, locked where the system can."""
    _remove_left(target.parent)
    # A long name leaves no room for the rest: file names end at 255 bytes.
    prefix = f".{target.name[:40]}."
    for _ in range(_MOST_TRIES):
        path = Path(make(_ENDING, prefix, target.parent))
        if sys.platform == "win32":  # where what is open cannot be renamed
            yield path
            return
        # Another process that has just begun may take it for one that was left.
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue
        try:
            if _lock(handle, if_unable=True) and _is_at(path, handle):
                yield path
                return
        finally:
            os.close(handle)
    raise FileExistsError(f"{target.parent} is cleared by others all the time")


@lru_cache(maxsize=256)
def _remove_left(folder: Path) -> None:
    """Remove what killed processes left in a folder, once in the life of this one."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with suppress(OSError):
                    _remove(Path(entry.path))


def _remove(path: Path) -> None:
    found = path.lstat()
    is_folder = stat.S_ISDIR(found.st_mode)
    if not is_folder and not (stat.S_ISREG(found.st_mode) and found.st_nlink == 1):
        return
    if sys.platform == "win32":
        is_left = time.time() - found.st_mtime > _SURELY_LEFT_SECONDS
        handle = None
    else:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        is_left = (
            found.st_uid == os.geteuid()
            and os.path.samestat(found, os.fstat(handle))
            and _lock(handle, if_unable=False)
        )
    try:
        if is_left and is_folder:
            shutil.rmtree(path, ignore_errors=True)
        elif is_left:
            path.unlink()
    finally:
        if handle is not None:
            os.close(handle)


def _lock(handle: int, *, if_unable: bool) -> bool:
    """Return whether a file is ours alone; ``if_unable`` where none can be locked."""
    if sys.platform == "win32":
        return if_unable
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some file systems of a network
        return if_unable
    return True


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except OSError:
        return False
