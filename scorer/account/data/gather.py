"""Exports, pictures or stored features brought together as one training table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from scorer.account.data.feature_table import FeatureRow, read_features
from scorer.account.data.filling import write_list
from scorer.account.data.measure import (
    measure,
    measure_words,
    only_families,
    pictures_of,
)
from scorer.account.data.pictures import Joined, join
from scorer.account.data.provenance import units
from scorer.clickrate.data.designs import design_keys
from scorer.clickrate.data.table import Table, build
from scorer.clickrate.data.target import Metric, count_of
from scorer.core.errors import ExportError, ModelError
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.core.units import counted
from scorer.exports import Figures, History, PinStats, Rules, nothing_left, read
from scorer.pins import lists


@dataclass(frozen=True, slots=True)
class Request:
    """What the user gave.

    Attributes:
        exports: Files or folders of exports.
        pins: Folder of pictures, or None.
        features: Stored feature table, or None.
        families: Names of the families to use; all if empty.
        rules: Which pins to leave out.
        jobs: Processes that measure at once.
        fill_in: List the pins without a picture in a ``pins.csv`` to be filled in.
    """

    exports: Sequence[Path]
    pins: Path | None = None
    features: Path | None = None
    families: Sequence[str] = ()
    rules: Rules = field(default_factory=Rules)
    jobs: int = 1
    fill_in: bool = False

    def about(self, metric: Metric) -> Request:
        """Return the request, with the count that a metric needs before all others."""
        return replace(self, rules=replace(self.rules, first=count_of(metric)))


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of an account from the exports and pictures of earlier times.

    Attributes:
        figures: What the exports said; none where what they say now is to be kept.
        measured: Ids of the pins whose numbers are known.
    """

    figures: Figures = field(default_factory=Figures)
    measured: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AccountData:
    """An account's history with what was measured of its pins.

    Attributes:
        history: What the exports say.
        rows: What was measured, by pin id.
        stats: The pins that are in ``rows``.
        notices: What the user must know: pins and pictures without the other.
        measured_before: The other pins whose numbers are known from before.
    """

    history: History
    rows: Mapping[str, FeatureRow]
    stats: tuple[PinStats, ...]
    notices: tuple[str, ...]
    measured_before: tuple[PinStats, ...] = ()


def gather(
    request: Request, settings: Settings, before: Before | None = None
) -> AccountData:
    """Return the account's pins with their figures and numbers.

    Args:
        request: What the user gave.
        settings: Settings of the run.
        before: What is known already, to go on from.

    Raises:
        ExportError: If an export cannot be read, or no pin is left.
        InputError: If the stored features cannot be read.
        SettingsError: If families need pictures and none are given.
    """
    history = read(
        request.exports,
        request.rules,
        before.figures if before else None,
        lists(request.pins) if request.pins else (),
    )
    there = {pin.id for pin in history.pins}
    known = before.measured & there if before else frozenset()
    if there == history.known:
        raise nothing_left(history, "no pin of these exports is of use")
    if request.features is not None:
        rows, notices = _from_table(history, request.features, known)
    elif request.pins is not None or not request.families:
        rows, notices = _from_pictures(history, request, settings, known)
    else:
        rows, notices = _from_words(history, request.families, settings), ()
    chosen = only_families(rows, request.families) if rows else {}
    return _account_data(history, chosen, notices, known)


def _account_data(
    history: History,
    rows: Mapping[str, FeatureRow],
    notices: tuple[str, ...],
    known: frozenset[str],
) -> AccountData:
    stats = tuple(pin for pin in history.pins if pin.id in rows)
    others = tuple(p for p in history.pins if p.id in known and p.id not in rows)
    if all(pin.id in history.known for pin in (*stats, *others)):
        now = len(history.pins) - len(history.known)
        raise ExportError(
            f"{counted(now, 'pin')}, none with a picture or a row of features",
            hint="put the pin id into the file name, or give a manifest with path,id",
        )
    return AccountData(history, rows, stats, notices, others)


def _from_table(
    history: History, path: Path, known: frozenset[str]
) -> tuple[dict[str, FeatureRow], tuple[str, ...]]:
    stored = read_features(path)
    by_picture = {id(row.picture): row for row in stored}
    joined = join(history.pins, [row.picture for row in stored])
    rows = {key: by_picture[id(each)] for key, each in joined.pictures.items()}
    joined = _but_for(joined, known)
    notices = _unmatched(
        joined.pins_without, joined.pictures_without, "row of features"
    )
    return rows, notices


