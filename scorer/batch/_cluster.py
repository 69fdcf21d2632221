"""Workers of a dask cluster: the same work in batches, order kept, batches retried.

Answers are JSON, read as a stored report is. Dask's own messages are pickles all the
same, in both directions: whoever answers at the address can run code here. So the
address is never taken from a file found in a folder (``Reach.OUTSIDE``).
"""

from __future__ import annotations

import itertools
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from scorer.batch._interrupts import interrupts_later, safe_path
from scorer.batch._local import Limits
from scorer.batch._workers import keep_memory, one_thread
from scorer.core.errors import DependencyError, SettingsError
from scorer.core.installation import how_to_add
from scorer.core.pin import Pin
from scorer.core.report import Failure, Report
from scorer.core.storage.bounds import odd_number
from scorer.core.storage.codec import from_json, to_json
from scorer.pipeline import failed

log = logging.getLogger(__name__)

# A message costs about 2 ms: divided by so many pins it is lost beside the work, and
# short runs are still shared out evenly.
_BATCH = 8
_BATCHES_PER_WORKER = 2
_CONNECT_SECONDS = 10
_ATTEMPTS = 2

# A batch that kills its worker is tried again pin by pin at once, not four times. What
# dask watches of itself costs more than it tells where a task takes seconds.
_FRUGAL = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.worker.profile.enabled": False,
}

Examine = Callable[[Pin], Report]


class Work(Protocol):
    """What is done with a pin: by the cluster, unless this process knows the answer."""

    def examine(self, pin: Pin) -> Report:
        """Return a pin's report; it can be sent to another computer."""

    def recall(self, pin: Pin) -> object:
        """Return a pin's report if it is known, else anything else."""


def reports(
    work: Work, pins: Iterable[Pin], address: str, limits: Limits
) -> Iterator[Report]:
    """Yield one report per pin, in order.

    Args:
        work: Done by the cluster's workers, which must have this package, see the
            pins under the same paths, and keep a cache each.
        pins: Taken as batches become free.
        address: ``local`` for workers on this machine, or a scheduler's ``tcp://…``.
        limits: Workers of ``local``, and time for a pin.

    Raises:
        DependencyError: dask.distributed is not installed.
        SettingsError: There is no scheduler at the address.
    """
    seconds = limits.max_seconds
    with _client(address, limits.jobs) as client:
        batches = _batches((pin, _if_known(work, pin)) for pin in pins)
        held: deque[_Batch] = deque()
        places = _BATCHES_PER_WORKER * max(1, len(client.nthreads()))
        for batch in batches:
            batch.submit(client, work.examine)
            held.append(batch)
            if len(held) > places:
                yield from held.popleft().reports(client, work.examine, seconds)
        while held:
            yield from held.popleft().reports(client, work.examine, seconds)


def _if_known(work: Work, pin: Pin) -> Report | None:
    answer = work.recall(pin)
    return answer if isinstance(answer, Report) else None


@dataclass(slots=True)
class _Batch:
    """Pins in order; those without a report are with the cluster."""

    pins: tuple[tuple[Pin, Report | None], ...]
    future: Any = None

    def submit(self, client: Any, work: Examine) -> None:  # noqa: ANN401 - untyped library
        todo = [pin for pin, report in self.pins if report is None]
        if todo:
            self.future = client.submit(_done, work, todo, pure=False)

    def reports(
        self,
        client: Any,  # noqa: ANN401 - untyped library
        work: Examine,
        max_seconds: float,
    ) -> Iterator[Report]:
        """Yield the batch's reports; if it failed as a whole, pin by pin."""
        todo = [pin for pin, report in self.pins if report is None]
        made = iter(_results(client, work, todo, self.future, max_seconds))
        for _, report in self.pins:
            yield next(made) if report is None else report


def _results(
    client: Any,  # noqa: ANN401 - untyped library
    work: Examine,
    todo: list[Pin],
    future: Any,  # noqa: ANN401 - untyped library
    max_seconds: float,
) -> list[Report]:
    """The reports of pins under way; those of a batch that failed one at a time."""
    if not todo:
        return []
    try:
        made = _read(future.result(timeout=max_seconds * len(todo)), todo)
    except Exception:  # noqa: BLE001 - a lost worker raises what dask likes
        _free(client, future)
        return [_single(client, work, pin, max_seconds) for pin in todo]
    return made


