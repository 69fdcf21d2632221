"""A list of paths on standard input."""

from __future__ import annotations

import codecs
import locale
import os
from pathlib import Path
from typing import BinaryIO

from scorer.core.errors import InputError
from scorer.pins import names

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
    if names.is_picture_data(content):
        raise InputError(
            "standard input holds a picture, not a list of paths",
            hint="save it as a file, and name that",
            code="unreadable-list",
        )
    found = [Path(name) for name in _names(content) if name.strip()]
    if not found:
        raise InputError(
            "the list on standard input is empty",
            hint="write one path a line",
            code="empty-list",
        )
    return found


def _names(content: bytes) -> list[str]:
    """Return the lines of a list, also of one that a console of Windows wrote."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").splitlines()
    content = content.removeprefix(codecs.BOM_UTF8)
    lines = content.split(b"\0") if b"\0" in content else content.splitlines()
    return [_decoded(line) for line in lines]


def _decoded(line: bytes) -> str:
    """Return a name; Windows takes no bytes that are not UTF-8 for one."""
    try:
        return os.fsdecode(line)
    except UnicodeDecodeError:
        return line.decode(locale.getencoding(), "replace")
