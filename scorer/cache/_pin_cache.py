"""Which rows belong to a pin, and records to rows and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL
from pydantic import ValidationError

from scorer.cache._sources import sources
from scorer.cache._store import Store
from scorer.core.codec import from_json, to_json
from scorer.core.family import Family
from scorer.core.kept import KeptReport, report_json
from scorer.core.pin import ImageFile, Pin
from scorer.core.report import Report
from scorer.core.sealed import marked, unmarked
from scorer.core.settings import Settings
from scorer.pins import remote
from scorer.wording.slug import is_file_name

# What the pixels and the numbers on them are made with.
_LIBRARIES = (cv2.__version__, PIL.__version__, np.__version__)
# Rises when opening a file can give other facts or pixels, or a thumbnail another look.
_FILE_VERSION = 4
_SHA256 = b"sha256"


@dataclass(frozen=True, slots=True)
class CachedPin:
    """What is known of a pin without opening it.

    Attributes:
        file: Facts of the file; None if it was never opened.
        records: Measured records by their type.
        thumbnail: ``data:`` URI; empty if none was ever made.
        picture_bytes: How long that may be.
    """

    file: ImageFile | None = None
    records: Mapping[type[Any], object] = field(default_factory=dict)
    thumbnail: str = ""
    picture_bytes: int = 0


class PinCache:
    """The rows of one run: families and settings decide which of a store's are meant.

    Args:
        store: The open cache file.
        settings: Of the run.
        families: Every family of the run.
        engine: Name and version of what reads text.
    """

    def __init__(
        self, store: Store, settings: Settings, families: Iterable[Family], engine: str
    ) -> None:
        self._store = store
        self._families = tuple(families)
        self._file = _digest(["file", _FILE_VERSION, _LIBRARIES, settings.max_pixels])
        self._fixed = {
            family.record: _digest(
                [
                    family.name,
                    family.version,
                    _FILE_VERSION,
                    _LIBRARIES,
                    {name: _value(settings, name) for name in family.reads},
                    engine if "ocr_engine" in family.reads else "",
                ]
            )
            for family in self._families
        }
        # Judging costs so little that any change of source or settings repeats it.
        fixed = [recipe.hex() for recipe in self._fixed.values()]
        self._judged = _digest([fixed, self._file.hex(), repr(settings), sources()])

    def checksum(self, path: Path, max_bytes: int) -> str:
        """Return a file's SHA-256; of an object in a bucket only if it is known."""
        if not remote.is_remote(path):
            return checksum(path, max_bytes)
        try:
            rows = self._store.measured(_object(path, remote.revision(path)))
        except OSError:
            return ""
        return rows.get(_SHA256, b"").decode()

    def report(self, pin: Pin, sha256: str) -> Report | None:
        """Return the report that an earlier run made of the same bytes and words."""
        value = self._store.judged(bytes.fromhex(sha256), self._judged_recipe(pin))
        text = None if value is None else unmarked(value)
        return None if text is None else KeptReport.of(text.decode())

    def keep_report(self, pin: Pin, report: Report) -> None:
        """Keep a whole report, without the thumbnail that only some formats show."""
        text = report_json(report).encode()
        file = bytes.fromhex(report.sha256)
        self._store.keep_judged(file, self._judged_recipe(pin), marked(text))

    def known(self, pin: Pin, sha256: str, picture_bytes: int = 0) -> CachedPin:
        """Return what an earlier run measured of the same bytes; a bad row is none.

        Args:
            pin: The pin.
            sha256: Of its file.
            picture_bytes: Of the picture that is wanted.
        """
        rows = self._store.measured(bytes.fromhex(sha256))
        if not rows:
            return CachedPin()
        records: dict[type[Any], object] = {}
        for family in self._families:
            value = rows.get(self._recipe(family, pin))
            record = _decoded(family.record, value)
            if record is not None:
                records[family.record] = record
        facts = _decoded(ImageFile, rows.get(self._file))
        picture = rows.get(_thumbnail_recipe(picture_bytes), b"").decode()
        return CachedPin(facts, records, picture, picture_bytes)

    def keep(self, pin: Pin, known: CachedPin) -> None:
        """Store what was measured of one pin."""
        if known.file is None:
            return
        rows = {
            self._recipe(family, pin): to_json(known.records[family.record]).encode()
            for family in self._families
            if family.record in known.records
        }
        rows[self._file] = to_json(known.file).encode()
        if known.thumbnail:
            rows[_thumbnail_recipe(known.picture_bytes)] = known.thumbnail.encode()
        self._store.keep_measured(bytes.fromhex(known.file.sha256), rows)
        if known.file.revision:
            key = _object(pin.path, known.file.revision)
            self._store.keep_measured(key, {_SHA256: known.file.sha256.encode()})

    def _recipe(self, family: Family, pin: Pin) -> bytes:
        fixed = self._fixed[family.record]
        if not family.words:
            return fixed
        return _digest([fixed.hex(), _words(pin)])

    def _judged_recipe(self, pin: Pin) -> bytes:
        return _digest([self._judged.hex(), str(pin.path), _words(pin)])


def _thumbnail_recipe(picture_bytes: int) -> bytes:
    return _digest(["thumbnail", _FILE_VERSION, _LIBRARIES, picture_bytes])


def checksum(path: Path, max_bytes: int) -> str:
    """Return the SHA-256 of a regular file in hexadecimal; empty if not readable."""
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return ""
        with path.open("rb", buffering=0) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _words(pin: Pin) -> tuple[object, ...]:
    # The same picture may be kept under the name that is its title, and under another.
    is_named = is_file_name(pin.title, pin.path)
    given = (pin.title, pin.description, pin.link, pin.board, pin.id, pin.is_worded)
    return (*given, is_named)


def _object(path: Path, revision: str) -> bytes:
    """The key of one revision of an object, so that it need not be read again."""
    return _digest([remote.address(path), revision])


def _decoded(kind: type[Any], value: bytes | None) -> Any:  # noqa: ANN401 - of that kind
    try:
        return None if value is None else from_json(kind, value)
    except ValidationError:
        return None


def _value(settings: Settings, name: str) -> object:
    """A setting's value; of a folder of word lists, what the lists say."""
    value = getattr(settings, name)
    if name != "lexicons" or not value:
        return value
    lists = sorted(Path(value).glob("*.json"))
    return [(each.name, checksum(each, settings.max_file_bytes)) for each in lists]


def _digest(ingredients: object) -> bytes:
    text = json.dumps(ingredients, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
