"""What every process does with one pin."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from scorer.cache import CachedPin
from scorer.core.display.printable import printable
from scorer.core.errors import ScorerError
from scorer.core.pin import Creative, Pin
from scorer.core.report import Failure, Report
from scorer.core.settings import Settings
from scorer.features import extract
from scorer.pipeline import Run, begin, complete, examine, failed, recall, refused

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every pin of a run.

    Attributes:
        settings: To measure and judge by.
        picture_bytes: How long the picture in each report may be; 0 for none.
    """

    settings: Settings
    picture_bytes: int = 0


@lru_cache(maxsize=1)
def begun(job: Job) -> Run:
    """Return the run of a job, made once by each process that works on it.

    Raises:
        SettingsError: A guideline, limit, OCR engine or language in the settings is
            unknown, or a word list has a mistake.
        DependencyError: The OCR engine, or its data for a language, is not installed.
    """
    return begin(job.settings, picture_bytes=job.picture_bytes)


@dataclass(frozen=True, slots=True)
class Work:
    """A job that any process can do; one bad pin is one failed report."""

    job: Job

    def examine(self, pin: Pin) -> Report:
        """Return the report of a pin."""
        return self._whatever_happens(pin, lambda: examine(pin, begun(self.job)))

    def recall(self, pin: Pin) -> Report | CachedPin:
        """Return the report of a pin that needs no work, else what is known of it."""
        return self._whatever_happens(pin, lambda: recall(pin, begun(self.job)))

    def complete(self, known: CachedPin) -> Report:
        """Return the report of a pin of which something is known."""
        return self._whatever_happens(
            known.file.pin, lambda: complete(known, begun(self.job))
        )

    def prepare(self) -> None:
        """Load what measuring needs, so that no pin's time is spent on it."""
        prepare(self.job.settings)

    def _whatever_happens(self, pin: Pin, step: Callable[[], T]) -> T | Report:
        try:
            return step()
        except ScorerError as error:
            return refused(pin, error)
        except Exception as error:
            debug = self.job.settings.debug
            log.warning("%s failed", printable(str(pin.path)), exc_info=debug)
            message = f"{type(error).__name__}: {error}"
            return failed(pin, Failure("internal-error", message, "run with --debug"))


@cache
def prepare(settings: Settings) -> None:
    """Measure a small picture with letters, once a process: that loads the models.

    They form no word, so that the reader of hard lines has to look, too.
    """
    pixels = np.full((300, 200, 3), 255, np.uint8)
    cv2.putText(pixels, "Pqx", (20, 160), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (0, 0, 0), 4)
    try:
        extract(Creative(Pin(Path(), title="Pin"), pixels, settings))
    except Exception:
        log.debug("nothing could be prepared", exc_info=True)
