"""Workers on this machine: order kept, few pins held, a bad pin costs that pin."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from scorer.batch._clock import is_spent, work_limit, working
from scorer.batch._workers import shut_down, start_pool
from scorer.core.pin import Pin
from scorer.core.report import Failure, Report
from scorer.pipeline import failed

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")

# So many that workers seldom wait for a slow pin at the head of the line.
_HELD_PER_WORKER = 16
# A worker that dies in the moment it takes a pin can leave the pin unnoticed. The pin
# is missed when it heads the line for longer than any pin may take.
_GRACE_SECONDS = 30.0
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """How many workers, and how many seconds of work one pin may take."""

    jobs: int
    max_seconds: float


@dataclass(frozen=True, slots=True)
class Tasks(Generic[T]):
    """A pin's report in two steps, which can be pickled with what goes between them.

    Attributes:
        recall: Answers in this process, at once, for a pin that needs no work; else
            returns what the other step is given.
        complete: Done by a worker.
        prepare: Done by each worker before each pin, in nobody's time; it remembers
            what it did.
    """

    recall: Callable[[Pin], Report | T]
    complete: Callable[[T], Report]
    prepare: Callable[[], object]

    def examine(self, pin: Pin) -> Report:
        """Return a pin's report, made in this process."""
        task = self.recall(pin)
        return task if isinstance(task, Report) else self.complete(task)


def reports(tasks: Tasks[T], pins: Iterable[Pin], limits: Limits) -> Iterator[Report]:
    """Yield one report per pin, in order.

    Args:
        tasks: What is done with a pin. A single one is done in this process: starting
            a worker would cost more than the pin. So is every pin where the system
            lets no worker start.
        pins: Taken as places become free.
        limits: Workers and time.
    """
    rest = iter(pins)
    first = list(itertools.islice(rest, 2))
    if len(first) < 2:
        yield from map(tasks.examine, first)
        return
    line = _Line(tasks, limits)
    try:
        for pin in itertools.chain(first, rest):
            line.add(pin)
            yield from line.due()
        yield from line.rest()
    except BaseException:
        line.stop()
        raise
    line.close()


def _timed(tasks: Tasks[T], max_seconds: float, task: T) -> Report:
    """Return a pin's report, or end this worker when that takes too long."""
    tasks.prepare()
    with working(max_seconds):
        return tasks.complete(task)


@dataclass(slots=True)
class _Held(Generic[T]):
    """A pin whose turn to be reported has not come, and what a worker is given."""

    pin: Pin
    task: Report | T
    outcome: Report | Future[Report]
    attempts: int = 1

    @property
    def is_ready(self) -> bool:
        return isinstance(self.outcome, Report) or self.outcome.done()


class _Line(Generic[T]):
    """Pins in order, at work or done; the workers start with the first to need them."""

    def __init__(self, tasks: Tasks[T], limits: Limits) -> None:
        self._tasks = tasks
        self._limits = limits
        self._held: deque[_Held[T]] = deque()
        self._pool: ProcessPool | None = None
        self._is_alone = False

    def add(self, pin: Pin) -> None:
        """Put a pin at the end of the line."""
        task = self._tasks.recall(pin)
        self._held.append(_Held(pin, task, self._scheduled(task)))

    def due(self) -> Iterator[Report]:
        """Yield what is ready at the head; wait only if the line is full."""
        places = _HELD_PER_WORKER * self._limits.jobs
        while self._held and (self._held[0].is_ready or len(self._held) > places):
            yield self._reported(self._held.popleft())

    def rest(self) -> Iterator[Report]:
        """Yield the rest, waiting for each."""
        while self._held:
            yield self._reported(self._held.popleft())

    def close(self) -> None:
        """Let the workers go."""
        if self._pool is not None:
            shut_down(self._pool, at_once=False)

    def stop(self) -> None:
        """End the workers in the middle of what they do."""
        if self._pool is not None:
            shut_down(self._pool, at_once=True)

    def _scheduled(self, task: Report | T) -> Report | Future[Report]:
        if isinstance(task, Report):
            return task
        if self._pool is None and not self._is_alone:
            self._pool = start_pool(self._limits.jobs)
            self._is_alone = self._pool is None
        if self._pool is None:
            return self._tasks.complete(task)
        most = self._limits.max_seconds
        given = (self._tasks, most, task)
        future: Future[Report] = self._pool.schedule(
            _timed, given, {}, work_limit(most)
        )
        return future

    def _reported(self, held: _Held[T]) -> Report:
        from pebble import ProcessExpired

        if isinstance(held.outcome, Report):
            return held.outcome
        try:
            seconds = work_limit(self._limits.max_seconds) + _GRACE_SECONDS
            return held.outcome.result(seconds)
        except TimeoutError:
            return failed(held.pin, self._too_slow())
        except ProcessExpired as error:
            if is_spent(error.exitcode):
                return failed(held.pin, self._too_slow())
            return failed(held.pin, _died(f"exit status {error.exitcode}"))
        except BrokenProcessPool:
            return self._tried_again(held)

    def _too_slow(self) -> Failure:
        return Failure(
            "too-slow",
            f"took more than {self._limits.max_seconds:g} s of computing time",
            "raise max-seconds, or make the picture smaller",
        )

    def _tried_again(self, held: _Held[T]) -> Report:
        """Start new workers, and hand them what the old ones had not finished."""
        if held.attempts == _ATTEMPTS:
            return failed(held.pin, _died("and the other workers with it"))
        self.stop()
        self._pool = None
        for each in (held, *self._held):
            if not isinstance(each.outcome, Report) and _is_lost(each.outcome):
                each.outcome = self._scheduled(each.task)
        held.attempts += 1
        return self._reported(held)


def _is_lost(future: Future[Report]) -> bool:
    if not future.done() or future.cancelled():
        return True
    return isinstance(future.exception(), BrokenProcessPool)


def _died(how: str) -> Failure:
    return Failure(
        "worker-died",
        f"crashed the process that scored it ({how})",
        "is the picture damaged, or the memory full?",
    )