def _but_for(joined: Joined, known: frozenset[str]) -> Joined:
    """The join without the pins that lack a picture now and were measured before."""
    lacking = tuple(pin for pin in joined.pins_without if pin not in known)
    return replace(joined, pins_without=lacking)


def _from_pictures(
    history: History, request: Request, settings: Settings, known: frozenset[str]
) -> tuple[dict[str, FeatureRow], tuple[str, ...]]:
    """What is measured of the pictures given, or of those that lie among the exports.

    Raises:
        ExportError: If no pin has a picture; a list of them was written, if asked for.
    """
    folders = [request.pins] if request.pins else _folders(request.exports)
    pins, joined = pictures_of(history.pins, folders, settings)
    joined = _but_for(joined, known)
    lists = _filled_in(history, joined, folders, request) if request.fill_in else ()
    if not any(each.id not in history.known for each in pins) and not (
        known - history.known
    ):
        raise _no_pictures(history, joined, lists)
    rows: dict[str, FeatureRow] = {}
    failed: list[str] = []
    for each in measure(pins, settings, jobs=request.jobs):
        if isinstance(each, Report):
            reason = each.failure.message if each.failure else "failed"
            failed.append(f"{Path(each.path).name}: {reason}")
        else:
            rows[each.picture.id] = each
    notices = (
        _matched(joined, len(history.pins), len(known - rows.keys())),
        *_without(joined),
        *joined.problems,
        *_listed("picture that cannot be read", failed),
        *lists,
    )
    return rows, notices


def _folders(exports: Sequence[Path]) -> list[Path]:
    """Where pictures may lie if no folder of theirs is given."""
    return [path for path in exports if path.is_dir()]


def _filled_in(
    history: History, joined: Joined, folders: Sequence[Path], request: Request
) -> tuple[str, ...]:
    """Write the list of pins to be filled in; what to tell of it."""
    if not joined.pins_without:
        return ()
    folder = folders[0] if folders else request.exports[0].parent
    listed = joined.pictures.keys() | set(joined.pins_without)
    pins = [pin for pin in history.pins if pin.id in listed]
    return (write_list(folder, pins, joined.pictures),)


def _no_pictures(history: History, joined: Joined, lists: Sequence[str]) -> ExportError:
    seen = len(joined.pictures_without)
    others = f"; {counted(seen, 'picture')} fit none of them" if seen else ""
    ways = (
        *joined.problems,
        *lists,
        "scorer pull brings pictures from Pinterest",
        "or name each after its pin's id (<id>.jpg)",
    )
    now = len(history.pins) - len(history.known)
    return ExportError(
        f"{counted(now, 'pin')} with figures, none with a picture{others}",
        hint="; ".join(ways) + ", and give their folder with --pins",
    )


def _matched(joined: Joined, pins: int, known: int) -> str:
    """One line: how many pins have their picture, and by what."""
    ways = ", ".join(f"{count} by {way}" for way, count in joined.matched_by.items())
    have = f"{len(joined.pictures)} of {counted(pins, 'pin')} have a picture"
    before = f"; {known} without one now were measured before" if known else ""
    return (f"{have}: {ways}" if ways else have) + before


def _without(joined: Joined) -> tuple[str, ...]:
    """Lines with the pins and the pictures that found none, by the reason."""
    lines: list[str] = []
    for alone, kind, keys in (
        ("pin without a picture", "pin without a picture", joined.pins_without),
        ("picture without figures", "picture without a pin", joined.pictures_without),
    ):
        by_reason: dict[str, list[str]] = {}
        for key in keys:
            name = key.name if isinstance(key, Path) else key
            by_reason.setdefault(joined.reasons[key], []).append(name)
        for reason, names in by_reason.items():
            lines += _listed(f"{kind} ({reason})" if reason else alone, names)
    return tuple(lines)


def _from_words(
    history: History, chosen: Sequence[str], settings: Settings
) -> dict[str, FeatureRow]:
    rows = measure_words(history.pins, chosen, settings)
    return {row.picture.id: row for row in rows}


def _unmatched(
    pins: Sequence[str], pictures: Sequence[Path], kind: str
) -> tuple[str, ...]:
    return (
        *_listed(f"pin without a {kind}", pins),
        *_listed(f"{kind} without a pin", [path.name for path in pictures]),
    )


def _listed(what: str, names: Sequence[str]) -> tuple[str, ...]:
    """One line with the count and the first names; none if there are none."""
    if not names:
        return ()
    named = [name for name in names if name]
    shown = ", ".join(named[:5]) + (", …" if len(named) > 5 else "")
    noun, _, rest = what.partition(" ")
    return (f"{counted(len(names), noun)} {rest}" + (f": {shown}" if shown else ""),)


