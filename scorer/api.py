"""The Python API: as small as the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from scorer.account.estimate import estimator
from scorer.batch import Job, run
from scorer.core.pin import Pin
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.pins import find


def score(
    pins: str | PathLike[str] | Pin | Iterable[str | PathLike[str] | Pin],
    *,
    settings: Settings | None = None,
    model: str | PathLike[str] | None = None,
    jobs: int = 1,
) -> list[Report]:
    """Return one report per pin, in the order of the pins.

    Args:
        pins: Pictures, folders, manifests, or ``Pin`` records with their words.
        settings: Of the run; the defaults if None. No file or environment is read.
        model: Folder of a click-rate model whose estimate stands beside the score.
        jobs: Processes that work at once.

    Raises:
        InputError: A path does not exist, or a manifest cannot be read.
        SettingsError: A guideline, limit or OCR engine in the settings is unknown.
        DependencyError: The OCR engine is not installed.
        ModelError: The model cannot be used.

    Example:
        >>> from scorer import Pin, score
        >>> [report] = score(Pin(Path("missing.png"), title="A title"))
        >>> report.failure.code
        'not-found'
    """
    given = [pins] if isinstance(pins, str | PathLike | Pin) else pins
    job = Job(settings or Settings())
    reports = run([pin for each in given for pin in _found(each)], job, jobs=jobs)
    return list(map(estimator(Path(model)), reports) if model else reports)


def _found(given: str | PathLike[str] | Pin) -> Iterator[Pin]:
    if isinstance(given, Pin):
        yield given
    else:
        yield from find([Path(given)])
