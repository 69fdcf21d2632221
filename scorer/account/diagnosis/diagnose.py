"""The account's funnel diagnosed: which pins lose people where, and what to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scorer.account.data.gather import Gathered, Request, gather, table_of, told
from scorer.account.data.provenance import origin
from scorer.account.diagnosis.group_differences import Trait, traits
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.funnel.funnel import Expected, Funnel, Stage
from scorer.clickrate.funnel.funnel import diagnose as funnel_of
from scorer.clickrate.funnel.leave_one_out import beforehand
from scorer.core.errors import ExportError, ModelError
from scorer.core.settings import Settings
from scorer.exports import PinStats, advice, read

Codes = NDArray[np.int64]

_FIXES = {
    "scrolled past": (
        "people scroll past the image: a bigger headline with a clear benefit, one "
        "focal point, less clutter"
    ),
    "almost famous": (
        "the image stops people, the way on does not: tweak the description, add a "
        "stronger call to action, keep what the image promises on the page"
    ),
    "hidden gems": (
        "few people saw it, those who did tapped: pin it again, on another board too"
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
    """Pins that share a problem or a strength, the fix, and what sets them apart."""

    name: str
    fix: str
    cases: tuple[Case, ...]
    traits: tuple[Trait, ...]


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
    gathered = _gathered(request, settings)
    stats = [pin for pin in gathered.history.pins if pin.pin_clicks is not None]
    if not stats:
        raise ExportError(
            "no pin has both impressions and pin clicks",
            hint=advice(gathered.history),
        )
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
        _expected(gathered, stats),
    )
    groups = _groups(found, impressions)
    lines = told(gathered) if gathered.rows else told(gathered)[1:]
    return Diagnosis(
        len(stats),
        found.taps.quartiles,
        found.leaves.quartiles if found.leaves else None,
        tuple(_group(name, chosen, stats, gathered) for name, chosen in groups),
        lines,
        bool(origin(gathered.history)),
    )


def _gathered(request: Request, settings: Settings) -> Gathered:
    if request.pins or request.features or request.families:
        return gather(request, settings)
    return Gathered(read(request.exports, request.rules), {}, (), ())


def _expected(gathered: Gathered, stats: Sequence[PinStats]) -> Expected | None:
    """What is likely of each pin; None where too few pins can tell."""
    table = table_of(gathered, stats)
    try:
        found = posterior(table, Metric.PIN_CLICK_RATE)
    except ModelError:
        return None
    return beforehand(found, table.designs)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Rows of a group in order, with probability and lost clicks of every pin."""

    rows: Codes
    probability: NDArray[np.float64]
    lost: NDArray[np.float64]


def _groups(
    found: Funnel, impressions: NDArray[np.float64]
) -> tuple[tuple[str, _Chosen], ...]:
    taps, leaves = found.taps, found.leaves or _silent(found.taps)
    return (
        ("scrolled past", _Chosen(found.scrolled_past(), taps.low, taps.lost)),
        ("almost famous", _Chosen(found.almost_famous(), leaves.low, leaves.lost)),
        (
            "hidden gems",
            _Chosen(found.hidden_gems(impressions), taps.high, 0 * taps.lost),
        ),
    )


def _silent(stage: Stage) -> Stage:
    nothing = 0 * stage.low
    return replace(stage, low=nothing, lost=nothing)


def _group(
    name: str, chosen: _Chosen, stats: Sequence[PinStats], gathered: Gathered
) -> Group:
    rows = gathered.rows
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
    return Group(name, _FIXES[name], cases, _apart(values, within))


def _apart(
    values: Mapping[str, Mapping[str, float | None]], within: set[str]
) -> tuple[Trait, ...]:
    """What sets the pins of a group apart from the account's others."""
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
    return traits(names, table, np.array([key in within for key in values]))
