"""The funnel as a page shows it: a map of all pins, and a list under each group."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.account.diagnosis.group_differences import GroupDifference
from scorer.account.diagnosis.groups import ALMOST, GEM, STAR, Case, Diagnosis, Group
from scorer.account.plots.axis import Axis, axis, round_factors, round_numbers
from scorer.account.plots.gallery import Gallery, PinView
from scorer.core.units import counted
from scorer.features import format_values, label

_SHOWN, _MOST_NAMED = 6, 200
# Quarters of fewer pins say nothing of what is usual.
_FEW = 8
# Pictures on the map: no nearer to each other than this, in percent of its sides.
_MOST_PICTURES, _NEAR_X, _NEAR_Y = 70, 3.4, 8.5


@dataclass(frozen=True, slots=True)
class Map:
    """Places in percent of the map, from its left and its top."""

    middle_x: float
    middle_y: float
    points: tuple[tuple[float, float], ...]
    spots: tuple[tuple[float, float, PinView], ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A pin of a group."""

    pin: PinView
    figures: str
    verdict: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group: the first pins with pictures, the names of the rest."""

    name: str
    count: int
    fix: str
    cases: tuple[CaseView, ...]
    rest: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunnelView:
    """What the funnel's part of a page shows."""

    lead: str
    map: Map | None
    groups: tuple[GroupView, ...]


def funnel_view(found: Diagnosis, gallery: Gallery) -> FunnelView:
    """Return the funnel for a page; the gallery gets the pictures that it shows."""
    titles = {case.id: case for group in found.groups for case in group.cases}
    groups = tuple(_group(group, gallery) for group in found.groups)
    return FunnelView(summary(found) + ".", _map(found, gallery, titles), groups)


def summary(found: Diagnosis) -> str:
    """Return how many people go how far, in a sentence."""
    low, middle, high = (100 * rate for rate in found.pin_click_rates)
    text = counted(found.pins, "pin")
    if found.pins < _FEW:
        text += ", too few to say what is usual for you"
    text += (
        f". Of 1,000 times that your middle pin is shown, it is clicked "
        f"{10 * middle:.1f} times ({middle:.2f} %)"
    )
    if found.pins >= _FEW:
        text += f"; half of your pins lie between {low:.2f} and {high:.2f} %"
    if found.outbound_rates is None:
        return text + ". How many go on to the site is not known"
    share = 100 * found.outbound_rates[1]
    return f"{text}. {share:.0f} % of pin clicks go on to the site"


def group_advice(group: Group) -> str:
    """Return what to do about a group's pins, or that there are none."""
    return group.fix if group.cases else "No pin that is surely one of them"


def case_figures(case: Case) -> str:
    """Return what was counted of a pin."""
    share = f" ({100 * case.pin_clicks / case.impressions:.1f} %)"
    outbound = ""
    if case.outbound_clicks is not None:
        part = 100 * case.outbound_clicks / case.pin_clicks if case.pin_clicks else 0
        went = f" ({part:.0f} % of them)" if 0 < part <= 100 else ""
        outbound = f", {_counted(case.outbound_clicks, 'outbound click')}{went}"
    return (
        f"{_counted(case.impressions, 'impression')}, "
        f"{_counted(case.pin_clicks, 'pin click')}{share}{outbound}"
    )


def case_verdict(group: str, case: Case) -> str:
    """Return how surely a pin belongs to its group, and what that costs."""
    sure = (
        "almost certainly"
        if case.probability >= 0.975
        else "very likely"
        if case.probability >= 0.9
        else "likely"
    )
    below = {
        ALMOST: "fewer than usual go on to the site",
        GEM: "more than usual go on to the site",
        STAR: "above your usual",
    }.get(group, "below your usual")
    clicks = {ALMOST: "outbound clicks"}.get(group, "clicks")
    lost = (
        f"; about {case.lost_clicks:,.0f} {clicks} lost"
        if case.lost_clicks >= 1
        else ""
    )
    seldom = "; few people saw it yet" if group == STAR and case.seldom_seen else ""
    return f"{sure} {below}{lost}{seldom}"


