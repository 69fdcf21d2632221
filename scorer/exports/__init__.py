"""A user's history: whatever Pinterest gave them as files, read as figures of pins."""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from scorer.core import registry
from scorer.core.errors import ExportError
from scorer.core.tables.columns import Count, metrics_among, roles
from scorer.core.units import counted
from scorer.exports._figures import NOTHING, Figures, Said
from scorer.exports._lifetimes import Lifetimes
from scorer.exports._lists import add_facts
from scorer.exports._merge import (
    CLICKS_ABOVE,
    NO_FIGURES,
    ONLY_CLOSEUPS,
    ONLY_IMPRESSIONS,
    OTHER_DAYS,
    OVERLAPPING,
    PROMOTED,
    UNKNOWN_END,
    VIDEO,
    Taking,
    excluded,
    pool,
    stats_of,
)
from scorer.exports._reader import (
    NO_PINS,
    UNKNOWN_COLUMNS,
    Counts,
    Facts,
    LeftOut,
    Observation,
    Period,
    PinStats,
    Reader,
    Tally,
)
from scorer.exports._source import Source, is_prose, open_source
from scorer.exports._stated import Stated
from scorer.exports._table import SHORT_LINK
from scorer.pins import is_own_table
from scorer.pins.names import is_shown

__all__ = [
    "Count",
    "Counts",
    "Facts",
    "Figures",
    "History",
    "LeftOut",
    "Period",
    "PinStats",
    "Rules",
    "Said",
    "read",
]

