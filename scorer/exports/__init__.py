"""A user's history: whatever Pinterest gave them as files, read as figures of pins."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scorer.core import registry
from scorer.core.columns import Count
from scorer.core.errors import ExportError
from scorer.exports._merge import (
    CLICKS_ABOVE,
    ONLY_CLOSEUPS,
    ONLY_IMPRESSIONS,
    UNKNOWN_END,
    excluded,
    pool,
)
from scorer.exports._reader import (
    LeftOut,
    Observation,
    PinStats,
    Reader,
    Tally,
)
from scorer.exports._source import Source, open_source

__all__ = ["Count", "History", "LeftOut", "PinStats", "Rules", "read"]

SUFFIXES = frozenset((".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"))
TOO_YOUNG = "pin too young: its clicks have not come in yet"
# The first days bring few impressions and figures that Pinterest still revises.
# Leaving out up to 90 days made no difference in simulation, so little is left out.
MIN_AGE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user wants in or out.

    Attributes:
        promoted: Use pins with paid traffic.
        closeups: Take closeups for pin clicks where there are none.
        min_age_days: Leave younger pins out.
    """

    promoted: bool = False
    closeups: bool = False
    min_age_days: int = MIN_AGE_DAYS


@dataclass(frozen=True, slots=True)
class History:
    """The account's pins with their figures, and an account of what is not in them.

    Attributes:
        pins: One per pin id, ordered by id.
        left_out: Counts of rows and pins not used, with reason and first place.
        notes: Remarks about the files.
        files: Name and format of each file read.
        as_of: Last day of the figures; where no file says it, the day on which
            the newest file was written.
        simulated: Whether a file says that the account is made up.
    """

    pins: tuple[PinStats, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    as_of: date
    simulated: bool = False


def read(paths: Sequence[Path], rules: Rules | None = None) -> History:
    """Return the pins of all exports, one row each.

    Args:
        paths: Files, or folders that are searched for tables and JSON.
        rules: What to leave out; the defaults leave out promoted and young pins.

    Raises:
        ExportError: If there is no export, or one cannot be read rightly; the
            message names file, row and column.
    """
    tally = Tally()
    files = _files(paths, tally)
    with _no_collection():
        return _history(files, tally, rules or Rules())


def _history(paths: Sequence[Path], tally: Tally, rules: Rules) -> History:
    files: list[tuple[str, str]] = []
    statements: dict[str, list[Observation]] = {}
    for path in paths:
        source = open_source(path)
        reader = _reader(source)
        files.append((source.name, reader.title))
        for each in reader.read(source, tally):
            statements.setdefault(each.id, []).append(each)
    pins = _pooled(statements, tally, rules)
    as_of = _as_of(statements, [path.stat().st_mtime for path in paths])
    kept = tuple(_old_enough(pins, as_of, tally, rules))
    return History(
        pins=kept,
        left_out=tally.left_out(),
        notes=tally.notes(),
        files=tuple(files),
        as_of=as_of,
        simulated=tally.simulated,
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the search for garbage: among millions of new tuples it takes longest."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _files(paths: Sequence[Path], tally: Tally) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise ExportError(f"{path} does not exist", hint="check the path")
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(file for file in path.rglob("*") if file.is_file())
        tables = [file for file in inside if file.suffix.casefold() in SUFFIXES]
        found.update(dict.fromkeys(tables))
        if others := len(inside) - len(tables):
            tally.note(f"{path.name}: {others} files that are no tables were not read")
    if not found:
        raise ExportError(
            "no export among " + ", ".join(str(path) for path in paths),
            hint="give CSV or JSON files from Pinterest, and pictures after --pins",
        )
    return list(found)


def _reader(source: Source) -> Reader:
    readers = registry.load(sys.modules[__name__], "READER", Reader).values()
    return max(readers, key=lambda reader: reader.sniff(source))


def _pooled(
    statements: dict[str, list[Observation]], tally: Tally, rules: Rules
) -> list[PinStats]:
    pins = []
    for identity in sorted(statements):
        about = statements[identity]
        stats = pool(about, tally, closeups=rules.closeups)
        if stats is None:
            continue
        if reason := excluded(stats, promoted=rules.promoted):
            tally.leave_out(reason, about[0].where)
            continue
        pins.append(stats)
    _refuse_nonsense(len(statements), tally)
    return pins


def _refuse_nonsense(pins: int, tally: Tally) -> None:
    """Refuse files in which most pins have more clicks than impressions."""
    above = next(
        (each for each in tally.left_out() if each.reason == CLICKS_ABOVE), None
    )
    if above and above.count >= 3 and 2 * above.count > pins:
        raise ExportError(
            f"{above.first}: more clicks than impressions, in {above.count} of "
            f"{pins} pins",
            hint="columns or exports are mixed up: check which one holds impressions",
        )


def _as_of(statements: dict[str, list[Observation]], written: Sequence[float]) -> date:
    """The last day that any figure covers; without one the newest file's day."""
    ends = (each.period.end for about in statements.values() for each in about)
    last = max((end for end in ends if end and end != UNKNOWN_END), default=None)
    return last or datetime.fromtimestamp(max(written), UTC).date()


def _old_enough(
    pins: Sequence[PinStats], as_of: date, tally: Tally, rules: Rules
) -> Iterator[PinStats]:
    if rules.min_age_days <= 0:
        yield from pins
        return
    limit = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) - timedelta(
        days=rules.min_age_days
    )
    for pin in pins:
        if pin.created_at and pin.created_at > limit:
            tally.leave_out(TOO_YOUNG, f"pin {pin.id}")
        else:
            yield pin


def advice(history: History) -> str:
    """Return what to do when no pin is left, from what was left out."""
    reasons = {each.reason for each in history.left_out}
    if ONLY_CLOSEUPS in reasons:
        return "closeups are not pin clicks; to take them for such, add --closeups"
    if ONLY_IMPRESSIONS in reasons:
        return "export the same days again with the metric Pin clicks"
    return "give exports with impressions and clicks of image pins"
