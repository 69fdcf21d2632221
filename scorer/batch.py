"""Many pins: order, jobs, progress; one bad pin is one failed report."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from scorer.core.guideline import Guideline
from scorer.core.pin import Pin
from scorer.core.printable import printable
from scorer.core.report import Failure, Report
from scorer.core.settings import Settings
from scorer.guidelines import chosen
from scorer.pipeline import examine, failed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every pin of a run."""

    settings: Settings
    with_thumbnail: bool = False


def run(pins: Iterable[Pin], job: Job, *, jobs: int = 1) -> Iterator[Report]:
    """Yield one report per pin, in the order of the pins.

    Args:
        pins: The pins, which may still be under way.
        job: What is asked of each.
        jobs: Processes that work at once.

    Raises:
        SettingsError: A guideline or limit in the settings is unknown.
    """
    by = chosen(job.settings)
    work = partial(_report, job, by)
    if jobs == 1:
        return map(work, pins)
    return _pooled(work, pins, jobs)


def _pooled(work: Any, pins: Iterable[Pin], jobs: int) -> Iterator[Report]:  # noqa: ANN401 - a partial
    from pebble import ProcessPool

    with ProcessPool(max_workers=jobs) as pool:
        yield from pool.map(work, pins).result()


def _report(job: Job, by: tuple[Guideline[Any], ...], pin: Pin) -> Report:
    try:
        return examine(pin, job.settings, by, with_thumbnail=job.with_thumbnail)
    except Exception as error:
        log.warning("%s failed", printable(str(pin.path)), exc_info=True)
        message = f"{type(error).__name__}: {error}"
        return failed(pin, Failure("internal-error", message, "run with --debug"))
