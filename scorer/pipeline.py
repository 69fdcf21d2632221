"""The one path, for one pin: open, measure, judge, score, report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scorer.cache import Known, Recall
from scorer.core.codec import to_data
from scorer.core.errors import InputError
from scorer.core.family import Features
from scorer.core.guideline import Guideline
from scorer.core.pin import Creative, ImageFile, Pin
from scorer.core.printable import encodable
from scorer.core.report import Failure, Report, Words
from scorer.core.settings import Settings
from scorer.features import extract, recalled
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
    by: tuple[Guideline[object], ...],
    *,
    with_thumbnail: bool = False,
    recall: Recall | None = None,
) -> Report:
    """Return the report of one pin; a file that cannot be read is a failure report.

    Args:
        pin: The pin.
        settings: Of the run.
        by: The guidelines to judge by.
        with_thumbnail: Whether the report carries a small picture.
        recall: Where what was measured before is found, and kept for the next run.
    """
    kept = recall and remembered(
        pin, settings, by, recall, with_thumbnail=with_thumbnail
    )
    if kept:
        return kept
    try:
        creative = open_pin(pin, settings)
    except InputError as error:
        return failed(pin, Failure(error.code, error.message, error.hint))
    seen = _measured(creative, recall, with_thumbnail=with_thumbnail)
    return report(pin, seen, by, recall)


def remembered(
    pin: Pin,
    settings: Settings,
    by: tuple[Guideline[object], ...],
    recall: Recall,
    *,
    with_thumbnail: bool = False,
) -> Report | None:
    """Return the report of a pin that need not be opened, or None if it must be."""
    sha256 = _known_checksum(pin, settings, recall)
    if not sha256:
        return None
    kept = None if with_thumbnail else recall.report(pin, sha256)
    if kept is not None:
        return kept
    seen = _recalled(recall.known(pin, sha256), with_thumbnail=with_thumbnail)
    return None if seen is None else report(pin, seen, by, recall)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one pin before it is judged."""

    file: ImageFile
    features: Features
    thumbnail: str


def see(pin: Pin, settings: Settings, recall: Recall | None = None) -> Seen:
    """Return what was measured of one pin, now or before, without a picture.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    sha256 = _known_checksum(pin, settings, recall) if recall else ""
    known = recall.known(pin, sha256) if recall and sha256 else Known()
    return _recalled(known, with_thumbnail=False) or _measured(
        open_pin(pin, settings), recall, with_thumbnail=False
    )


def _known_checksum(pin: Pin, settings: Settings, recall: Recall) -> str:
    """The checksum of a pin's file; empty if it may or can not be read."""
    try:
        check_place(pin)
    except InputError:
        return ""
    return recall.checksum(pin.path, settings.max_file_bytes)


def _recalled(known: Known, *, with_thumbnail: bool) -> Seen | None:
    """What is known, if it is all that a report needs."""
    features = recalled(known.records)
    if known.file is None or features is None:
        return None
    if with_thumbnail and not known.thumbnail:
        return None
    return Seen(known.file, features, known.thumbnail if with_thumbnail else "")


def _measured(
    creative: Creative, recall: Recall | None, *, with_thumbnail: bool
) -> Seen:
    """What is known of the bytes that were opened, and the rest measured and kept."""
    pin, sha256 = creative.pin, creative.file.sha256
    known = recall.known(pin, sha256) if recall else Known()
    seen = Seen(
        _facts(creative),
        extract(creative, known.records),
        thumbnail(creative) if with_thumbnail else "",
    )
    if recall:
        recall.keep(pin, Known(seen.file, seen.features.records, seen.thumbnail))
    return seen


def _facts(creative: Creative) -> ImageFile:
    return replace(
        creative.file, width_px=creative.width_px, height_px=creative.height_px
    )


def report(
    pin: Pin,
    seen: Seen,
    by: tuple[Guideline[object], ...],
    recall: Recall | None = None,
) -> Report:
    """Return the report of a pin that was measured: judged, scored, and kept."""
    features = seen.features
    look = features.records.get(Finish)
    finish = look.classes if isinstance(look, Finish) else None
    results = with_costs(judge(features, by), finish)
    made = Report(
        path=encodable(address(pin.path)),
        pin=words(pin),
        sha256=seen.file.sha256,
        width_px=seen.file.width_px,
        height_px=seen.file.height_px,
        score=score(results, partial=not_judged(results, features), finish=finish),
        features=features.quantities(),
        evidence={key: to_data(seen) for key, seen in features.evidence().items()},
        results=results,
        advice=suggest(results),
        notices=seen.file.notices,
        thumbnail=seen.thumbnail,
    )
    if recall and not seen.thumbnail and not features.failed:
        recall.keep_report(pin, made)
    return made


def failed(pin: Pin, failure: Failure) -> Report:
    """Return the report of a pin that could not be scored."""
    return Report(path=encodable(address(pin.path)), pin=words(pin), failure=failure)


def words(pin: Pin) -> Words:
    """Return a pin's words without its path."""
    given = (pin.title, pin.description, pin.link, pin.board, pin.id)
    return Words(*map(encodable, given))