SUFFIXES = frozenset((".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx"))
TOO_YOUNG = "pin too young: its clicks have not come in yet"
# The first days bring few impressions and figures that Pinterest still revises.
# Leaving out up to 90 days made no difference in simulation, so little is left out.
MIN_AGE_DAYS = 3
_NAMED = 10
_GIVE = "give exports with impressions and pin clicks of image pins, of the same days"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user wants in or out.

    Attributes:
        promoted: Use pins with paid traffic.
        closeups: Take closeups for pin clicks where there are none.
        min_age_days: Leave younger pins out.
        first: The count that matters most: days without it are not summed with those
            that have it.
    """

    promoted: bool = False
    closeups: bool = False
    min_age_days: int = MIN_AGE_DAYS
    first: Count = Count.PIN_CLICKS


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
        known: Ids of the pins that only earlier exports speak of.
        figures: What these and earlier exports said, where it is to be kept.
    """

    pins: tuple[PinStats, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    as_of: date
    simulated: bool = False
    known: frozenset[str] = frozenset()
    figures: Figures | None = None


def read(
    paths: Sequence[Path],
    rules: Rules | None = None,
    before: Figures | None = None,
    lists: Sequence[Path] = (),
) -> History:
    """Return the pins of all exports, one row each.

    Args:
        paths: Files, or folders that are searched for tables and JSON.
        rules: What to leave out; the defaults leave out promoted and young pins.
        before: What earlier exports said, to go on from; ``Figures()`` where nothing
            was said and what is said now is to be kept.
        lists: Tables that say titles, boards and days of these pins.

    Raises:
        ExportError: If there is no export, or one cannot be read rightly; the
            message names file, row and column.
    """
    tally = Tally()
    if before is not None:
        tally.filters.update(before.filters)
    files = _files(paths, tally)
    with _no_collection():
        return _history(files, tally, rules or Rules(), before, lists)


def _history(
    paths: Mapping[Path, bool],
    tally: Tally,
    rules: Rules,
    before: Figures | None,
    lists: Sequence[Path],
) -> History:
    files: list[tuple[str, str]] = []
    statements: dict[str, list[Observation]] = {}
    for path, is_named in paths.items():
        try:
            title, observations = _observations(path, tally, is_named=is_named)
        except ExportError as error:
            if is_named or error.code != NO_PINS:
                raise
            tally.pass_over(path.name, error.message)
            continue
        files.append((path.name, title))
        for each in observations:
            statements.setdefault(each.id, []).append(each)
    _refuse_none(files, paths, tally)
    named = frozenset(statements)
    others = [path for path in lists if path not in paths]
    add_facts(others, statements, before.pins if before else {}, tally)
    pooled = _pooled(statements, named, tally, rules, before)
    as_of = _as_of(statements, [path.stat().st_mtime for path in paths])
    figures = None
    if before is not None:
        as_of = max(as_of, before.as_of or as_of)
        figures = Figures(
            {**before.pins, **pooled.said},
            dict(tally.filters),
            {**before.files, **dict(files)},
            as_of,
        )
    _note_passed_over(tally)
    _note_estimates(tally)
    _note_overlaps(tally)
    kept = tuple(_old_enough(pooled.pins, as_of, tally, rules, named))
    return History(
        pins=kept,
        left_out=tally.left_out(),
        notes=tally.notes(),
        files=tuple(files),
        as_of=as_of,
        simulated=tally.simulated,
        known=frozenset(pin.id for pin in kept if pin.id not in named),
        figures=figures,
    )


def _observations(
    path: Path, tally: Tally, *, is_named: bool
) -> tuple[str, Iterator[Observation]]:
    """Name of a file's format, and what it says; read as far as its header.

    Raises:
        ExportError: Code ``NO_PINS`` where the file has no figures of pins.
    """
    if not is_named and path.suffix.casefold() == ".txt" and is_prose(path):
        raise ExportError(f"{path.name}: text, and no table", code=NO_PINS)
    source = open_source(path)
    reader = _reader(source)
    rows = iter(reader.read(source, tally))
    first = [*islice(rows, 1)]
    return reader.title, chain(first, rows)


def _refuse_none(
    files: Sequence[tuple[str, str]], paths: Mapping[Path, bool], tally: Tally
) -> None:
    """Refuse folders in which no file has figures of pins."""
    if files:
        return
    why = "; ".join(reason for _, reason in _first(tally))
    raise ExportError(
        f"{_none_has(len(paths))} figures of pins ({why})",
        hint="export Analytics > Overview from Pinterest, or give a table with pin_id, "
        "impressions and pin_clicks",
    )


def _none_has(files: int) -> str:
    return "the file has no" if files == 1 else f"none of {files} files has"


def _first(tally: Tally) -> list[tuple[str, str]]:
    """Files passed over, so many as can be read in a message."""
    return [*tally.passed_over().items()][:_NAMED]


def _note_passed_over(tally: Tally) -> None:
    count = len(tally.passed_over())
    if not count:
        return
    names = ", ".join(name for name, _ in _first(tally))
    more = f" and {count - _NAMED} more" if count > _NAMED else ""
    tally.note(
        f"{counted(count, 'file')} without figures of pins left out: {names}{more}"
    )


def _note_estimates(tally: Tally) -> None:
    """Say once of all files that their last days will still change."""
    files = dict.fromkeys(tally.estimated)
    if not files:
        return
    first = next(iter(files))
    which = first if len(files) == 1 else f"{len(files)} files ({first}, …)"
    tally.note(
        f"{which}: the last days are estimates and cannot be taken out of the pins' "
        "figures; export the same days again later"
    )


def _note_overlaps(tally: Tally) -> None:
    """Say what to do where days of one export lie in another, too."""
    if any(each.reason == OVERLAPPING for each in tally.left_out()):
        tally.note(
            "exports whose days overlap are not added up, those that cover the most "
            "days count: export whole months, and none is lost"
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


def _files(paths: Sequence[Path], tally: Tally) -> dict[Path, bool]:
    """Files to read, and whether the user named each or a folder holds it."""
    found: dict[Path, bool] = {}
    for path in paths:
        if not path.exists():
            raise ExportError(f"{path} does not exist", hint="check the path")
        if not path.is_dir():
            found[path] = True
            continue
        every = sorted(file for file in path.rglob("*") if file.is_file())
        models = _models(every)
        inside = [file for file in every if file.parent not in models]
        shown = [file for file in inside if _is_shown(file.relative_to(path))]
        tables = [
            file
            for file in shown
            if file.suffix.casefold() in SUFFIXES and not _is_of_scores(file)
        ]
        for file in tables:
            found.setdefault(file, False)
        if others := len(shown) - len(tables):
            many = f"{counted(others, 'file')} not read: no table of figures"
            tally.note(f"{path.name}: {many}")
        if models:
            many = counted(len(models), "folder")
            tally.note(f"{path.name}: {many} of models, which hold no exports")
        if hidden := len(inside) - len(shown):
            tally.note(
                f"{path.name}: {counted(hidden, 'hidden file')} of a system or an "
                "office program not read"
            )
    if not found:
        raise ExportError(
            "no export among " + ", ".join(str(path) for path in paths),
            hint="give CSV or JSON files from Pinterest, and pictures after --pins",
        )
    return found


def _is_of_scores(file: Path) -> bool:
    """Whether this program wrote a table, and nobody added figures to it."""
    if not is_own_table(file):
        return False
    with file.open(encoding="utf-8-sig", errors="replace") as text:
        return not metrics_among(roles(text.readline().split(",")))


def _models(files: Sequence[Path]) -> set[Path]:
    """Folders that ``scorer train`` wrote: they hold what was learned, and its rows."""
    named = {(file.parent, file.name) for file in files}
    return {
        folder
        for folder, name in named
        if name == "model.json" and (folder, "metrics.json") in named
    }


def _is_shown(path: Path) -> bool:
    """Whether nothing on the way to a file is hidden, or a system's own."""
    return all(map(is_shown, path.parts))


def _reader(source: Source) -> Reader:
    readers = registry.load(sys.modules[__name__], "READER", Reader).values()
    return max(readers, key=lambda reader: reader.sniff(source))


class _Pooled(NamedTuple):
    pins: list[PinStats]
    said: dict[str, Said]


def _pooled(
    statements: Mapping[str, list[Observation]],
    named: Collection[str],
    tally: Tally,
    rules: Rules,
    before: Figures | None,
) -> _Pooled:
    """The pins that are of use, and what is known of those that are spoken of now."""
    taking = Taking(closeups=rules.closeups, first=rules.first)
    known = before.pins if before is not None else {}
    pins: list[PinStats] = []
    said: dict[str, Said] = {}
    lifetimes, stated = Lifetimes(), Stated(rules.first)
    for identity in sorted(statements.keys() | known.keys()):
        # What became of pins that are not named now was told when they were.
        own_tally = tally if identity in named else Tally()
        about = statements.get(identity)
        if about is None:
            stats = stats_of(identity, "", known[identity], own_tally, taking)
            if stats and not excluded(stats, promoted=rules.promoted):
                pins.append(stats)
            continue
        if len(about) > 1:
            lifetimes.see(about)
        stats, all_said = pool(about, own_tally, taking, known.get(identity, NOTHING))
        if before is not None:
            said[identity] = all_said
        if identity in named:
            stated.see(all_said)
        if stats is None:
            continue
        if reason := excluded(stats, promoted=rules.promoted):
            own_tally.leave_out(reason, about[0].where)
            continue
        pins.append(stats)
    lifetimes.check()
    stated.note(tally)
    _refuse_nonsense(len(named), tally)
    return _Pooled(pins, said)


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
    pins: Sequence[PinStats],
    as_of: date,
    tally: Tally,
    rules: Rules,
    spoken_of: Collection[str],
) -> Iterator[PinStats]:
    if rules.min_age_days <= 0:
        yield from pins
        return
    limit = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) - timedelta(
        days=rules.min_age_days
    )
    for pin in pins:
        if not pin.created_at or pin.created_at <= limit:
            yield pin
        elif pin.id in spoken_of:
            tally.leave_out(TOO_YOUNG, f"pin {pin.id}")


