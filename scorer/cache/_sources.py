"""What tells one state of this package's source from another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pydantic

_PACKAGE = Path(__file__).parents[1]
_SUFFIXES = (".py", ".json")


@cache
def sources() -> str:
    """Return a digest of the package's files, by name, size and time of change."""
    digest = hashlib.blake2b(pydantic.VERSION.encode(), digest_size=16)
    for entry in _files(_PACKAGE):
        status = entry.stat()
        stamp = f"{entry.path} {status.st_size} {status.st_mtime_ns}\n"
        digest.update(stamp.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Yield the files that make the package, in one order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.endswith(_SUFFIXES):
            yield entry