def _single(
    client: Any,  # noqa: ANN401 - untyped library
    work: Examine,
    pin: Pin,
    max_seconds: float,
) -> Report:
    """One pin's report; dask blames a worker's death on all that waits there."""
    for attempt in range(_ATTEMPTS):
        future = client.submit(_done, work, [pin], pure=False)
        try:
            [report] = _read(future.result(timeout=max_seconds), [pin])
        except Exception as error:  # noqa: BLE001 - a lost worker raises what dask likes
            _free(client, future)
            if attempt == _ATTEMPTS - 1:
                return failed(pin, _lost(error))
        else:
            return report
    raise AssertionError


def _free(client: Any, future: Any) -> None:  # noqa: ANN401 - untyped library
    """Restart the worker that hangs on a task: a thread cannot be ended otherwise."""
    hanging = [
        worker
        for worker, tasks in client.processing().items()
        if future.key in tasks and future.status == "pending"
    ]
    future.cancel()
    if hanging:
        client.restart_workers(hanging)


def _done(work: Examine, pins: list[Pin]) -> list[str]:
    """What a worker does: the reports of pins, as JSON."""
    one_thread()
    keep_memory()
    return [to_json(work(pin)) for pin in pins]


def _read(answer: object, pins: list[Pin]) -> list[Report]:
    """The reports that an answer holds.

    Raises:
        ValueError: It is not one JSON text a pin, or a text is no report.
    """
    if not isinstance(answer, list) or len(answer) != len(pins):
        raise _NoReportError("not one report a pin")
    return [_report(text) for text in answer]


def _report(text: object) -> Report:
    if type(text) is not str:
        raise _NoReportError(f"{type(text).__name__} in place of JSON")
    report = from_json(Report, text)
    if odd := odd_number(report):
        raise _NoReportError(odd)
    return report


class _NoReportError(ValueError):
    """A worker answered something else."""


def _batches(items: Iterator[tuple[Pin, Report | None]]) -> Iterator[_Batch]:
    while chunk := tuple(itertools.islice(items, _BATCH)):
        yield _Batch(chunk)


def _lost(error: Exception) -> Failure:
    kind = type(error).__name__
    if isinstance(error, ValueError):
        return Failure(
            "worker-died",
            "was answered by the cluster with something that is no report",
            "do the workers have the same version of this package?",
        )
    if isinstance(error, TimeoutError):
        return Failure("too-slow", "took longer than max-seconds", "raise max-seconds")
    return Failure(
        "worker-died",
        f"crashed the process that scored it ({kind})",
        "is the picture damaged, or the memory full?",
    )


@contextmanager
def _closed(cluster: Any) -> Iterator[None]:  # noqa: ANN401 - untyped library
    """Close a cluster at the end, also on a machine that is too busy to see it closed.

    It asks its workers to end, kills them some seconds later, and fails if a second
    after that they are not seen to have gone. All reports are made by then.
    """
    try:
        yield
    finally:
        with suppress(TimeoutError):
            cluster.close()


@contextmanager
def _client(address: str, jobs: int) -> Iterator[Any]:
    try:
        dask, distributed = map(import_module, ("dask", "distributed"))
    except ImportError as cause:
        raise DependencyError(
            "dask.distributed is not installed",
            hint=how_to_add("cluster"),
        ) from cause
    one_thread()
    with dask.config.set(_FRUGAL):
        if address == "local":
            with safe_path(), interrupts_later():
                cluster = distributed.LocalCluster(
                    n_workers=max(1, jobs),
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",  # a taken port is warned of
                    silence_logs=logging.CRITICAL,  # who died, and what Ctrl+C cancels
                )
            with _closed(cluster), distributed.Client(cluster) as client:
                yield client
            return
        if not address.startswith("tls://"):
            log.warning(
                "%s is reached without TLS: whoever is on the way can read the pins and"
                " run code here; see docs/security.md for tls://",
                address,
            )
        try:
            client = distributed.Client(address, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError) as cause:
            raise SettingsError(
                f"no dask scheduler answers at {address}",
                hint="start one with `dask scheduler`, or use --cluster local",
            ) from cause
        with client:
            yield client
