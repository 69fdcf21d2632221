"""What every worker does with one pin."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from scorer.cache import PinCache, Store, opened
from scorer.core.errors import ScorerError
from scorer.core.guideline import Guideline
from scorer.core.pin import Creative, Pin
from scorer.core.printable import printable
from scorer.core.report import Failure, Report
from scorer.core.settings import Settings
from scorer.features import extract, families
from scorer.guidelines import chosen
from scorer.pipeline import cached_report, examine, failed
from scorer.text.engines import check, version
from scorer.wording.lexicon import check as check_lexicons

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every pin of a run.

    Attributes:
        settings: To measure and judge by.
        picture_bytes: How long the picture in each report may be; 0 for none.
    """

    settings: Settings
    picture_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """A job with its guidelines, so that another process can do it."""

    job: Job
    guidelines: tuple[Guideline[Any], ...]

    def __call__(self, pin: Pin) -> Report:
        """Return the report of one pin, whatever happens."""
        try:
            return examine(
                pin,
                self.job.settings,
                self.guidelines,
                picture_bytes=self.job.picture_bytes,
                cache=pin_cache(self.job.settings),
            )
        except ScorerError as error:
            return failed(pin, Failure(error.code, error.message, error.hint))
        except Exception as error:
            debug = self.job.settings.debug
            log.warning("%s failed", printable(str(pin.path)), exc_info=debug)
            message = f"{type(error).__name__}: {error}"
            return failed(pin, Failure("internal-error", message, "run with --debug"))

    def prepare(self) -> None:
        """Load what measuring needs, so that no pin's time is spent on it."""
        prepare(self.job.settings)

    def cached_report(self, pin: Pin) -> Report | None:
        """Return the report of a pin that was measured before, else None."""
        cache = pin_cache(self.job.settings)
        if cache is None:
            return None
        return cached_report(
            pin,
            self.job.settings,
            self.guidelines,
            cache,
            picture_bytes=self.job.picture_bytes,
        )


def work(job: Job) -> Work:
    """Return the work of a job.

    Raises:
        SettingsError: A guideline, limit, OCR engine or language in the settings is
            unknown, or a word list has a mistake.
        DependencyError: The OCR engine, or its data for a language, is not installed.
    """
    if job.settings.lexicons:
        check_lexicons(Path(job.settings.lexicons))
    check(job.settings)
    return Work(job, chosen(job.settings))


def prepare(settings: Settings) -> None:
    """Measure a small picture with words: models are loaded by who first needs them."""
    pixels = np.full((300, 200, 3), 255, np.uint8)
    cv2.putText(pixels, "Pin", (20, 160), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (0, 0, 0), 4)
    extract(Creative(Pin(Path(), title="Pin"), pixels, settings))


def pin_cache(settings: Settings) -> PinCache | None:
    """Return where what was measured before is found; None without a cache."""
    store = opened(settings)
    if store is None:
        return None
    for known, theirs, made in _LAST:
        if known == settings and theirs is store:
            return made
    made = PinCache(store, settings, families().values(), _reader(settings))
    _LAST[:] = [(settings, store, made)]
    return made


def _reader(settings: Settings) -> str:
    """Name and version of what reads text; empty where it is missing."""
    try:
        return version(settings)
    except ScorerError:
        return ""


# The last run's only: a server's settings may change, and each is read once.
_LAST: list[tuple[Settings, Store, PinCache]] = []
