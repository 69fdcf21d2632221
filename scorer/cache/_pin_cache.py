"""Which rows belong to a pin, and records to rows and back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL
from pydantic import ValidationError

from scorer.cache._sources import sources
from scorer.cache._store import Store
from scorer.core.family import Family, Features, Measurement
from scorer.core.pin import ImageFile, Pin
from scorer.core.report import Report
from scorer.core.report_json import KeptReport, report_json
from scorer.core.settings import Settings
from scorer.core.storage.checksums import checksum, marked, unmarked
from scorer.core.storage.codec import from_json, to_json
from scorer.core.storage.packaged import stamp
from scorer.opening import PinFile
from scorer.pins import remote
from scorer.wording.slug import is_file_name

# What the pixels and the numbers on them are made with.
_LIBRARIES = (cv2.__version__, PIL.__version__, np.__version__)
# Rises when opening a file can give other facts or pixels, or a thumbnail another look.
_FILE_VERSION = 4
# Rises when a field of a record has another name: its numbers are what they were.
_RECORD_VERSION = 2
_SHA256 = b"sha256"
# Records from here on are compressed, to a third: shorter ones hardly get shorter.
_LONG_BYTES = 512
# What one expands to at most, far more than any pin's lines of text take.
_MOST_BYTES = 2**24


@dataclass(frozen=True, slots=True)
class CachedPin:
    """What is kept of one pin; it can be sent to another process.

    Attributes:
        file: The pin's file, read where its checksum had to be known.
        sha256: Of the bytes that the rest is of; empty if nothing is kept.
        report: What an earlier run of the same settings and source made of them.
        measurement: All that a report needs, or None.
        records: Measured records by their type, where it is not all.
    """

    file: PinFile
    sha256: str = ""
    report: Report | None = None
    measurement: Measurement | None = None
    records: Mapping[type[Any], object] = field(default_factory=dict)


class PinCache:
    """The rows of one run: families and settings decide which of a store's are meant.

    Args:
        store: The open cache file; without one nothing is found and nothing kept.
        settings: Of the run.
        families: Every family of the run.
        engine: Name and version of what reads text.
        picture_bytes: How long the picture in each report may be; 0 for none.
    """

    def __init__(
        self,
        store: Store | None,
        settings: Settings,
        families: Iterable[Family],
        engine: str,
        *,
        picture_bytes: int = 0,
    ) -> None:
        self._store = store
        self._picture_bytes = picture_bytes
        self._families = tuple(families)
        self._file = _digest(["file", _FILE_VERSION, _LIBRARIES, settings.max_pixels])
        self._thumbnail = _digest(
            ["thumbnail", _FILE_VERSION, _LIBRARIES, picture_bytes]
        )
        self._fixed = {
            family.record: _digest(
                [
                    family.name,
                    family.version,
                    _RECORD_VERSION,
                    _FILE_VERSION,
                    _LIBRARIES,
                    {name: _value(settings, name) for name in family.reads},
                    engine if "ocr_engine" in family.reads else "",
                    [stamp(name) for name in family.fitted],
                ]
            )
            for family in self._families
        }
        # Judging costs so little that any change of source or settings repeats it.
        fixed = [recipe.hex() for recipe in self._fixed.values()]
        self._state = _digest([fixed, self._file.hex(), repr(settings), sources()])

    def find(self, file: PinFile) -> CachedPin:
        """Return what is kept of a pin's bytes, by one look; a bad row is none.

        An object in a bucket that has not changed is not read; it costs another look.

        Raises:
            InputError: The file cannot be read.
            DependencyError: s3fs is not installed.
        """
        if self._store is None:
            return CachedPin(file)
        sha256 = self._object_checksum(file, self._store) or file.content().sha256
        key, kept = bytes.fromhex(sha256), _of_report(file.pin)
        rows = self._store.rows(key, kept, self._thumbnail)
        if not rows:
            return CachedPin(file)
        thumbnail = rows.get(self._thumbnail, b"").decode()
        lacks_thumbnail = self._picture_bytes and not thumbnail
        report = None if lacks_thumbnail else self._report(rows.get(kept, b""))
        if report is not None:
            if self._picture_bytes:
                report = replace(report, thumbnail=thumbnail)
            return CachedPin(file, sha256, report)
        if kept in rows:  # of another state: the records are asked for, too
            rows = self._store.rows(key)
        records = dict(self._records(file.pin, rows))
        facts = _decoded(ImageFile, rows.get(self._file))
        if facts is None or lacks_thumbnail or len(records) < len(self._families):
            return CachedPin(file, sha256, records=records)
        shown = thumbnail if self._picture_bytes else ""
        return CachedPin(
            file, sha256, measurement=Measurement(facts, Features(records), shown)
        )

    def keep(self, pin: Pin, measurement: Measurement) -> Measurement:
        """Return what was measured of a pin, and keep it for the next run."""
        file, records = measurement.file, measurement.features.records
        if self._store is None or not file.sha256:
            return measurement
        rows = {
            self._recipe(family, pin): _encoded(records[family.record])
            for family in self._families
            if family.record in records
        }
        rows[self._file] = _encoded(file)
        if measurement.thumbnail:
            rows[self._thumbnail] = measurement.thumbnail.encode()
        self._store.keep(bytes.fromhex(file.sha256), rows)
        if file.revision:
            key = _object(pin.path, file.revision)
            self._store.keep(key, {_SHA256: file.sha256.encode()})
        return measurement

    def keep_report(self, pin: Pin, report: Report) -> None:
        """Keep a whole report, in the place of an earlier one of the same pin."""
        if self._store is None:
            return
        bare = replace(report, thumbnail="") if report.thumbnail else report
        text = report_json(bare)
        row = {_of_report(pin): marked(text.encode(), self._state)}
        self._store.keep(bytes.fromhex(report.sha256), row, is_cheap=True)

    def _report(self, row: bytes) -> Report | None:
        """The report of the same bytes, words, settings and source."""
        text = unmarked(row, self._state)
        return None if text is None else KeptReport.of(text.decode())

    def _records(
        self, pin: Pin, rows: Mapping[bytes, bytes]
    ) -> Iterator[tuple[type[Any], object]]:
        for family in self._families:
            value = rows.get(self._recipe(family, pin))
            record = _decoded(family.record, value)
            if record is not None:
                yield family.record, record

    def _object_checksum(self, file: PinFile, store: Store) -> str:
        """The checksum of an object in a bucket, if this revision was read before."""
        revision = file.revision()
        if not revision:
            return ""
        rows = store.rows(_object(file.pin.path, revision))
        return rows.get(_SHA256, b"").decode()

    def _recipe(self, family: Family, pin: Pin) -> bytes:
        fixed = self._fixed[family.record]
        if not family.words:
            return fixed
        return _digest([fixed.hex(), _words(pin)])


def _of_report(pin: Pin) -> bytes:
    remarks = (pin.refusals, pin.notices)
    return _digest(["report", str(pin.path), _words(pin), remarks])


def _words(pin: Pin) -> tuple[object, ...]:
    # The same picture may be kept under the name that is its title, and under another.
    is_named = is_file_name(pin.title, pin.path)
    given = (pin.title, pin.description, pin.link, pin.board, pin.id, pin.is_worded)
    return (*given, pin.unworded, is_named)


def _object(path: Path, revision: str) -> bytes:
    """The key of one revision of an object, so that it need not be read again."""
    return _digest([remote.address(path), revision])


def _encoded(record: object) -> bytes:
    text = to_json(record).encode()
    return text if len(text) < _LONG_BYTES else zlib.compress(text, level=3)


def _decoded(kind: type[Any], value: bytes | None) -> Any:  # noqa: ANN401 - of that kind
    """Return a record of a row, compressed or not; None where it is none."""
    if value is None:
        return None
    try:
        return from_json(kind, value if value.startswith(b"{") else _expanded(value))
    except (ValidationError, zlib.error):
        return None


def _expanded(value: bytes) -> bytes:
    stream = zlib.decompressobj()
    text = stream.decompress(value, _MOST_BYTES)
    return text if stream.eof else b""


def _value(settings: Settings, name: str) -> object:
    """A setting's value; of a folder of word lists, what the lists say."""
    value = getattr(settings, name)
    if name != "lexicons" or not value:
        return value
    lists = sorted(Path(value).glob("*.json"))
    return [(each.name, checksum(each.read_bytes())) for each in lists]


def _digest(ingredients: object) -> bytes:
    text = json.dumps(ingredients, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
