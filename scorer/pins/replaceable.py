"""What a report is not written over: what people made, and may have nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from scorer.core.errors import OutputError
from scorer.pins import _folder, names, remote

_BASELINE = re.compile(rb'\s*\{\s*"baseline"\s*:')
_LONGEST_START_BYTES = 4096


def check_replaceable(path: Path) -> None:
    """Refuse to write a report over what people made.

    A picture, a video or design file, a list of pins or another table that is not of
    this program, a settings file, a baseline.

    Raises:
        OutputError: It is one.
    """
    if kind := _kind(path):
        raise OutputError(
            f"{path} is a {kind}: it is not written over", hint="choose another name"
        )


def check_baseline_replaceable(path: Path) -> None:
    """Refuse to write a baseline over anything but a baseline.

    Raises:
        OutputError: It is something else.
    """
    if _is_there(path) and not _is_empty(path) and not _is_baseline(path):
        raise OutputError(
            f"{path} is no baseline: it is not written over", hint="choose another name"
        )


def _kind(path: Path) -> str:
    """Return what of people's a file is; empty if it may be replaced."""
    if remote.is_remote(path) or not _is_there(path):
        return ""
    if names.is_picture(path.name):
        return "picture"
    if names.is_passed_over(path):
        return "video, design file or picture"
    if names.is_table(path.name):
        return _table_kind(path)
    if path.suffix.lower() == ".toml":
        return "settings file"
    return "baseline of `scorer check`" if _is_baseline(path) else ""


def _table_kind(path: Path) -> str:
    if _folder.holds_words(path):
        return "list of pins with their words"
    # A test report ends like a feed.
    is_ours = names.is_feed(path.name) or _folder.is_own_table(path)
    return "" if is_ours or _is_empty(path) else "table that scorer did not write"


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # writing says what is wrong
        return False


def _is_empty(path: Path) -> bool:
    return path.stat().st_size == 0


def _is_baseline(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return bool(_BASELINE.match(file.read(_LONGEST_START_BYTES)))
    except OSError:  # writing says what is wrong
        return False
