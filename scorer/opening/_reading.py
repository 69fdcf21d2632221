"""The bytes of a regular file, read once and within a limit."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.pins import remote

# Opening a named pipe without it waits for a writer, forever.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_MEBIBYTE = 2**20

# Code, sentence and hint by the system's own number.
_REASONS = {
    errno.ENOENT: ("not-found", "does not exist", "check the path"),
    errno.ENOTDIR: ("not-found", "does not exist", "check the path"),
    errno.EACCES: (
        "no-permission",
        "may not be read",
        "give yourself read permission, or copy it elsewhere",
    ),
    errno.EPERM: (
        "no-permission",
        "may not be read",
        "give yourself read permission, or copy it elsewhere",
    ),
    errno.ELOOP: ("symlink-loop", "is a link that leads to itself", "remove the link"),
    errno.ENAMETOOLONG: ("name-too-long", "has too long a path", "shorten the path"),
    errno.EISDIR: ("is-a-directory", "is a folder", "name the files in it"),
}


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, their SHA-256 in hexadecimal digits, and a bucket's revision."""

    data: bytes
    sha256: str
    revision: str = ""


def read_once(path: Path, max_bytes: int) -> Content:
    """Return the bytes of a regular file and their checksum, from one read.

    Raises:
        InputError: Codes ``not-found``, ``no-permission``, ``is-a-directory``,
            ``not-a-regular-file``, ``symlink-loop``, ``name-too-long``, ``bad-name``,
            ``too-large-file``, ``empty-file``, ``changed-while-read``, ``is-a-url``
            and ``unreadable``.
    """
    try:
        data, revision = _read(path, max_bytes)
    except OSError as cause:
        raise _refusal(path, cause) from cause
    except ValueError as cause:
        raise InputError(
            f"{_named(path)} is no possible file name",
            hint="rename the file",
            code="bad-name",
        ) from cause
    _check_size(path, len(data), max_bytes)
    if not data:
        raise InputError(
            f"{_named(path)} is empty", hint="export it again", code="empty-file"
        )
    return Content(data, hashlib.sha256(data).hexdigest(), revision)


def _read(path: Path, max_bytes: int) -> tuple[bytes, str]:
    """Return at most one byte more than is allowed."""
    if remote.is_remote(path):
        return remote.read(path, max_bytes + 1)
    _check_kind(path, path.stat())
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        before = os.fstat(file.fileno())
        _check_kind(path, before)
        _check_size(path, before.st_size, max_bytes)
        # One byte more shows that it grew. Files of the system say they have none.
        most = min(before.st_size or max_bytes, max_bytes) + 1
        # None where a device of the system has nothing to say yet.
        data = file.read(most) or b""
        after = os.fstat(file.fileno())
    _check_size(path, len(data), max_bytes)
    _check_still(path, before, after, len(data))
    return data, ""


def _check_kind(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        as_we_act = os.access in os.supports_effective_ids
        if not os.access(path, os.R_OK | os.X_OK, effective_ids=as_we_act):
            raise PermissionError(errno.EACCES, "folder")
        raise IsADirectoryError(errno.EISDIR, "folder")
    if not stat.S_ISREG(status.st_mode):
        raise InputError(
            f"{_named(path)} is a pipe, socket or device, not a file",
            hint="name an image file",
            code="not-a-regular-file",
        )


def _check_size(path: Path, size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise InputError(
            f"{_named(path)} is larger than {max_bytes / _MEBIBYTE:.0f} MiB",
            hint="export it smaller (Pinterest takes 20 MB), or raise max-file-bytes",
            code="too-large-file",
        )


def _check_still(
    path: Path, before: os.stat_result, after: os.stat_result, size: int
) -> None:
    """Refuse a file that was written to while it was read.

    Files of the system, such as those below /proc, say they have no bytes.
    """
    is_same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not is_same or after.st_size not in (0, size):
        raise InputError(
            f"{_named(path)} changed while it was read",
            hint="wait until it is written, then run again",
            code="changed-while-read",
        )


def _refusal(path: Path, cause: OSError) -> InputError:
    if path.parts[:1] in (("http:",), ("https:",)):
        return InputError(
            f"{_named(path)} is an address, and nothing is fetched",
            hint="download the picture and name the file",
            code="is-a-url",
        )
    unknown = ("unreadable", f"cannot be read: {cause.strerror}", "copy it elsewhere")
    code, sentence, hint = _REASONS.get(cause.errno or 0, unknown)
    return InputError(f"{_named(path)} {sentence}", hint=hint, code=code)


def _named(path: Path) -> str:
    return printable(path.name or str(path), longest=80)
