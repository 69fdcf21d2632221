"""Uploaded bytes to reports, in processes that may be killed."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired

from scorer.account.estimate import estimator
from scorer.batch import (
    Job,
    begun,
    is_spent,
    prepare,
    shut_down,
    start_pool,
    work_limit,
    working,
)
from scorer.clickrate.model import store
from scorer.core.errors import InputError, ModelError
from scorer.core.pin import Pin
from scorer.core.report import Failure, Report, Words
from scorer.core.settings import Settings
from scorer.pipeline import examine
from scorer.vision.thumbnail import picture_bytes, thumbnail
from scorer.what_if.picture import Changed, steps
from scorer.what_if.requests import understood

T = TypeVar("T")

# One pin is waited for, and a second core is idle unless another pin comes meanwhile.
_READING_THREADS = 2


@dataclass(frozen=True, slots=True)
class Upload:
    """One picture as it came from the browser or an agent.

    Attributes:
        name: As the user calls it.
        data: The file's bytes.
        words: Title and description.
        settings: To measure and judge by; None for those of the workers.
    """

    name: str
    data: bytes
    words: Words
    settings: Settings | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A pin as if it was changed.

    Attributes:
        name: What was asked; ``as it is`` for the first.
        report: With a picture; None where it cannot be done.
        said: What was drawn otherwise than asked, or why it cannot be done.
    """

    name: str
    report: Report | None
    said: str = ""


class GaveUpError(Exception):
    """A picture took too long, or ended the process that read it."""


