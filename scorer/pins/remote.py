"""Pictures in S3 buckets, by the paths that ``s3://bucket/key`` makes.

Nothing else in this package reaches a network by itself. Credentials, region and
endpoint are found where Amazon's own programs find them. What fails is an ``OSError``
with the number and name that a local file's would have.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scorer.core.errors import DependencyError, ScorerError
from scorer.core.installation import how_to_add

_SCHEME = "s3:"  # as the first part of a path: Path makes one slash of two


def is_remote(path: Path) -> bool:
    """Return whether a path is in a bucket."""
    return path.parts[:1] == (_SCHEME,)


def address(path: Path) -> str:
    """Return a path as people write it: ``s3://bucket/key``, or as it is."""
    return f"s3://{'/'.join(path.parts[1:])}" if is_remote(path) else str(path)


def check_installed() -> None:
    """Say at once that buckets cannot be read here; sends nothing.

    Raises:
        DependencyError: s3fs is not installed.
    """
    _file_system_class()


def walk(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder with the names in it, as ``os.walk`` does, changes heeded.

    Raises:
        DependencyError: s3fs is not installed.
        OSError: The bucket or folder cannot be listed.
    """
    with _os_errors(folder):
        entries = _system().ls(address(folder), detail=True)
    folders: list[str] = []
    files: list[str] = []
    for entry in entries:
        name = entry["name"].rstrip("/").rpartition("/")[2]
        (folders if entry["type"] == "directory" else files).append(name)
    yield str(folder), folders, files
    for name in folders:
        yield from walk(folder / name)


def matches(pattern: Path) -> list[Path]:
    """Return the paths that a pattern stands for, in order; hidden ones left out.

    Raises:
        DependencyError: s3fs is not installed.
        OSError: The bucket cannot be listed.
    """
    with _os_errors(pattern):
        names = sorted(_system().glob(address(pattern)))
    found = [Path(_SCHEME, name) for name in names]
    return [path for path in found if not path.name.startswith(".")]


def revision(path: Path) -> str:
    """Return what changes whenever the object does; one request, or none after a walk.

    Raises:
        DependencyError: s3fs is not installed.
        OSError: There is no such object, or it may not be seen.
    """
    with _os_errors(path):
        return _revision(_system().info(address(path)))


def read(path: Path, most_bytes: int) -> tuple[bytes, str]:
    """Return an object's bytes, at most so many, and the revision that they are of.

    Raises:
        DependencyError: s3fs is not installed.
        OSError: It cannot be read, or changed while it was read.
    """
    with _os_errors(path), _system().open(address(path), cache_type="none") as file:
        return file.read(min(file.size, most_bytes)), _revision(file.details)


def _revision(details: dict[str, Any]) -> str:
    return f"{details.get('ETag', '')} {details['size']}"


def _system() -> Any:  # noqa: ANN401 - untyped library
    return _file_system_class()()  # one a process: the library keeps it


def _file_system_class() -> Any:  # noqa: ANN401 - untyped library
    try:
        from s3fs import S3FileSystem
    except ImportError as cause:
        raise DependencyError("s3:// paths need s3fs", hint=how_to_add("s3")) from cause
    return S3FileSystem


@contextmanager
def _os_errors(path: Path) -> Iterator[None]:
    """Give what fails a number, a reason and the path."""
    try:
        yield
    except ScorerError:
        raise
    except OSError as error:
        kinds = {FileNotFoundError: errno.ENOENT, PermissionError: errno.EACCES}
        number = error.errno or kinds.get(type(error), errno.EIO)
        raise OSError(number, str(error), str(path)) from error
    except Exception as error:
        from botocore.exceptions import BotoCoreError

        if not isinstance(error, BotoCoreError):
            raise
        raise OSError(errno.EIO, str(error), str(path)) from error
