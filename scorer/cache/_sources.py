"""What tells one state of this package's source from another."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

import pydantic

_PACKAGE = Path(__file__).parents[1]
_SUFFIXES = (".py", ".json")


@cache
def sources() -> str:
    """Return a digest of the package's files, by name, size and time of change."""
    digest = hashlib.blake2b(pydantic.VERSION.encode(), digest_size=16)
    for folder, folders, files in os.walk(_PACKAGE):
        folders.sort()
        for name in sorted(files):
            if name.endswith(_SUFFIXES):
                status = Path(folder, name).stat()
                stamp = f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n"
                digest.update(stamp.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
