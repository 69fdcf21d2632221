"""The one path, for one pin: open, measure, judge, score, report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.cache import CachedPin, PinCache, opened
from scorer.core.display.printable import encodable
from scorer.core.errors import InputError, ScorerError
from scorer.core.family import Measurement
from scorer.core.guideline import Guideline
from scorer.core.pin import Creative, Pin
from scorer.core.report import Failure, Report, Words
from scorer.core.settings import Settings
from scorer.core.storage.codec import to_data
from scorer.core.storage.packaged import stamp
from scorer.features import extract, families
from scorer.features.finish import Finish
from scorer.guidelines import chosen, judge
from scorer.opening import PinFile, open_file
from scorer.pins.remote import address
from scorer.scoring.advice import suggest
from scorer.scoring.partial import not_judged
from scorer.scoring.score import score, with_costs
from scorer.text.engines import check, version
from scorer.text.roles.model import FITTED
from scorer.vision.thumbnail import thumbnail
from scorer.wording.lexicon import check as check_lexicons

if TYPE_CHECKING:
    from scorer.core.loaded_settings import Loaded


@dataclass(frozen=True, slots=True)
class Run:
    """What all pins of a run share; ``begin`` makes it, once a process.

    Attributes:
        settings: Of the run.
        guidelines: To judge by.
        cache: Where what was measured before is found, and kept for the next run.
        picture_bytes: How long the picture in each report may be; 0 for none.
    """

    settings: Settings
    guidelines: tuple[Guideline[Any], ...]
    cache: PinCache
    picture_bytes: int = 0


def begin(settings: Settings, *, picture_bytes: int = 0) -> Run:
    """Return the run of some settings.

    Raises:
        SettingsError: A guideline, limit, OCR engine or language in the settings is
            unknown, or a word list has a mistake.
        DependencyError: The OCR engine, or its data for a language, is not installed.
    """
    guidelines = check_settings(settings)
    cache = PinCache(
        opened(settings),
        settings,
        families().values(),
        f"{version(settings)}; roles {stamp(FITTED)}",
        picture_bytes=picture_bytes,
    )
    return Run(settings, guidelines, cache, picture_bytes)


def check_settings(settings: Settings) -> tuple[Guideline[Any], ...]:
    """Refuse settings that no pin can be scored by; return the guidelines they choose.

    Raises:
        SettingsError: A guideline, limit, OCR engine or language in the settings is
            unknown, or a word list has a mistake.
        DependencyError: The OCR engine, or its data for a language, is not installed.
    """
    if settings.lexicons:
        check_lexicons(Path(settings.lexicons))
    check(settings)
    return chosen(settings)


def settings_of(paths: Iterable[Path], loaded: Loaded) -> list[Settings]:
    """Return the settings of files in their order, if pins can be scored by them.

    Args:
        paths: The files, or where they would be.
        loaded: Finds their settings.

    Raises:
        SettingsError: Settings that no pin can be scored by; names the file that says
            so.
        DependencyError: What reads text is not installed.
    """
    places = list(paths)
    found = [loaded.of(path) for path in places]
    for own, path in dict(zip(found, places, strict=True)).items():
        with loaded.naming_file(path):
            check_settings(own)
    return found


def examine(pin: Pin, run: Run) -> Report:
    """Return the report of one pin; a file that cannot be read is a failure report."""
    known = recall(pin, run)
    return known if isinstance(known, Report) else complete(known, run)


def recall(pin: Pin, run: Run) -> Report | CachedPin:
    """Return the report of a pin that need not be opened, else what is known of it.

    This and ``complete`` are ``examine`` in two steps, of which another process may do
    the second: a file that can be read is read in the first, and once.
    """
    try:
        known = run.cache.find(PinFile(pin, run.settings.max_file_bytes))
    except InputError as error:
        return refused(pin, error)
    if known.report or known.measurement:
        return complete(known, run)
    return known


def complete(known: CachedPin, run: Run) -> Report:
    """Return the report of a pin, opened and measured where it is not known."""
    if known.report is not None:
        return known.report
    pin = known.file.pin
    try:
        measurement = measured(known, run)
    except InputError as error:
        return refused(pin, error)
    made = report(pin, measurement, run.guidelines)
    if not measurement.features.failed:
        run.cache.keep_report(pin, made)
    return made


def measure_pin(pin: Pin, run: Run) -> Measurement:
    """Return what was measured of one pin, now or before.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    known = run.cache.find(PinFile(pin, run.settings.max_file_bytes))
    return measured(known, run)


def measured(known: CachedPin, run: Run) -> Measurement:
    """Return what was measured of a pin of which something is known.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    return known.measurement or run.cache.keep(known.file.pin, _measure(known, run))


def _measure(known: CachedPin, run: Run) -> Measurement:
    creative = open_pin(known.file, run.settings)
    is_same = creative.file.sha256 == known.sha256  # an object may have changed since
    return Measurement(
        replace(
            creative.file, width_px=creative.width_px, height_px=creative.height_px
        ),
        extract(creative, known.records if is_same else {}),
        thumbnail(creative, run.picture_bytes) if run.picture_bytes else "",
    )


def open_pin(pin: Pin | PinFile, settings: Settings) -> Creative:
    """Return a pin opened for reading.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    file = PinFile(pin, settings.max_file_bytes) if isinstance(pin, Pin) else pin
    opened_file = open_file(file, settings)
    return Creative(file.pin, opened_file.pixels, settings, opened_file.file)


def report(
    pin: Pin, measurement: Measurement, guidelines: tuple[Guideline[Any], ...]
) -> Report:
    """Return the report of a pin that was measured: judged and scored.

    Args:
        pin: As it was named, with its words.
        measurement: Of its picture and words.
        guidelines: Those to judge by.
    """
    features = measurement.features
    look = features.records.get(Finish)
    finish = look.classes if isinstance(look, Finish) else None
    results = with_costs(judge(features, guidelines), finish)
    return Report(
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
        notices=(*measurement.file.notices, *pin.refusals, *pin.notices),
        thumbnail=measurement.thumbnail,
    )


def refused(pin: Pin, error: ScorerError) -> Report:
    """Return the report of a pin that an error kept from being scored."""
    return failed(pin, Failure(error.code, error.message, error.hint))


def failed(pin: Pin, failure: Failure) -> Report:
    """Return the report of a pin that could not be scored."""
    return Report(
        path=encodable(address(pin.path)),
        pin=words(pin),
        notices=(*pin.refusals, *pin.notices),
        failure=failure,
    )


def words(pin: Pin) -> Words:
    """Return a pin's words without its path."""
    given = (pin.title, pin.description, pin.link, pin.board, pin.id)
    return Words(*map(encodable, given))
