"""Winners and losers: pins of one board and month, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.data.table import Table
from scorer.clickrate.fit.posterior import Posterior
from scorer.clickrate.model.model import Model

_MOST, _DIFFERENCES, _LEAST = 4, 4, 0.02
# Months that pins of a pair may lie apart, tried one after the other.
_WINDOWS = (1, 3, 12)
# So many sds the winner's rate has to lie above the loser's.
_CLEAR = 1.28


@dataclass(frozen=True, slots=True)
class Difference:
    """A feature in which two pins differ, and what the model gives for it, log rate."""

    feature: str
    winner: float
    loser: float
    effect: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pins of one board and about one time.

    Attributes:
        board: Its name, "" where boards are unknown.
        months: Months within which both were published; 0 where days are unknown.
        winner: Id of the pin that was clicked more.
        loser: Id of the other one.
        times: How many times as often, luck of few impressions taken out.
        differences: In what they differ, what the model gives most for first.
    """

    board: str
    months: int
    winner: str
    loser: str
    times: float
    differences: tuple[Difference, ...]


def pairs(
    model: Model,
    table: Table,
    whole: Posterior,
    groups: Sequence[tuple[str, ...]],
    pictured: frozenset[str] = frozenset(),
) -> tuple[Pair, ...]:
    """Return pairs of pins of one board and month that were clicked most unlike.

    Args:
        model: The model.
        table: The account's pins; the metric's count is known in each.
        whole: Their posterior.
        groups: Features that move together, the one that stands for them first.
        pictured: Ids of the pins that have a picture; others only if there are none.
    """
    log_rate, variance = _log_rates(whole)
    eligible = np.array([pin in pictured for pin in table.ids])
    if not eligible.any():
        eligible[:] = True
    found: list[Pair] = []
    used: set[int] = set()
    for months in _WINDOWS:
        ranked = sorted(
            _candidates(table, log_rate, variance, eligible, months),
            key=lambda each: -each[0],
        )
        for _, winner, loser in ranked:
            designs = {int(table.designs[winner]), int(table.designs[loser])}
            if len(found) < _MOST and len(designs) == 2 and not designs & used:
                used |= designs
                rows = (winner, loser)
                found.append(_pair(model, table, groups, log_rate, rows, months))
        if len(found) >= _MOST:
            break
    return tuple(found)


def _log_rates(whole: Posterior) -> tuple[Array, Array]:
    """Return log rates without board and time, shrunk by their luck, and variances."""
    solution, layout = whole.solution, whole.layout
    pin, design = solution.variances["pin"], solution.variances["design"]
    creative = whole.creative(layout)
    creative = creative - creative.mean()
    prior = float(creative.var()) + pin + design
    counting = np.maximum(1 / solution.weight - pin, 1e-6)
    kept = prior / (prior + counting)
    return (creative + solution.residual) * kept, prior * (1 - kept)


def _candidates(
    table: Table, log_rate: Array, variance: Array, eligible: Array, months: int
) -> Iterator[tuple[float, int, int]]:
    """Yield how clear a difference is, winner and loser, for each board and time."""
    period = np.array([_period(day, months) for day in table.days])
    rows = np.flatnonzero(eligible)
    groups: dict[tuple[int, int], list[int]] = {}
    for row in rows.tolist():
        groups.setdefault((int(table.topics[row]), int(period[row])), []).append(row)
    for group in groups.values():
        best = sorted(group, key=lambda row: -log_rate[row])
        for winner, loser in zip(best, reversed(best), strict=True):
            step = log_rate[winner] - log_rate[loser]
            noise = np.sqrt(variance[winner] + variance[loser])
            if step <= _CLEAR * noise or step <= 0:
                break
            yield float(step - _CLEAR * noise), winner, loser


def _period(day: float, months: int) -> int:
    if not np.isfinite(day):
        return -1
    when = date.fromordinal(int(day))
    return (12 * when.year + when.month - 1) // months


def _pair(
    model: Model,
    table: Table,
    groups: Sequence[tuple[str, ...]],
    log_rate: Array,
    rows: tuple[int, int],
    months: int,
) -> Pair:
    winner, loser = rows
    both = table.take(np.array(rows))
    values = both.as_seen_by(model)
    columns = model.centered_columns(values, both.guidelines)
    effect = model.effects_by_feature((columns[0] - columns[1])[None, :]).effect
    where = {name: number for number, name in enumerate(model.names)}
    found = []
    for names in groups:
        lead = where[names[0]]
        given = float(sum(effect[0, where[name]] for name in names))
        if given > _LEAST and np.isfinite(values[:, lead]).all():
            found.append(
                Difference(
                    names[0], float(values[0, lead]), float(values[1, lead]), given
                )
            )
    differences = tuple(sorted(found, key=lambda each: -each.effect)[:_DIFFERENCES])
    is_dated = bool(np.isfinite(both.days).all())
    return Pair(
        board=table.topic_names[int(table.topics[winner])],
        months=months if is_dated else 0,
        winner=table.ids[winner],
        loser=table.ids[loser],
        times=float(np.exp(log_rate[winner] - log_rate[loser])),
        differences=differences,
    )
