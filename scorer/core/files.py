"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scorer.core.errors import OutputError


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write text to a file so that a crash leaves the old file or the new, never half.

    Raises:
        OutputError: The folder is missing, read-only or full.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as cause:
        raise _failure(path, cause) from cause
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as cause:
        raise _failure(path, cause) from cause
    finally:
        temporary.unlink(missing_ok=True)


def _failure(path: Path, cause: OSError) -> OutputError:
    return OutputError(
        f"{path} cannot be written: {cause.strerror or cause}",
        hint="choose another place with -o",
    )
