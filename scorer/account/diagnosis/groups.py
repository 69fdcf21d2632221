"""The account's pins placed in its funnel: four groups, and what sets each apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from scorer.account.diagnosis.group_differences import (
    GroupDifference,
    group_differences,
)
from scorer.clickrate.arrays import Array, Codes
from scorer.clickrate.funnel.funnel import Expected, Funnel, Stage
from scorer.clickrate.funnel.funnel import diagnose as funnel_of
from scorer.core.storage.bounds import Share

SCROLLED, ALMOST, GEM, STAR = "scrolled past", "almost famous", "hidden gems", "stars"
_FIXES = {
    SCROLLED: (
        "People scroll past the image. Give it a bigger headline with a clear benefit, "
        "one focal point, less clutter"
    ),
    ALMOST: (
        "The image stops people, but few go on to the site. Add a stronger call to "
        "action, tweak the description, keep on the page what the image promises"
    ),
    GEM: (
        "Few people click it, but those who do go on to the site: the content keeps "
        "its promise, the image does not sell it yet. Make a new image for the same "
        "link"
    ),
    STAR: (
        "Clicked more than most, and followed. Make more like these; those that few "
        "people saw are worth pinning again, on another board too"
    ),
}


class Figures(Protocol):
    """What is counted of a pin."""

    @property
    def id(self) -> str:
        """Pin id."""

    @property
    def title(self) -> str:
        """Title, "" without one."""

    @property
    def impressions(self) -> int:
        """Times shown."""

    @property
    def pin_clicks(self) -> int | None:
        """Clicks on the pin."""

    @property
    def outbound_clicks(self) -> int | None:
        """Clicks to the link, None where unknown."""


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
        seldom_seen: Whether it was shown less than half of the account's pins.
    """

    id: str
    title: str
    impressions: int
    pin_clicks: int
    outbound_clicks: int | None
    probability: Share
    lost_clicks: float
    thumbnail: str = ""
    seldom_seen: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a pin stands in the funnel.

    Attributes:
        id: Pin id.
        rate: Pin clicks per impression, 0..1; luck of few impressions taken out.
        through: Outbound clicks per pin click, 0..1, likewise; None if unknown.
        group: Name of the group it surely belongs to, "" for none.
    """

    id: str
    rate: Share
    through: Share | None
    group: str = ""


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
        groups: Scrolled past, almost famous, hidden gems, stars.
        spots: Where every pin stands.
        lines: What was read and left out.
        simulated: Whether the exports say that the account is.
    """

    pins: int
    pin_click_rates: tuple[Share, Share, Share]
    outbound_rates: tuple[Share, Share, Share] | None
    groups: tuple[Group, ...]
    spots: tuple[Spot, ...] = ()
    lines: tuple[str, ...] = ()
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """Numbers of the pins' pictures, in the order of the pins.

    Attributes:
        names: Feature names, (p,).
        values: (n, p), NaN where there is nothing to measure.
    """

    names: tuple[str, ...]
    values: Array


def diagnosis_of(
    stats: Sequence[Figures],
    expected: Expected | None,
    measured: Measured | None = None,
    thumbnails: Mapping[str, str] | None = None,
) -> Diagnosis:
    """Return the funnel of an account.

    Args:
        stats: Its pins; the pin clicks of each are known.
        expected: What is likely of each pin's rate, None where nothing is known.
        measured: Their numbers, None without.
        thumbnails: Small pictures by pin id.
    """
    impressions = np.array([float(pin.impressions) for pin in stats])
    outbound = (pin.outbound_clicks for pin in stats)
    found = funnel_of(
        impressions,
        np.array([float(pin.pin_clicks or 0) for pin in stats]),
        np.array([np.nan if each is None else float(each) for each in outbound]),
        expected,
    )
    chosen = _chosen(found)
    seldom = impressions < np.median(impressions)
    group_of = {row: name for name, each in chosen for row in each.rows.tolist()}
    second = found.outbound_clicks
    return Diagnosis(
        len(stats),
        found.pin_clicks.quartiles,
        second.quartiles if second else None,
        tuple(
            Group(
                name,
                _FIXES[name],
                tuple(
                    replace(
                        _case(stats[row], each, row, thumbnails or {}),
                        seldom_seen=bool(seldom[row]),
                    )
                    for row in each.rows.tolist()
                ),
                _differences(measured, each.rows, len(stats)),
            )
            for name, each in chosen
        ),
        tuple(
            Spot(
                pin.id,
                float(min(found.pin_clicks.rate[row], 1.0)),
                float(second.rate[row])
                if second is not None and pin.outbound_clicks is not None
                else None,
                group_of.get(row, ""),
            )
            for row, pin in enumerate(stats)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Rows of a group in order, with probability and lost clicks of every pin."""

    rows: Codes
    probability: Array
    lost: Array


def _chosen(found: Funnel) -> tuple[tuple[str, _Chosen], ...]:
    first = found.pin_clicks
    second = found.outbound_clicks or _unknown(first)
    nothing = 0 * first.lost
    return (
        (SCROLLED, _Chosen(found.scrolled_past(), first.low, first.lost)),
        (ALMOST, _Chosen(found.almost_famous(), second.low, second.lost)),
        (GEM, _Chosen(found.hidden_gems(), second.high, first.lost)),
        (STAR, _Chosen(found.stars(), first.high, nothing)),
    )


def _unknown(stage: Stage) -> Stage:
    nothing = 0 * stage.low
    return replace(stage, low=nothing, high=nothing, lost=nothing)


def _case(
    pin: Figures, chosen: _Chosen, row: int, thumbnails: Mapping[str, str]
) -> Case:
    return Case(
        pin.id,
        pin.title,
        pin.impressions,
        pin.pin_clicks or 0,
        pin.outbound_clicks,
        float(np.clip(chosen.probability[row], 0, 1)),
        float(chosen.lost[row]),
        thumbnails.get(pin.id, ""),
    )


def _differences(
    measured: Measured | None, rows: Codes, count: int
) -> tuple[GroupDifference, ...]:
    """How the pins of a group differ from the account's others."""
    if measured is None:
        return ()
    within = np.zeros(count, np.bool_)
    within[rows] = True
    known = np.isfinite(measured.values).any(axis=1)
    return group_differences(measured.names, measured.values[known], within[known])
