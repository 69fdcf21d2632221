"""Many pins: order, jobs, progress; one bad pin is one failed report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scorer.batch._clock import is_spent, work_limit, working
from scorer.batch._local import Limits, Tasks, reports
from scorer.batch._work import Job, Work, begun, prepare
from scorer.batch._workers import shut_down, start_pool
from scorer.core.pin import Pin
from scorer.core.report import Report

__all__ = [
    "Job",
    "begun",
    "is_spent",
    "prepare",
    "run",
    "shut_down",
    "start_pool",
    "work_limit",
    "working",
]


def run(pins: Iterable[Pin], job: Job, *, jobs: int | None = None) -> Iterator[Report]:
    """Return one report per pin, in the order of the pins, while they are made.

    Args:
        pins: The pins, which may still be under way; only a few are held at a time.
        job: What is asked of each.
        jobs: Processes that work at once, at least 1. A pin that kills or hangs its
            process costs that pin; so does one that takes ``max_seconds`` of processor
            time. None works in this process, where it would cost the run.

    Raises:
        SettingsError: A guideline, limit or OCR engine in the settings is unknown.
        DependencyError: The OCR engine is not installed.
    """
    begun(job)
    work = Work(job)
    if jobs is None:
        return map(work.examine, pins)
    return _pooled(work, pins, jobs)


def _pooled(work: Work, pins: Iterable[Pin], jobs: int) -> Iterator[Report]:
    settings = work.job.settings
    limits = Limits(jobs, settings.max_seconds)
    if settings.cluster:
        from scorer.batch import _cluster

        yield from _cluster.reports(work, pins, settings.cluster, limits)
    else:
        tasks = Tasks(work.recall, work.complete, work.prepare)
        yield from reports(tasks, pins, limits)