def to_table(data: AccountData, stats: Sequence[PinStats] | None = None) -> Table:
    """Return the training table of what was gathered.

    Args:
        data: Figures and numbers.
        stats: Its rows, measured or not; None for those that were measured.

    Raises:
        ModelError: If no row is usable.
    """
    rows, pins = data.rows, data.stats if stats is None else stats
    there = {pin.id: rows.get(pin.id) for pin in pins}
    unmeasured = {key: key for key, row in there.items() if row is None}
    return build(
        {key: row.values if row else {} for key, row in there.items()},
        units(),
        {key: row.guidelines if row else None for key, row in there.items()},
        pins,
        designs=unmeasured | _designs(data),
    )


def _designs(data: AccountData) -> dict[str, str]:
    """Near-duplicates by perceptual hash and link; the same bytes without hashes."""
    rows = data.rows
    hashes = {
        k: row.perceptual_hash
        for k, row in rows.items()
        if row.perceptual_hash is not None
    }
    links = {pin.id: pin.link for pin in data.stats}
    bytes_ = {key: row.sha256 for key, row in rows.items() if row.sha256}
    return {**bytes_, **design_keys(hashes, links)} if hashes else bytes_


def require_metric(table: Table, metric: Metric) -> Table:
    """Return the rows in which a metric's count is known.

    Raises:
        ModelError: If there are none.
    """
    rows = table.with_known(metric)
    if not len(rows):
        others = [each.value for each in Metric if len(table.with_known(each))]
        raise ModelError(
            f"no pin has the counts for {metric.value}",
            hint=f"the exports allow --metric {' or '.join(others) or 'none'}",
        )
    return rows


def with_notices(data: AccountData, *notices: str) -> AccountData:
    """Return what was gathered with further notices; empty ones are none."""
    return replace(data, notices=(*data.notices, *filter(None, notices)))


def counted_of(
    data: AccountData, whole: Table, metric: Metric
) -> tuple[Table, AccountData]:
    """Return the rows in which a metric's count is known, and what was gathered.

    What was gathered says how many pins have no such count.

    Args:
        data: What was gathered.
        whole: The rows of all of its pins.
        metric: The metric.

    Raises:
        ModelError: There are no such rows.
    """
    table = require_metric(whole, metric)
    return table, with_notices(data, uncounted(whole, table, metric))


def uncounted(whole: Table, table: Table, metric: Metric) -> str:
    """Return how many pins have no count of a metric, "" if all do.

    Args:
        whole: The rows of all pins.
        table: Those with the count.
        metric: The metric.
    """
    missing = len(whole) - len(table)
    if not missing:
        return ""
    clicks = count_of(metric).value.replace("_", " ")
    which = f"{missing} of {counted(len(whole), 'pin')}"
    return (
        f"{which} {'does' if missing == 1 else 'do'} not count: no export has both "
        f"impressions and {clicks} of the same days"
    )


def undated(table: Table) -> str:
    """Return what to do where the days of publication are not known, "" if they are."""
    dated = int(np.isfinite(table.days).sum())
    if 2 * dated >= len(table):
        return ""
    known = f"of {dated} of" if dated else "of none of"
    return (
        f"The day of publication is known {known} your {counted(len(table), 'pin')}, "
        "so nobody can tell whether what works lasts: give a list with pin_id and "
        "created_at with the exports, or use scorer pull"
    )


def with_what_lacks(error: ModelError, data: AccountData) -> ModelError:
    """Return an error of too little data with the pins that were left out, and why."""
    lacks = list(_left_out(data.history))
    if len(data.stats) < len(data.history.pins):
        lacks += data.notices
    hint = "; ".join((error.hint, *lacks))
    return ModelError(error.message, hint=hint, code=error.code)


def summary_lines(data: AccountData) -> tuple[str, ...]:
    """Return what was read and left out, one line each."""
    history = data.history
    now = counted(len(history.pins) - len(history.known), "pin")
    before = (
        f"; {counted(len(history.pins), 'pin')} with those given before"
        if history.known
        else ""
    )
    features = len(data.stats) + len(data.measured_before)
    return (
        f"{counted(len(history.files), 'file')}, {now} with figures{before}, "
        f"{features} with features",
        *_left_out(history),
        *history.notes,
        *data.notices,
    )


def _left_out(history: History) -> Iterator[str]:
    for each in history.left_out:
        place = f"first: {each.first}" if each.count > 1 else each.first
        yield f"{each.count} left out: {each.reason} ({place})"
