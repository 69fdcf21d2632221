"""Old and new rows of an account, one per pin: newest figures win."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scorer.clickrate.arrays import Array, Codes
from scorer.clickrate.data.designs import joined, sharing
from scorer.clickrate.data.table import Table, fingerprint
from scorer.core.errors import ModelError


@dataclass(frozen=True, slots=True)
class Merge:
    """Old and new rows, one per pin.

    Attributes:
        table: The rows; new ones win.
        added: Pins that are new.
        updated: Pins whose figures were replaced.
        decreased: Pins whose lifetime counts fell, which they cannot.
    """

    table: Table
    added: int
    updated: int
    decreased: tuple[str, ...]


def merge(old: Table, new: Table) -> Merge:
    """Return one row per pin, the newer where both have it.

    Raises:
        ModelError: The tables hold other features or units.
    """
    _refuse_other_columns(old, new)
    old_rows, new_rows = _positions(old), _positions(new)
    both = [pin for pin in new.ids if pin in old_rows]
    kept = np.array(
        [old_rows[pin] for pin in old.ids if pin not in new_rows], dtype=np.intp
    )
    designs = _designs(old, new)
    rows = np.concatenate([kept, np.arange(len(old), len(designs))])
    decreased = tuple(p for p in both if _decreased(old, old_rows[p], new, new_rows[p]))
    return Merge(
        table=_stacked(old.take(kept), new, designs[rows]),
        added=len(new) - len(both),
        updated=len(both),
        decreased=decreased,
    )


def _positions(table: Table) -> dict[str, int]:
    return {pin: row for row, pin in enumerate(table.ids)}


def _refuse_other_columns(old: Table, new: Table) -> None:
    there = dict(zip(old.names, old.units, strict=True))
    here = dict(zip(new.names, new.units, strict=True))
    if there == here:
        return
    name = min(set(there.items()) ^ set(here.items()))[0]
    raise ModelError(
        f"{name}: the model's rows have {there.get(name, 'no such feature')!r}, "
        f"the new ones {here.get(name, 'no such feature')!r}",
        hint="measure all pins again with this version",
    )


def _decreased(old: Table, row: int, new: Table, other: int) -> bool:
    """Return whether a lifetime count fell; unknown ones cannot."""
    if new.impressions[other] < old.impressions[row]:
        return True
    shared = old.counts.keys() & new.counts.keys()
    return any(new.counts[m][other] < old.counts[m][row] for m in shared)


def _stacked(first: Table, second: Table, designs: Codes) -> Table:
    """Return rows of both, with boards by name and these designs."""
    names = tuple(sorted({*first.topic_names, *second.topic_names}))
    code = {name: number for number, name in enumerate(names)}
    counts = {
        metric: np.concatenate([_column(first, metric), _column(second, metric)])
        for metric in sorted(first.counts.keys() | second.counts.keys())
    }
    topics = [code[t.topic_names[i]] for t in (first, second) for i in t.topics]
    return replace(
        first,
        values=np.concatenate([first.values, second.values]),
        guidelines=np.concatenate([first.guidelines, second.guidelines]),
        counts=counts,
        impressions=np.concatenate([first.impressions, second.impressions]),
        topics=np.array(topics, dtype=np.int64),
        topic_names=names,
        days=np.concatenate([first.days, second.days]),
        designs=designs,
        ids=(*first.ids, *second.ids),
        titles=_titles(first, second),
    )


def _titles(first: Table, second: Table) -> tuple[str, ...]:
    """Return the titles of both; none where neither has any."""
    if not (first.titles or second.titles):
        return ()
    each = (t.titles or ("",) * len(t) for t in (first, second))
    return tuple(title for titles in each for title in titles)


def _column(table: Table, metric: object) -> Array:
    for known, column in table.counts.items():
        if known == metric:
            return column
    return np.full(len(table), np.nan)


def _designs(old: Table, new: Table) -> Codes:
    """Return codes of all old and all new rows, (old + new,).

    Rows are of one design if either table says so, if they are of the same pin, or if
    they have the very same features; and so is what is of one design with either.
    """
    by_table = [*(("old", c) for c in old.designs), *(("new", c) for c in new.designs)]
    pairs = [sharing(by_table), sharing([*old.ids, *new.ids])]
    if old.names:
        pairs.append(sharing([fingerprint(row) for row in (*old.values, *new.values)]))
    return joined(len(old) + len(new), pairs)
