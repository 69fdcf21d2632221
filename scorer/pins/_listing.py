"""A list of paths on standard input."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from scorer.core.errors import InputError

_MOST_BYTES = 64 * 2**20


def paths(stream: BinaryIO) -> list[Path]:
    """Return the paths of a list, one a line, or between NULs as find -print0 writes.

    Raises:
        InputError: Codes ``too-large-list``, ``empty-list``, ``unreadable-list``.
    """
    try:
        content = stream.read(_MOST_BYTES + 1)
    except OSError as cause:
        raise InputError(
            f"standard input cannot be read: {cause.strerror}",
            hint="pipe a list into this command, or name the paths",
            code="unreadable-list",
        ) from cause
    if len(content) > _MOST_BYTES:
        raise InputError(
            f"the list on standard input is larger than {_MOST_BYTES // 2**20} MiB",
            hint="name a folder instead",
            code="too-large-list",
        )
    names = content.split(b"\0") if b"\0" in content else content.splitlines()
    found = [Path(os.fsdecode(name)) for name in names if name.strip()]
    if not found:
        raise InputError(
            "the list on standard input is empty",
            hint="write one path a line",
            code="empty-list",
        )
    return found
