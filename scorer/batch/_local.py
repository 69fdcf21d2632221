"""Workers on this machine: order kept, few pins held, a bad pin costs that pin."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorer.batch._clock import is_spent, prepared, work_limit, working
from scorer.batch._workers import shut_down, start_pool
from scorer.core.pin import Pin
from scorer.core.report import Failure, Report
from scorer.pipeline import failed

if TYPE_CHECKING:
    from pebble import ProcessPool

Work = Callable[[Pin], Report]
Memory = Callable[[Pin], "Report | None"]

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


def nothing() -> None:
    """Prepare nothing."""


def reports(
    work: Work,
    pins: Iterable[Pin],
    limits: Limits,
    memory: Memory,
    prepare: Callable[[], object] = nothing,
) -> Iterator[Report]:
    """Yield one report per pin, in order.

    Args:
        work: Done in a worker process; it and its result can be pickled. A single pin
            is done in this process: starting a worker would cost more than the pin.
            So is every pin where the system lets no worker start.
        pins: Taken as places become free.
        limits: Workers and time.
        memory: Answers in this process, at once, for pins that need no work.
        prepare: Done once by each worker before its first pin, in nobody's time.
    """
    rest = iter(pins)
    first = list(itertools.islice(rest, 2))
    if len(first) < 2:
        yield from map(work, first)
        return
    line = _Line(_Timed(work, limits.max_seconds, prepare), limits)
    try:
        for pin in itertools.chain(first, rest):
            line.add(pin, memory(pin))
            yield from line.due()
        yield from line.rest()
    except BaseException:
        line.stop()
        raise
    line.close()


@dataclass(frozen=True, slots=True)
class _Timed:
    """Work of which a pin may take so much."""

    work: Work
    max_seconds: float
    prepare: Callable[[], object]

    def __call__(self, pin: Pin) -> Report:
        """Return a pin's report, or end this worker when that takes too long."""
        prepared(self.prepare)
        with working(self.max_seconds):
            return self.work(pin)


@dataclass(slots=True)
class _Held:
    """A pin whose turn to be reported has not come."""

    pin: Pin
    outcome: Report | Future[Report]
    attempts: int = 1

    @property
    def is_ready(self) -> bool:
        return isinstance(self.outcome, Report) or self.outcome.done()


class _Line:
    """Pins in order, at work or done; the workers start with the first to need them."""

    def __init__(self, work: _Timed, limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._held: deque[_Held] = deque()
        self._pool: ProcessPool | None = None
        self._is_alone = False

    def add(self, pin: Pin, report: Report | None) -> None:
        """Put a pin at the end of the line."""
        outcome = self._scheduled(pin) if report is None else report
        self._held.append(_Held(pin, outcome))

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

    def _scheduled(self, pin: Pin) -> Report | Future[Report]:
        if self._pool is None and not self._is_alone:
            self._pool = start_pool(self._limits.jobs)
            self._is_alone = self._pool is None
        if self._pool is None:
            return self._work.work(pin)
        seconds = work_limit(self._limits.max_seconds)
        future: Future[Report] = self._pool.schedule(self._work, (pin,), {}, seconds)
        return future

    def _reported(self, held: _Held) -> Report:
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
            f"took more than {self._limits.max_seconds:g} s of work",
            "raise max-seconds, or make the picture smaller",
        )

    def _tried_again(self, held: _Held) -> Report:
        """Start new workers, and hand them what the old ones had not finished."""
        if held.attempts == _ATTEMPTS:
            return failed(held.pin, _died("and the other workers with it"))
        self.stop()
        self._pool = None
        for each in (held, *self._held):
            if not isinstance(each.outcome, Report) and _is_lost(each.outcome):
                each.outcome = self._scheduled(each.pin)
        held.attempts += 1
        return self._reported(held)


def _is_lost(future: Future[Report]) -> bool:
    if not future.done() or future.cancelled():
        return True
    return isinstance(future.exception(), BrokenProcessPool)


def _died(how: str) -> Failure:
    return Failure(
        "worker-died",
        f"ended the process that scored it ({how})",
        "is the picture damaged, or the memory full?",
    )