# What would let in what was left out, the likeliest wish first.
_REMEDIES = {
    PROMOTED: "to use promoted pins too, add --promoted",
    ONLY_CLOSEUPS: "closeups are not pin clicks; to take them for such, add --closeups",
    TOO_YOUNG: "to use young pins too, add --min-age-days 0",
    SHORT_LINK: (
        "open a pin.it address in the browser: the address that it leads to holds the "
        "id, pinterest.com/pin/<id>/; or export Analytics > Overview"
    ),
    OTHER_DAYS: "export impressions and pin clicks of the same days",
    ONLY_IMPRESSIONS: "export the same days again with the metric Pin clicks",
    NO_FIGURES: "give exports with the figures of these pins",
    VIDEO: "only single images are learned from; give exports with image pins",
}


def nothing_left(history: History, what: str) -> ExportError:
    """Return the error where no pin is of use: why, how many, and what would help.

    Args:
        history: What the exports say.
        what: What is missing, as a sentence begins.
    """
    reasons = {each.reason: each for each in history.left_out}
    counts = [f"{each.count} left out: {each.reason}" for each in history.left_out]
    counts += [note for note in history.notes if f": {UNKNOWN_COLUMNS}: " in note]
    first = next((each for each in _REMEDIES if each in reasons), None)
    if now := len(history.pins) - len(history.known):
        counts = [f"{counted(now, 'pin')} without pin clicks", *counts]
        first = ONLY_IMPRESSIONS
    hint = _REMEDIES[first] if first else _GIVE
    return ExportError(
        f"{what}: {'; '.join(counts) or 'the exports are empty'}", hint=hint
    )
