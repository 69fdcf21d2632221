"""The account's funnel diagnosed: which pins lose people where, and what to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scorer.account.data.gather import (
    AccountData,
    Request,
    gather,
    summary_lines,
    to_table,
)
from scorer.account.diagnosis.group_differences import (
    GroupDifference,
    group_differences,
)
from scorer.clickrate.arrays import Array, Codes
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.funnel.funnel import Expected, Funnel, Stage
from scorer.clickrate.funnel.funnel import diagnose as funnel_of
from scorer.clickrate.funnel.leave_one_out import leave_one_out
from scorer.core.errors import ModelError
from scorer.core.settings import Settings
from scorer.exports import PinStats, nothing_left, read

_FIXES = {
    "scrolled past": (
        "people scroll past the image: a bigger headline with a clear benefit, one "
        "focal point, less clutter"
    ),
    "almost famous": (
        "the image stops people, but few click through: tweak the description, add a "
        "stronger call to action, keep what the image promises on the page"
    ),
    "hidden gems": (
        "few people saw it, those who did clicked: pin it again, on another board too"
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One pin of a group.

    Attributes:
        id: Pin id.
        title: Its title.
        impressions: Times shown.
        pin_clicks: Clicks on the pin.
        outbound_clicks: Clicks to the link, None where unknown.
        probability: That it belongs to the group.
        lost_clicks: Clicks more it would have had at the account's median.
        thumbnail: ``data:`` URI of the picture, "" without one.
    """

    id: str
    title: str
    impressions: int
    pin_clicks: int
    outbound_clicks: int | None
    probability: float
    lost_clicks: float
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Pins that share a problem or a strength, the fix, and how they differ."""

    name: str
    fix: str
    cases: tuple[Case, ...]
    differences: tuple[GroupDifference, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The account's funnel.

    Attributes:
        pins: Pins with impressions and pin clicks.
        pin_click_rates: Lower quartile, median, upper quartile of the account.
        outbound_rates: The same of outbound clicks per pin click, None if unknown.
        groups: Scrolled past, almost famous, hidden gems.
        lines: What was read and left out.
        simulated: Whether the exports say that the account is.
    """

    pins: int
    pin_click_rates: tuple[float, float, float]
    outbound_rates: tuple[float, float, float] | None
    groups: tuple[Group, ...]
    lines: tuple[str, ...]
    simulated: bool = False


def diagnose(request: Request, settings: Settings) -> Diagnosis:
    """Return the account's funnel; pictures or features are wanted, not needed.

    Raises:
        ScorerError: If exports, pictures or features cannot be read, or no pin has
            both impressions and pin clicks.
    """
    data = _account_data(request, settings)
    stats = [pin for pin in data.history.pins if pin.pin_clicks is not None]
    if not stats:
        raise nothing_left(data.history, "no pin has both impressions and pin clicks")
    impressions = np.array([float(pin.impressions) for pin in stats])
    found = funnel_of(
        impressions,
        np.array([float(pin.pin_clicks or 0) for pin in stats]),
        np.array(
            [
                np.nan if pin.outbound_clicks is None else float(pin.outbound_clicks)
                for pin in stats
            ]
        ),
        _expected(data, stats),
    )
    groups = _groups(found, impressions)
    lines = summary_lines(data) if data.rows else summary_lines(data)[1:]
    return Diagnosis(
        len(stats),
        found.pin_clicks.quartiles,
        found.outbound_clicks.quartiles if found.outbound_clicks else None,
        tuple(_group(name, chosen, stats, data) for name, chosen in groups),
        lines,
        data.history.simulated,
    )


def _account_data(request: Request, settings: Settings) -> AccountData:
    if request.pins or request.features or request.families:
        return gather(request, settings)
    return AccountData(read(request.exports, request.rules), {}, (), ())


def _expected(data: AccountData, stats: Sequence[PinStats]) -> Expected | None:
    """What is likely of each pin; None where too few pins can tell."""
    table = to_table(data, stats)
    try:
        whole = posterior(table, Metric.PIN_CLICK_RATE)
    except ModelError:
        return None
    return leave_one_out(whole, table.designs)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Rows of a group in order, with probability and lost clicks of every pin."""

    rows: Codes
    probability: Array
    lost: Array


def _groups(found: Funnel, impressions: Array) -> tuple[tuple[str, _Chosen], ...]:
    first, second = (
        found.pin_clicks,
        found.outbound_clicks or _unknown(found.pin_clicks),
    )
    return (
        ("scrolled past", _Chosen(found.scrolled_past(), first.low, first.lost)),
        ("almost famous", _Chosen(found.almost_famous(), second.low, second.lost)),
        (
            "hidden gems",
            _Chosen(found.hidden_gems(impressions), first.high, 0 * first.lost),
        ),
    )


def _unknown(stage: Stage) -> Stage:
    nothing = 0 * stage.low
    return replace(stage, low=nothing, lost=nothing)


def _group(
    name: str, chosen: _Chosen, stats: Sequence[PinStats], data: AccountData
) -> Group:
    rows = data.rows
    cases = tuple(
        Case(
            stats[row].id,
            stats[row].title,
            stats[row].impressions,
            stats[row].pin_clicks or 0,
            stats[row].outbound_clicks,
            float(chosen.probability[row]),
            float(chosen.lost[row]),
            rows[stats[row].id].thumbnail if stats[row].id in rows else "",
        )
        for row in chosen.rows
    )
    within = {stats[row].id for row in chosen.rows}
    values = {key: row.values for key, row in rows.items()}
    return Group(name, _FIXES[name], cases, _differences(values, within))


def _differences(
    values: Mapping[str, Mapping[str, float | None]], within: set[str]
) -> tuple[GroupDifference, ...]:
    """How the pins of a group differ from the account's others."""
    if not values:
        return ()
    names = tuple(sorted({name for row in values.values() for name in row}))
    table = np.array(
        [
            [np.nan if row.get(n) is None else row[n] for n in names]
            for row in values.values()
        ],
        np.float64,
    )
    return group_differences(names, table, np.array([key in within for key in values]))