def difference_lines(group: Group) -> tuple[str, ...]:
    """Return in what the pins of a group differ from the others, as far as it shows."""
    return tuple(
        _difference_line(each) for each in group.differences if _is_shown(each)
    )


def _is_shown(found: GroupDifference) -> bool:
    """Whether the numbers still differ as people write them."""
    if found.feature.partition(".")[2].startswith("is_"):
        return round(100 * found.these) != round(100 * found.others)
    these = format_values(found.feature, found.these)
    return these != format_values(found.feature, found.others)


def _difference_line(found: GroupDifference) -> str:
    if found.feature.partition(".")[2].startswith("is_"):
        these, others = (round(100 * each) for each in (found.these, found.others))
        return f"{label(found.feature)}: {these} % of these, {others} % of the others"
    both = format_values(
        found.feature, found.these, found.others, separator=" here, your other pins "
    )
    return f"{label(found.feature)}: {both}"


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" + ("" if number == 1 else "s")


def _group(group: Group, gallery: Gallery) -> GroupView:
    first, rest = group.cases[:_SHOWN], group.cases[_SHOWN:]
    named = tuple(
        f"{case.title or case.id}: {case_figures(case)}" for case in rest[:_MOST_NAMED]
    )
    more = len(rest) - len(named)
    return GroupView(
        group.name.capitalize(),
        len(group.cases),
        group_advice(group),
        tuple(
            CaseView(
                gallery.view(case.id, case.title, case_figures(case)),
                case_figures(case),
                case_verdict(group.name, case),
            )
            for case in first
        ),
        (*named, *([f"and {more:,} more"] if more else [])),
        difference_lines(group),
    )


def _map(found: Diagnosis, gallery: Gallery, cases: dict[str, Case]) -> Map | None:
    """Return the map; None where it is not known who goes on to the site."""
    known = [spot for spot in found.spots if spot.through is not None]
    if found.outbound_rates is None or not known:
        return None
    x = axis([max(spot.rate, 1e-6) for spot in known], 0, 100, is_log=True)
    y = axis([spot.through or 0.0 for spot in known], 100, 0)
    ranked = sorted(known, key=lambda spot: (not spot.group, -spot.rate))
    spots: list[tuple[float, float, PinView]] = []
    points: list[tuple[float, float]] = []
    for spot in ranked:
        at = x.share(max(spot.rate, 1e-6)), 100 - y.share(spot.through or 0.0)
        at = round(at[0], 1), round(at[1], 1)
        if spot.id in gallery.pictures and _has_room(at, spots):
            case = cases.get(spot.id)
            figures = case_figures(case) if case else ""
            title = case.title if case else gallery.titles.get(spot.id, "")
            spots.append((*at, gallery.view(spot.id, title, figures)))
        else:
            points.append(at)
    return Map(
        x.share(found.pin_click_rates[1]),
        100 - y.share(found.outbound_rates[1]),
        tuple(points),
        tuple(reversed(spots)),  # the surest are drawn last, over the others
        _across(x),
        _up(y),
    )


def _has_room(
    at: tuple[float, float], spots: list[tuple[float, float, PinView]]
) -> bool:
    return len(spots) < _MOST_PICTURES and not any(
        abs(at[0] - left) < _NEAR_X and abs(at[1] - top) < _NEAR_Y
        for left, top, _ in spots
    )


def _across(x: Axis) -> tuple[tuple[float, str], ...]:
    ticks = round_factors(x.low, x.high)
    return tuple((x.share(each), f"{100 * each:.2g} %") for each in ticks)


def _up(y: Axis) -> tuple[tuple[float, str], ...]:
    ticks = round_numbers(y.low, y.high)
    return tuple((100 - y.share(each), f"{100 * each:.0f} %") for each in ticks)
