"""What the tools work with: pictures by path or as data, scored by workers."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorer import pipeline
from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.core.loaded_settings import Loaded
from scorer.core.pin import Pin
from scorer.core.report import Failure, Report, Words
from scorer.core.settings import Settings
from scorer.core.settings_files import NAMES
from scorer.mcp.roots import Roots
from scorer.opening import read_bytes
from scorer.pins import find
from scorer.web.workers import GaveUpError, Step, Upload, Workers

MOST_PINS = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A picture as an agent names it, by path or as base64, and its words."""

    path: str
    data: str
    title: str
    description: str


class _UnreadError(Exception):
    """A file that cannot be read; ``report`` says so."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.path)
        self.report = report


@dataclass(frozen=True, slots=True)
class Desk:
    """What the tools work with.

    Attributes:
        loaded: Settings: those of the folder of a pin, else of where the server began.
        workers: Score pins.
        named: Folders named by whoever started the server.
        model: Folder of the account's click-rate model; None without one.
    """

    loaded: Loaded
    workers: Workers
    named: tuple[Path, ...] = ()
    model: Path | None = None

    async def report(self, pin: Pin, settings: Settings, roots: Roots) -> Report:
        """Return the report of a pin whose place was checked, by its settings."""
        try:
            upload = await self._read(pin, settings, roots)
        except _UnreadError as error:
            return error.report
        return await self.workers.report(upload)

    async def _read(self, pin: Pin, settings: Settings, roots: Roots) -> Upload:
        shown = _shown(pin.path, roots)
        try:
            data = await asyncio.to_thread(read_bytes, pin.path, settings)
        except InputError as error:
            raise _UnreadError(_unread(shown, error)) from None
        return Upload(shown, data, _words(pin), settings)

    async def one(self, roots: Roots, given: Given) -> Report:
        """Return the report of a picture that comes by its path or as data.

        Raises:
            InputError: Neither is there, or both; or the path lies elsewhere.
        """
        try:
            return await self.workers.report(await self._upload(roots, given))
        except _UnreadError as error:
            return error.report

    async def what_if(
        self, roots: Roots, given: Given, changes: Sequence[str]
    ) -> list[Step]:
        """Return a picture as it is, with each change alone, and with all of them.

        Raises:
            InputError: It cannot be read, takes too long, or the path lies elsewhere.
            SettingsError: A change is not understood.
        """
        try:
            upload = await self._upload(roots, given)
            return await self.workers.what_if(upload, tuple(changes))
        except _UnreadError as error:
            failure = error.report.failure
            raise InputError(failure.line if failure else "it cannot be read") from None
        except GaveUpError as error:
            raise InputError(f"it {error}", hint="ask for fewer changes") from None

    async def _upload(self, roots: Roots, given: Given) -> Upload:
        path, data = given.path, given.data
        if bool(path) == bool(data):
            raise InputError(
                "give one picture: its path, or its bytes as base64 in data",
                hint="not both" if path else "compare_pins and check_pins take several",
            )
        words = Words(given.title, given.description)
        loaded = self.loaded.anew()
        if data:
            settings = loaded.settings
            return Upload("picture", _decoded(data, settings), words, settings)
        [pin, *more] = pins_of(roots, [path])
        if more:
            raise InputError("that is a folder", hint="check_pins takes folders")
        if words.title or words.description:
            pin = replace(pin, title=words.title, description=words.description)
        [own] = settings_of([pin], loaded, roots)
        return await self._read(pin, own, roots)


def pins_of(roots: Roots, paths: Sequence[str]) -> list[Pin]:
    """Return the pins of paths, each below the roots.

    Raises:
        InputError: A path lies elsewhere, or there is no picture, or too many.
    """
    found: list[Pin] = []
    for text in paths:
        for pin in find([roots.place(text)]):
            if not roots.allow(pin.path):
                raise InputError(
                    f"{printable(pin.path.name, longest=80)} lies outside the folders "
                    "that may be read",
                    hint="a list or link leads to it",
                    code="outside-folder",
                )
            found.append(pin)
            if len(found) > MOST_PINS:
                raise InputError(
                    f"more than {MOST_PINS} pins", hint="name fewer, or a folder each"
                )
    if not found:
        raise InputError("no picture there", hint="name pictures, or their folder")
    return found


def settings_of(pins: Sequence[Pin], loaded: Loaded, roots: Roots) -> list[Settings]:
    """Return the settings of each pin, as ``scorer check`` finds them.

    Raises:
        InputError: A link makes a file out of reach look like a settings file.
        SettingsError: Settings that no pin can be scored by; names the file.
        DependencyError: What reads text is not installed.
    """
    for folder in {pin.path.parent for pin in pins}:
        _check_links(folder, roots)
    return pipeline.settings_of((pin.path for pin in pins), loaded)


def _check_links(folder: Path, roots: Roots) -> None:
    """Refuse settings files within reach that are links to what is not.

    Above the folders that may be read they are the user's, as where no agent asks.
    """
    for parent in (folder, *folder.parents):
        if not roots.allow(parent):
            return
        for file in (parent / name for name in NAMES):
            if file.is_symlink() and not roots.allow(file):
                raise InputError(
                    f"{printable(file.name)} lies outside the folders that may be read",
                    hint="a link leads to it",
                    code="outside-folder",
                )


def _decoded(data: str, settings: Settings) -> bytes:
    if len(data) > settings.max_file_bytes * 4 // 3 + 4:
        raise InputError(
            f"the picture is larger than {settings.max_file_bytes // 2**20} MiB",
            hint="send a smaller one",
            code="too-large-file",
        )
    _, _, rest = data.rpartition(",")  # a data: address, or the data alone
    try:
        return base64.b64decode(rest, validate=True)
    except (binascii.Error, ValueError):
        raise InputError("data is no base64", hint="encode the file's bytes") from None


def _words(pin: Pin) -> Words:
    return Words(pin.title, pin.description, pin.link, pin.board, pin.id)


def _shown(path: Path, roots: Roots) -> str:
    """Return a path as seen from the root that holds it."""
    for root in (*(roots.declared or ()), *roots.named):
        with_links = root.resolve()
        if path.is_relative_to(with_links):
            return printable(path.relative_to(with_links).as_posix(), longest=200)
    return printable(path.name, longest=200)


def _unread(name: str, error: InputError) -> Report:
    return Report(name, failure=Failure(error.code, error.message, error.hint))
