"""Retraining: newest figures win, counts never fall, and two models must agree.

A test of superiority would pass a challenger whose pictures were joined to the wrong
rows, for its test pins are broken too; so the gate is on data and agreement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.model import Model
from scorer.clickrate.ranks import spearman
from scorer.clickrate.table import Table, features_print
from scorer.core.errors import ModelError

Array = NDArray[np.float64]

# Agreement of healthy retrainings is >= .55 at 300 pins and >= .96 at 1,500; a shuffled
# join stays <= .54 and <= .29 (simulated accounts).
_FEW_PINS, _LIMIT_FEW, _LIMIT_MANY = 1000, 0.6, 0.9
_LEARNT, _LOST = 0.05, 0.20
_SHIFTED, _OUTSIDE = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Merge:
    """Old and new rows, one per pin.

    Attributes:
        table: The rows; new ones win.
        added: Pins that are new.
        updated: Pins whose figures were replaced.
        fallen: Pins whose lifetime counts fell, which they cannot.
    """

    table: Table
    added: int
    updated: int
    fallen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a challenger may take the champion's place.

    Attributes:
        spearman: Rank correlation of the learned parts on the same designs.
        limit: What it has to reach.
        promote: Whether it may.
        reasons: Why not; empty if it may.
    """

    spearman: float
    limit: float
    promote: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """A feature whose new values differ from those the model was fitted to.

    Attributes:
        feature: Full name.
        shift: How far the mean moved, in the champion's sds.
        outside: Share of the new values outside the champion's support.
    """

    feature: str
    shift: float
    outside: float


def merge(old: Table, new: Table) -> Merge:
    """Return one row per pin, the newer where both have it.

    Raises:
        ModelError: The tables hold other features or units.
    """
    _refuse_other_columns(old, new)
    mine, theirs = _positions(old), _positions(new)
    both = [pin for pin in new.ids if pin in mine]
    kept = np.array([mine[pin] for pin in old.ids if pin not in theirs], dtype=np.intp)
    designs = _designs(old, new)
    rows = np.concatenate([kept, np.arange(len(old), len(designs))])
    fallen = tuple(p for p in both if _fell(old, mine[p], new, theirs[p]))
    return Merge(
        table=_stacked(old.take(kept), new, designs[rows]),
        added=len(new) - len(both),
        updated=len(both),
        fallen=fallen,
    )


def compare(champion: Model, challenger: Model, table: Table) -> Agreement:
    """Return whether two models agree on what an account's designs do.

    Args:
        champion: The model in place.
        challenger: The one trained on newer figures.
        table: Rows whose designs are compared, one per design.
    """
    _, first = np.unique(table.designs, return_index=True)
    designs = table.take(first)
    agreed = spearman(learned(champion, designs), learned(challenger, designs))
    few = champion.span.pins < _FEW_PINS
    limit = _LIMIT_FEW if few else _LIMIT_MANY
    reasons = []
    if agreed < limit:
        reasons.append(
            f"old and new model agree on these designs to {agreed:.2f}, "
            f"expected at least {limit:.2f}: are the pictures joined to the right pins?"
        )
    if champion.learnt.p <= _LEARNT and challenger.learnt.p > _LOST:
        reasons.append(
            f"what was learnt is gone: p was {champion.learnt.p:.3f}, "
            f"is {challenger.learnt.p:.3f}"
        )
    return Agreement(agreed, limit, not reasons, tuple(reasons))


def learned(model: Model, rows: Table) -> Array:
    """Return the learned part of the score, the guideline's left out, (n,)."""
    columns = model.columns(aligned(model, rows), rows.guidelines)
    return np.asarray(columns[:, 1:] @ model.weights[1:])


def aligned(model: Model, rows: Table) -> Array:
    """Return a table's features in the model's order, NaN where it has none."""
    where = {name: j for j, name in enumerate(rows.names)}
    values = np.full((len(rows), len(model.names)), np.nan)
    for j, name in enumerate(model.names):
        if name in where:
            values[:, j] = rows.values[:, where[name]]
    return values


def drift(champion: Model, table: Table) -> tuple[Drift, ...]:
    """Return the features whose values moved, the furthest first.

    Args:
        champion: The model in place.
        table: Rows newer than it.
    """
    values = aligned(champion, table)
    found = []
    for j, curve in enumerate(champion.curves):
        known = values[np.isfinite(values[:, j]), j]
        if not len(known):
            found.append(Drift(curve.name, 0.0, 1.0))
            continue
        middle = np.clip(known, curve.low, curve.high).mean()
        outside = float(np.mean((known < curve.low) | (known > curve.high)))
        found.append(Drift(curve.name, float(middle - curve.mean) / curve.sd, outside))
    moved = (d for d in found if abs(d.shift) > _SHIFTED or d.outside > _OUTSIDE)
    return tuple(sorted(moved, key=lambda each: -abs(each.shift)))


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


def _fell(old: Table, row: int, new: Table, other: int) -> bool:
    """Return whether a lifetime count fell; unknown ones cannot."""
    if new.impressions[other] < old.impressions[row]:
        return True
    shared = old.counts.keys() & new.counts.keys()
    return any(new.counts[m][other] < old.counts[m][row] for m in shared)


def _stacked(first: Table, second: Table, designs: NDArray[np.int64]) -> Table:
    """Return rows of both, with boards by name and these designs."""
    names = tuple(sorted({*first.topic_names, *second.topic_names}))
    code = {name: number for number, name in enumerate(names)}
    counts = {
        metric: np.concatenate([_column(first, metric), _column(second, metric)])
        for metric in first.counts.keys() | second.counts.keys()
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
    )


def _column(table: Table, metric: object) -> Array:
    for known, column in table.counts.items():
        if known == metric:
            return column
    return np.full(len(table), np.nan)


def _designs(old: Table, new: Table) -> NDArray[np.int64]:
    """Return codes of all old and all new rows, (old + new,).

    Rows are of one design if either table says so, if they are of the same pin, or if
    they have the very same features; and so is what is of one design with either.
    """
    marks = [
        [*(f"old {code}" for code in old.designs), *(f"new {c}" for c in new.designs)],
        [*old.ids, *new.ids],
    ]
    if old.names:
        marks.append([features_print(row) for row in (*old.values, *new.values)])
    root = list(range(len(old) + len(new)))
    for each in marks:
        first: dict[str, int] = {}
        for row, mark in enumerate(each):
            root[_end(root, row)] = _end(root, first.setdefault(mark, row))
    return np.array([_end(root, row) for row in range(len(root))], dtype=np.int64)


def _end(root: list[int], row: int) -> int:
    """Return where a chain of rows ends, and shorten it."""
    while root[row] != row:
        root[row] = root[root[row]]
        row = root[row]
    return row
