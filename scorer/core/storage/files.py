"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from scorer.core.errors import OutputError
from scorer.core.storage.signals import READER_PATIENCE_SECONDS, held_back
from scorer.core.storage.unfinished import unfinished_file


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write text to a file so that a crash leaves the old file or the new, never half.

    A link is followed; a pipe or device is written to as it is, each piece whole. Half
    characters become escapes. What ``pieces`` raises goes through and leaves the old
    file.

    Raises:
        OutputError: The folder is missing, read-only or full.
    """
    try:
        target = path.resolve()
        # Asked of the path: /dev/stdout leads to a pipe, whose name is no path.
        is_plain = target.is_file() or not path.exists()
    except (OSError, ValueError, RuntimeError) as cause:
        raise _failure(path, cause) from cause
    if is_plain:
        _replace(path, target, pieces)
    else:
        _write_through(path, pieces)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, as ``write_whole`` does.

    Raises:
        OutputError: The folder is missing, read-only or full.
    """
    _put(path, data, None)


def write_private(path: Path, text: str) -> None:
    """Write a file whole that only its owner can read, from its first byte on.

    Raises:
        OutputError: The folder is missing, read-only or full.
    """
    _put(path, text.encode("utf-8"), 0o600)


def _put(path: Path, data: bytes, mode: int | None) -> None:
    with _temporary(path, path) as temporary:
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                _sync(file.fileno())
        except OSError as cause:
            raise _failure(path, cause) from cause
        _put_in_place(path, temporary, path, mode)


def sync(folder: Path) -> None:
    """Make a folder's files last through a power cut, before it is renamed."""
    for each in (folder, *folder.rglob("*")):
        _sync_path(each)


def _replace(path: Path, target: Path, pieces: Iterable[str]) -> None:
    with _temporary(path, target) as temporary:
        with temporary.open(
            "w", encoding="utf-8", errors="backslashreplace", newline=""
        ) as file:
            _write(path, file, pieces)
        _put_in_place(path, temporary, target)


def _put_in_place(
    path: Path, temporary: Path, target: Path, mode: int | None = None
) -> None:
    """Let a temporary file be the target, with its permissions if none are given."""
    try:
        temporary.chmod(_mode(target) if mode is None else mode)
        temporary.replace(target)
        _sync_path(target.parent)
    except OSError as cause:
        raise _failure(path, cause) from cause


@contextmanager
def _temporary(path: Path, target: Path) -> Iterator[Path]:
    """Yield a file to write to, which only its owner can read."""
    with ExitStack() as stack:
        try:
            temporary = stack.enter_context(unfinished_file(target))
        except OSError as cause:
            raise _failure(path, cause) from cause
        yield temporary


def _write_through(path: Path, pieces: Iterable[str]) -> None:
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as cause:
        raise _failure(path, cause) from cause
    with file:
        for piece in pieces:
            # What reads a pipe has the piece at once, and all of it.
            with held_back(READER_PATIENCE_SECONDS):
                _write(path, file, [piece])


def _write(path: Path, file: IO[str], pieces: Iterable[str]) -> None:
    """Write and sync; errors of this file are OutputErrors, those of pieces not."""
    for piece in pieces:
        try:
            file.write(piece)
        except OSError as cause:
            raise _closed(path, file, cause) from cause
    try:
        file.flush()
        _sync(file.fileno())
    except OSError as cause:
        raise _closed(path, file, cause) from cause


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as cause:
        if cause.errno not in (errno.EINVAL, errno.ENOTSUP):  # a pipe or device
            raise


def _closed(path: Path, file: IO[str], cause: OSError) -> OutputError:
    """Close without the second error that an unwritten rest would raise."""
    with suppress(OSError):
        file.close()
    return _failure(path, cause)


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0o077)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_path(path: Path) -> None:
    """Make a file, or the names in a folder, last; not every system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failure(path: Path, cause: Exception) -> OutputError:
    reason = getattr(cause, "strerror", None) or cause
    return OutputError(
        f"{path} cannot be written: {reason}", hint="choose another place with -o"
    )
