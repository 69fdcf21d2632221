"""The pictures behind stored reports, taken from where the reports say.

A stored report may come from a stranger, and so may the path in it. A picture is shown
only if it lies below the folder of the report's file, or the one that the user names,
links followed, and only if its bytes are those that were scored: nothing can be shown
that whoever wrote the report did not have.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.core.pin import Creative, Pin
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.opening import open_image
from scorer.pins.place import check_place
from scorer.pins.remote import is_remote
from scorer.vision.thumbnail import thumbnail

_NAME_CHARS = 120


def with_picture(report: Report, folder: Path, picture_bytes: int) -> Report:
    """Return a report with its picture, or with a notice that says why it has none.

    Args:
        report: As it was stored.
        folder: Below which pictures are opened.
        picture_bytes: How long the picture may be.
    """
    if report.thumbnail or report.failure or not picture_bytes:
        return report
    pin = Pin(folder / report.path, below=folder)
    try:
        _check_no_bucket(report.path)
        picture = _picture(pin, report.sha256, picture_bytes)
    except InputError as error:
        name = printable(report.path, longest=_NAME_CHARS)
        notice = f"The picture is not shown: {name} {_reason(error)}."
        return replace(report, notices=(*report.notices, notice))
    return replace(report, thumbnail=picture)


def _picture(pin: Pin, sha256: str, picture_bytes: int) -> str:
    """Return the picture.

    Raises:
        InputError: It may not be opened, cannot be, or is another.
    """
    check_place(pin)
    settings = Settings()
    opened = open_image(pin.path, settings)
    if opened.file.sha256 != sha256:
        raise InputError("another picture", code="changed")
    creative = Creative(pin, opened.pixels, settings, opened.file)
    return thumbnail(creative, picture_bytes)


def _check_no_bucket(path: str) -> None:
    if is_remote(Path(path)):
        raise InputError("in a bucket", code="in-a-bucket")


def _reason(error: InputError) -> str:
    known = {
        "not-found": "is gone",
        "in-a-bucket": "is in a bucket, which is not asked",
        "outside-folder": "lies outside the folder of the stored run; say --pictures "
        "with the folder that holds it",
        "changed": "was changed since it was scored",
    }
    return known.get(error.code, "cannot be opened")
