"""The one path, for one pin: open, measure, judge, score, report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scorer.cache import CachedPin, PinCache
from scorer.core.codec import to_data
from scorer.core.errors import InputError
from scorer.core.family import Features
from scorer.core.guideline import Guideline
from scorer.core.pin import Creative, ImageFile, Pin
from scorer.core.printable import encodable
from scorer.core.report import Failure, Report, Words
from scorer.core.settings import Settings
from scorer.features import extract, from_records
from scorer.features.finish import Finish
from scorer.guidelines import judge
from scorer.opening import open_image
from scorer.pins.place import check_place
from scorer.pins.remote import address
from scorer.scoring.advice import suggest
from scorer.scoring.partial import not_judged
from scorer.scoring.score import score, with_costs
from scorer.vision.thumbnail import thumbnail


def open_pin(pin: Pin, settings: Settings) -> Creative:
    """Return a pin opened for reading.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    check_place(pin)
    opened = open_image(pin.path, settings)
    return Creative(pin, opened.pixels, settings, opened.file)


def examine(
    pin: Pin,
    settings: Settings,
    guidelines: tuple[Guideline[object], ...],
    *,
    picture_bytes: int = 0,
    cache: PinCache | None = None,
) -> Report:
    """Return the report of one pin; a file that cannot be read is a failure report.

    Args:
        pin: The pin.
        settings: Of the run.
        guidelines: To judge by.
        picture_bytes: How long the picture that the report carries may be; 0 for none.
        cache: Where what was measured before is found, and kept for the next run.
    """
    kept = cache and cached_report(
        pin, settings, guidelines, cache, picture_bytes=picture_bytes
    )
    if kept:
        return kept
    try:
        creative = open_pin(pin, settings)
    except InputError as error:
        return failed(pin, Failure(error.code, error.message, error.hint))
    measurement = _measured(creative, cache, picture_bytes=picture_bytes)
    return report(pin, measurement, guidelines, cache)


def cached_report(
    pin: Pin,
    settings: Settings,
    guidelines: tuple[Guideline[object], ...],
    cache: PinCache,
    *,
    picture_bytes: int = 0,
) -> Report | None:
    """Return the report of a pin that need not be opened, or None if it must be."""
    sha256 = _known_checksum(pin, settings, cache)
    if not sha256:
        return None
    kept = None if picture_bytes else cache.report(pin, sha256)
    if kept is not None:
        return kept
    measurement = _from_cache(
        cache.known(pin, sha256, picture_bytes), picture_bytes=picture_bytes
    )
    return None if measurement is None else report(pin, measurement, guidelines, cache)


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured of one pin, before it is judged."""

    file: ImageFile
    features: Features
    thumbnail: str


def measure_pin(
    pin: Pin, settings: Settings, cache: PinCache | None = None
) -> Measurement:
    """Return what was measured of one pin, now or before, without a picture.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    sha256 = _known_checksum(pin, settings, cache) if cache else ""
    known = cache.known(pin, sha256) if cache and sha256 else CachedPin()
    return _from_cache(known, picture_bytes=0) or _measured(
        open_pin(pin, settings), cache, picture_bytes=0
    )


def _known_checksum(pin: Pin, settings: Settings, cache: PinCache) -> str:
    """The checksum of a pin's file; empty if it may or can not be read."""
    try:
        check_place(pin)
    except InputError:
        return ""
    return cache.checksum(pin.path, settings.max_file_bytes)


def _from_cache(known: CachedPin, *, picture_bytes: int) -> Measurement | None:
    """What is known, if it is all that a report needs."""
    features = from_records(known.records)
    if known.file is None or features is None:
        return None
    if picture_bytes and not known.thumbnail:
        return None
    return Measurement(known.file, features, known.thumbnail if picture_bytes else "")


def _measured(
    creative: Creative, cache: PinCache | None, *, picture_bytes: int
) -> Measurement:
    """What is known of the bytes that were opened, and the rest measured and kept."""
    pin, sha256 = creative.pin, creative.file.sha256
    known = cache.known(pin, sha256) if cache else CachedPin()
    measurement = Measurement(
        _facts(creative),
        extract(creative, known.records),
        thumbnail(creative, picture_bytes) if picture_bytes else "",
    )
    if cache:
        cache.keep(
            pin,
            CachedPin(
                measurement.file,
                measurement.features.records,
                measurement.thumbnail,
                picture_bytes,
            ),
        )
    return measurement


def _facts(creative: Creative) -> ImageFile:
    return replace(
        creative.file, width_px=creative.width_px, height_px=creative.height_px
    )


def report(
    pin: Pin,
    measurement: Measurement,
    guidelines: tuple[Guideline[object], ...],
    cache: PinCache | None = None,
) -> Report:
    """Return the report of a pin that was measured: judged, scored, and kept."""
    features = measurement.features
    look = features.records.get(Finish)
    finish = look.classes if isinstance(look, Finish) else None
    results = with_costs(judge(features, guidelines), finish)
    made = Report(
        path=encodable(address(pin.path)),
        pin=words(pin),
        sha256=measurement.file.sha256,
        width_px=measurement.file.width_px,
        height_px=measurement.file.height_px,
        score=score(results, partial=not_judged(results, features), finish=finish),
        features=features.quantities(),
        evidence={key: to_data(value) for key, value in features.evidence().items()},
        results=results,
        advice=suggest(results),
        notices=measurement.file.notices,
        thumbnail=measurement.thumbnail,
    )
    if cache and not measurement.thumbnail and not features.failed:
        cache.keep_report(pin, made)
    return made


def failed(pin: Pin, failure: Failure) -> Report:
    """Return the report of a pin that could not be scored."""
    return Report(path=encodable(address(pin.path)), pin=words(pin), failure=failure)


def words(pin: Pin) -> Words:
    """Return a pin's words without its path."""
    given = (pin.title, pin.description, pin.link, pin.board, pin.id)
    return Words(*map(encodable, given))
