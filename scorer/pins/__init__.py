"""Find pins: files, folders, patterns, a list on standard input, a manifest."""

from __future__ import annotations

import dataclasses
import glob
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from scorer.core.pin import Pin
from scorer.pins import _folder, _listing, names, remote
from scorer.pins.sheet_limits import SheetLimits


class _Lists:
    """The lists of pins that lie beside pictures, each folder's read once."""

    def __init__(self, limits: SheetLimits | None) -> None:
        self.limits = limits
        self.captions_of = cache(self._read)

    def _read(self, folder: Path) -> _folder.Captions:
        return _folder.captions_of(folder, self.limits)


def find(
    paths: Iterable[Path],
    stdin: BinaryIO | None = None,
    limits: SheetLimits | None = None,
) -> Iterator[Pin]:
    """Yield the pins that paths stand for, each once; no picture is opened.

    A folder gives its pictures in the order of their names, folders within it
    included, with the words of a manifest beside them; a picture by itself has them
    too. A ``.csv``, ``.tsv``, ``.xlsx`` or ``.xml`` file is a manifest. ``-`` is a
    list on standard input, one path a line or between NULs. ``s3://bucket/folder`` is
    a folder in a bucket. A path that does not exist is taken as a pattern, and as
    itself if nothing matches, so that opening it says what is wrong. What a folder or
    a manifest leads to is bound to that folder (``Pin.below``); what is named itself
    may lie anywhere.

    Args:
        paths: As given on the command line.
        stdin: What ``-`` reads; the process's own if None.
        limits: What Pinterest takes in one sheet; its own limits if None.

    Raises:
        InputError: A manifest or list that was named cannot be read; codes of
            ``_manifest`` and ``_listing``.
        DependencyError: A path is in a bucket, and s3fs is not installed.
    """
    seen: set[Pin] = set()
    lists = _Lists(limits)
    for path in paths:
        for pin in _found(path, stdin, lists):
            if pin not in seen:
                seen.add(pin)
                yield pin


def passed_over(paths: Iterable[Path]) -> list[Path]:
    """Return the files in folders that may hold pins and are not opened.

    Videos, design files, pictures that Pinterest does not take, and pictures whose
    names do not end as one's. What is named itself is always opened.
    """
    folders = (
        path for path in paths if not remote.is_remote(path) and _is(path, "dir")
    )
    return [file for folder in folders for file in _folder.passed_over(folder)]


def lists(folder: Path) -> list[Path]:
    """Return the lists of pins that lie in a folder of pictures, by their names."""
    return [] if remote.is_remote(folder) else _folder.lists(folder)


def is_own_table(path: Path) -> bool:
    """Return whether this program wrote a table: scores or features of pins."""
    return _folder.is_own_table(path)


def missing(paths: Iterable[Path]) -> list[Path]:
    """Return the paths that are neither there nor patterns that match anything."""
    return [path for path in paths if _is_missing(path)]


def _is_missing(path: Path) -> bool:
    if path == Path("-") or remote.is_remote(path):
        return False
    is_there = _is(path, "dir") or _is(path, "file") or os.path.lexists(path)
    return not is_there and not glob.glob(str(path), recursive=True)  # noqa: PTH207


def _found(path: Path, stdin: BinaryIO | None, lists: _Lists) -> Iterator[Pin]:
    if path == Path("-"):
        for each in _listing.paths(stdin or sys.stdin.buffer):
            there = remote.is_remote(each)
            yield from _in_bucket(each, lists) if there else _below(each, lists)
    elif remote.is_remote(path):
        yield from _in_bucket(path, lists)
    elif _is_pattern(path):
        matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - absolute patterns
        for match in matches or [str(path)]:
            yield from _below(Path(match), lists)
    else:
        yield from _below(path, lists)


def _below(path: Path, lists: _Lists) -> Iterator[Pin]:
    if _is(path, "dir"):
        return _folder.pins(path, lists.limits)
    if names.is_table(path.name) and _is(path, "file"):
        return _listed(path, lists)
    found = (
        lists.captions_of(path.parent).of(path) if _is(path, "file") else [Pin(path)]
    )
    return (dataclasses.replace(pin, below=None) for pin in found)


def _listed(path: Path, lists: _Lists) -> Iterator[Pin]:
    from scorer.pins import _manifest

    return iter(_manifest.pins(path, lists.limits))


def _in_bucket(path: Path, lists: _Lists) -> Iterator[Pin]:
    """Yield pins of a bucket; what a path is, its ending tells without a request.

    Raises:
        DependencyError: s3fs is not installed.
    """
    remote.check_installed()
    if glob.has_magic(str(path)):
        with suppress(OSError):
            yield from map(Pin, remote.matches(path))
            return
    if names.is_table(path.name):
        yield from _listed(path, lists)
    elif names.is_picture(path.name):
        yield Pin(path)
    else:
        yield from _folder.pins(path, lists.limits)


def _is_pattern(path: Path) -> bool:
    return glob.has_magic(str(path)) and not _is(path, "dir") and not _is(path, "file")


def _is(path: Path, kind: str) -> bool:
    """Return what the path is; a name the system refuses is nothing."""
    try:
        return path.is_dir() if kind == "dir" else path.is_file()
    except (OSError, ValueError):
        return False
