"""The one path, for one pin: open, measure, judge, score, report."""

from __future__ import annotations

from dataclasses import asdict

from scorer.advice import suggest
from scorer.core.codec import to_data
from scorer.core.errors import InputError
from scorer.core.guideline import Guideline
from scorer.core.pin import Creative, Pin
from scorer.core.printable import encodable
from scorer.core.report import Failure, Report, Words
from scorer.core.settings import Settings
from scorer.features import extract
from scorer.guidelines import judge
from scorer.opening import open_image
from scorer.scoring import score
from scorer.vision.thumbnail import thumbnail


def open_pin(pin: Pin, settings: Settings) -> Creative:
    """Return a pin opened for reading.

    Raises:
        InputError: The file cannot be opened as a picture; says why.
    """
    opened = open_image(pin.path, settings)
    return Creative(pin, opened.pixels, settings, opened.file)


def examine(
    pin: Pin,
    settings: Settings,
    by: tuple[Guideline[object], ...],
    *,
    with_thumbnail: bool = False,
) -> Report:
    """Return the report of one pin; a file that cannot be read is a failure report."""
    try:
        creative = open_pin(pin, settings)
    except InputError as error:
        return failed(pin, Failure(error.code, error.message, error.hint))
    features = extract(creative)
    results = judge(features, by)
    return Report(
        path=encodable(str(pin.path)),
        pin=words(pin),
        sha256=creative.file.sha256,
        width_px=creative.width_px,
        height_px=creative.height_px,
        score=score(results),
        features=features.quantities(),
        evidence={key: to_data(seen) for key, seen in features.evidence().items()},
        results=results,
        advice=suggest(results),
        notices=creative.file.notices,
        thumbnail=thumbnail(creative) if with_thumbnail else "",
    )


def failed(pin: Pin, failure: Failure) -> Report:
    """Return the report of a pin that could not be scored."""
    return Report(path=encodable(str(pin.path)), pin=words(pin), failure=failure)


def words(pin: Pin) -> Words:
    """Return a pin's words without its path."""
    given = asdict(pin)
    return Words(
        **{key: encodable(text) for key, text in given.items() if key != "path"}
    )
