"""The Python API: as small as the command line."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import IOBase
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from scorer.account.estimate import estimator
from scorer.batch import Job, run
from scorer.core.pin import Pin
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.core.tables.frames import frame
from scorer.pins import find

# A path, a file's bytes, a picture of Pillow, pixels, or a pin with its words.
Given: TypeAlias = "str | PathLike[str] | bytes | Image.Image | NDArray[Any] | Pin"
_ONE = (str, PathLike, bytes, Image.Image, np.ndarray, Pin)


def score(
    pins: Given | Iterable[Given],
    *,
    settings: Settings | None = None,
    model: str | PathLike[str] | None = None,
    jobs: int = 1,
) -> list[Report]:
    """Return one report per pin, in the order of the pins.

    Args:
        pins: Pictures, folders or manifests by path; bytes of a picture's file;
            pictures of Pillow; arrays of shape (H, W), (H, W, 3) or (H, W, 4), uint8,
            sRGB; or ``Pin`` records with their words. One, or several.
        settings: Of the run; the defaults if None. No file or environment is read.
        model: Folder of a click-rate model whose estimate stands beside the score.
        jobs: Processes that work at once, 1 and more.

    Returns:
        A report for each; a picture that is named, and is in a folder or list that is
        named, too, has one. A file that cannot be read, or is not there, is a report
        with its ``failure``. What came without a name is ``picture 1`` and so on.

    Raises:
        InputError: A manifest cannot be read.
        SettingsError: A guideline, limit or OCR engine in the settings is unknown, or
            a value is out of its bounds.
        DependencyError: The OCR engine is not installed.
        ModelError: The model cannot be used.
        TypeError: Something is none of these, or jobs are no number.
        ValueError: An array has another shape or type, or jobs are fewer than 1.

    Example:
        >>> from scorer import Pin, score
        >>> [report] = score(Pin("missing.png", title="A title"))
        >>> report.failure.code
        'not-found'
    """
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(
            f"settings are {type(settings).__name__}: give scorer.Settings(…)"
        )
    if not isinstance(jobs, int):
        raise TypeError(f"jobs are {type(jobs).__name__}: give a whole number")
    if jobs < 1:
        raise ValueError(f"jobs are 1 and more, not {jobs}")
    job = Job((settings or Settings()).checked())
    several = _several(pins)
    estimated = estimator(Path(model)) if model else None
    with tempfile.TemporaryDirectory(prefix="scorer-") as folder:
        names: dict[str, str] = {}
        found = list(_found(several, Path(folder), names))
        reports = [_named(each, names) for each in run(found, job, jobs=jobs)]
    return list(map(estimated, reports) if estimated else reports)


def to_frame(reports: Iterable[Report], library: str = "") -> Any:  # noqa: ANN401 - of either library
    """Return reports as a data frame: a row a pin with its words, scores and numbers.

    Args:
        reports: As ``score`` returns them.
        library: ``pandas`` or ``polars``; the first that is installed if empty.

    Raises:
        DependencyError: Neither is installed.
    """
    return frame([each.row() for each in reports], library)


def _several(pins: object) -> Iterable[Any]:
    """Return what was given as several, whether it is one pin or many."""
    if isinstance(pins, _ONE):
        return [pins]
    # An open file is iterable, too: its lines are no pins.
    # A dict's are its keys.
    if isinstance(pins, IOBase | bytearray | memoryview | Mapping) or not isinstance(
        pins, Iterable
    ):
        raise _no_pin(pins)
    return pins


def _no_pin(given: object) -> TypeError:
    how = "a path, bytes, a picture of Pillow, an array or a Pin"
    if isinstance(given, IOBase):
        how = "what it holds: file.read()"
    elif isinstance(given, Mapping):
        how = "scorer.Pin(path, title=…)"
    return TypeError(f"{type(given).__name__} is no pin: give {how}")


def _found(given: Iterable[Any], folder: Path, names: dict[str, str]) -> Iterator[Pin]:
    """Yield pins; pictures in memory are put into a folder, and their names noted."""
    seen = _Seen()
    for number, each in enumerate(given, start=1):
        if isinstance(each, Pin):
            yield each
        elif isinstance(each, str | PathLike):
            yield from seen.new(Path(each))
        else:
            path = folder / f"{number}"
            names[str(path)] = f"picture {number}"
            _put(each, path)
            yield Pin(path)


class _Seen:
    """Pins that paths led to, so that a folder and a picture in it give that once.

    A picture that is named twice is given twice: who names pictures counts on a report
    for each.
    """

    def __init__(self) -> None:
        self._named: set[Pin] = set()
        self._led_to: set[Pin] = set()

    def new(self, path: Path) -> Iterator[Pin]:
        """Yield what a path leads to and was not given before."""
        for pin in find([path]):
            is_named = pin.path == path
            if pin in self._led_to or (pin in self._named and not is_named):
                continue
            (self._named if is_named else self._led_to).add(pin)
            yield pin


def _put(given: object, path: Path) -> None:
    if isinstance(given, bytes):
        path.write_bytes(given)
    elif isinstance(given, Image.Image):
        given.save(path, "PNG")
    elif isinstance(given, np.ndarray):
        _picture(given).save(path, "PNG")
    else:
        raise _no_pin(given)


def _picture(pixels: NDArray[Any]) -> Image.Image:
    channels = pixels.shape[2:]
    if pixels.dtype != np.uint8 or pixels.ndim not in (2, 3) or 0 in pixels.shape:
        raise ValueError(
            "pixels are of shape (H, W), (H, W, 3) or (H, W, 4), uint8; these are "
            f"{pixels.shape}, {pixels.dtype}"
        )
    if channels not in ((), (3,), (4,)):
        raise ValueError(f"pixels have 1, 3 or 4 channels, not {channels[0]}")
    return Image.fromarray(np.ascontiguousarray(pixels))


def _named(report: Report, names: dict[str, str]) -> Report:
    name = names.get(report.path)
    if name is None:
        return report
    failure = report.failure
    if failure:
        said = failure.message.replace(Path(report.path).name, name, 1)
        failure = replace(failure, message=said)
    return replace(report, path=name, failure=failure)
