"""What a run was told so far, so that the next one goes on where it was stopped.

A file of JSON lines in the folder that is filled; the last line may be torn.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from scorer.core.errors import OutputError
from scorer.pinterest.answers import Analytics, Board, Bookmark, Id, Name, Pin

NAME = ".pull.jsonl"
_MOST_BYTES = 2**30
# Figures that are older than this are asked for again.
_FRESH_SECONDS = 86_400


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Begun(_Line):
    """The first line."""

    kind: Literal["begun"] = "begun"
    version: Literal[1] = 1
    at: float


class BoardPage(_Line):
    """A page of boards, and where the next begins; None is the end."""

    kind: Literal["boards"] = "boards"
    boards: list[Board]
    bookmark: Bookmark | None


class PinPage(_Line):
    """A page of pins, and where the next begins; None is the end."""

    kind: Literal["pins"] = "pins"
    pins: list[Pin]
    bookmark: Bookmark | None


class Figures(_Line):
    """The daily figures of one pin; None where there are none."""

    kind: Literal["figures"] = "figures"
    id: Id
    answer: Analytics | None


class NoPicture(_Line):
    """A picture that cannot be had, and why."""

    kind: Literal["no-picture"] = "no-picture"
    id: Id
    why: Name


Line = Annotated[
    Begun | BoardPage | PinPage | Figures | NoPicture, Field(discriminator="kind")
]
_LINES: TypeAdapter[Line] = TypeAdapter(Line)


class Journal:
    """The journal of one folder.

    Args:
        folder: Where it lies.

    Raises:
        OutputError: It cannot be written there.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.lines: list[Line] = list(_read(self.path))
        if not self.lines:
            self._start()

    def add(self, line: Line) -> None:
        """Write a line down, for good.

        Raises:
            OutputError: The file cannot be written.
        """
        try:
            with self.path.open("ab") as file:
                file.write(line.model_dump_json().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as cause:
            raise _failure(self.path, cause) from cause
        self.lines.append(line)

    def forget(self) -> None:
        """Remove it: the run is whole."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def _start(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
        except OSError as cause:
            raise _failure(self.path, cause) from cause
        self.add(Begun(at=time.time()))


def _read(path: Path) -> Iterator[Line]:
    """Yield a journal's lines up to the first that is none; the rest is cut off.

    An old journal, or something else under its name, has none.
    """
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
        return
    whole = 0
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file):
                line = _line(raw)
                if line is None or (number == 0) != isinstance(line, Begun):
                    break
                if isinstance(line, Begun) and not _is_fresh(line):
                    break
                whole += len(raw)
                yield line
        if whole:
            os.truncate(path, whole)
    except OSError as cause:
        raise _failure(path, cause) from cause


def _line(raw: bytes) -> Line | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        return _LINES.validate_json(raw)
    except ValidationError:
        return None


def _is_fresh(begun: Begun) -> bool:
    return 0 <= time.time() - begun.at < _FRESH_SECONDS


def _failure(path: Path, cause: OSError) -> OutputError:
    return OutputError(
        f"{path} cannot be written: {cause.strerror}", hint="choose another folder"
    )