class Workers:
    """Processes that score uploads.

    Args:
        settings: Settings of every pin that brings none of its own.
        model: Folder of the click-rate model to ask, or None.
        count: Processes at once.
        seconds: Processor time that one pin may take; its own settings may allow less.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        model: Path | None = None,
        count: int = 2,
        seconds: float = 60.0,
    ) -> None:
        self._given = (settings, model)
        self._count = count
        self._seconds = seconds
        threads = min(_READING_THREADS, os.cpu_count() or 1)
        self._pool = start_pool(count, reading_threads=threads)
        self._here = asyncio.Lock()

    def warm(self) -> None:
        """Let every process load its models before the first pin comes."""
        if self._pool is None:
            _prepare(*self._given)
            return
        for _ in range(self._count):
            self._pool.schedule(_prepare, args=self._given)

    async def report(self, upload: Upload) -> Report:
        """Return one upload's report; a pin that takes too long is a failed one.

        Where no process can be started, uploads are scored in this one, one by one.
        """
        try:
            return await self._done(score, upload, self._seconds_of(upload))
        except GaveUpError as error:
            failure = Failure("gave-up", f"{upload.name} {error}", "export it again")
            return Report(upload.name, upload.words, failure=failure)

    async def what_if(self, upload: Upload, changes: tuple[str, ...]) -> list[Step]:
        """Return an upload as it is, with each change alone, and with all of them.

        Raises:
            ScorerError: A change is not understood, or the picture cannot be read.
            GaveUpError: It takes too long.
        """
        work = partial(tried, changes=changes)
        seconds = (2 + len(changes)) * self._seconds_of(upload)
        return await self._done(work, upload, seconds)

    def _seconds_of(self, upload: Upload) -> float:
        own = upload.settings
        return min(self._seconds, own.max_seconds) if own else self._seconds

    async def _done(
        self,
        work: Callable[[Upload, Settings, Path | None], T],
        upload: Upload,
        seconds: float,
    ) -> T:
        """Return what a process makes of an upload.

        Raises:
            GaveUpError: It took more than these seconds of computing, or crashed.
        """
        settings, model = self._given
        given = (upload, upload.settings or settings, model)
        if self._pool is None:
            async with self._here:
                return await asyncio.to_thread(work, *given)
        task = self._pool.schedule(
            _in_time,
            args=(work, seconds, *given),
            timeout=work_limit(seconds),
        )
        slow = f"took more than {seconds:g} s of computing time"
        try:
            return await asyncio.wrap_future(task)
        except TookTooLong:
            raise GaveUpError(slow) from None
        except ProcessExpired as error:
            died = "crashed the process that read it"
            raise GaveUpError(slow if is_spent(error.exitcode) else died) from None

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            shut_down(self._pool, at_once=True)


def _prepare(settings: Settings, model: Path | None) -> None:
    """Load what the first pin would else wait for."""
    prepare(settings)
    if model:
        with suppress(ModelError):  # said with each report
            _estimator(model)


def _in_time(
    work: Callable[[Upload, Settings, Path | None], T],
    seconds: float,
    upload: Upload,
    settings: Settings,
    model: Path | None,
) -> T:
    """Return what is made of an upload, or end this process when it takes too long."""
    _prepare(settings, model)
    with working(seconds):
        return work(upload, settings, model)


def score(upload: Upload, settings: Settings, model: Path | None = None) -> Report:
    """Return the report of one upload, under the name that the user gave.

    Args:
        upload: Its bytes, name and words.
        settings: Of the run; nothing is kept, whatever they say.
        model: Folder of a click-rate model for an estimate; None for none.
    """
    with _in_memory(upload.data) as path:
        words = upload.words
        pin = Pin(path, title=words.title, description=words.description)
        own = replace(settings, cache=False)  # nothing that is dropped here is stored
        report = examine(pin, begun(Job(own, picture_bytes(1))))
    failure = report.failure
    if failure:
        said = failure.message.removeprefix(path.name)
        failure = replace(failure, message=f"{upload.name}{said}")
    named = replace(report, path=upload.name, failure=failure)
    return _with_estimate(named, model) if model else named


def tried(
    upload: Upload, settings: Settings, model: Path | None, changes: tuple[str, ...]
) -> list[Step]:
    """Return an upload as it is, with each change alone, and with all of them.

    Args:
        upload: Its bytes, name and words.
        settings: Of the run; nothing is kept, whatever they say.
        model: Folder of a click-rate model for estimates; None for none.
        changes: In people's words, such as "headline 1.5x".

    Raises:
        ScorerError: A change is not understood, or the picture cannot be read.
    """
    with _in_memory(upload.data) as path:
        words = upload.words
        pin = Pin(path, title=words.title, description=words.description)
        run = begun(Job(replace(settings, cache=False), picture_bytes(1)))
        asked = {each: understood(each) for each in changes}
        try:
            found = list(steps(pin, asked, run))
        except InputError as error:
            said = error.message.removeprefix(path.name)
            raise InputError(f"{upload.name}{said}", hint=error.hint) from None
    return [
        Step(
            each.name,
            _named(each.changed, upload.name, model),
            each.said,
        )
        for each in found
    ]


def _named(found: Changed | None, name: str, model: Path | None) -> Report | None:
    """Return the report of a changed pin with its picture, under the user's name."""
    if found is None:
        return None
    picture = thumbnail(found.creative, picture_bytes(1))
    report = replace(found.report, path=name, thumbnail=picture)
    return _with_estimate(report, model) if model else report


def _with_estimate(report: Report, model: Path) -> Report:
    """Return a report with a model's estimate, or with why there is none."""
    try:
        return _estimator(model)(report)
    except ModelError as error:
        notice = f"no estimate: {error.message}"
        return replace(report, notices=(*report.notices, notice))


def _estimator(model: Path) -> Callable[[Report], Report]:
    """Return what asks the model, read anew when another one was trained."""
    return _read(model, store.state(model))


@lru_cache(maxsize=1)
def _read(model: Path, _: tuple[int, ...]) -> Callable[[Report], Report]:
    return estimator(model)


@contextmanager
def _in_memory(data: bytes) -> Iterator[Path]:
    """Yield a path to bytes that never reach a disk, where the system can do that."""
    if hasattr(os, "memfd_create"):
        handle = os.memfd_create("pin")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            yield Path(f"/proc/self/fd/{handle}")
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pin"
            path.write_bytes(data)
            yield path
