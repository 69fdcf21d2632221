"""Which windows of a pin are summed: those without a common day that cover most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from scorer.core.tables.columns import Count
from scorer.exports._reader import LIFETIME, NO_COUNTS, Counts, Period

# Without the count that is asked for, what else makes a rate of impressions.
_OTHERS = (Count.PIN_CLICKS, Count.OUTBOUND_CLICKS, Count.SAVES, Count.CLOSEUPS)


class Choice(NamedTuple):
    """Which windows count.

    Attributes:
        period: The days from the first to the last of them.
        counts: Their sum.
        used: The windows that are summed.
        incomplete: Those that lack a count that others have.
        inside: Those that lie within one that is used.
        unused: All others.
    """

    period: Period
    counts: Counts
    used: Set[Period]
    incomplete: Set[Period] = frozenset()
    inside: Set[Period] = frozenset()
    unused: Set[Period] = frozenset()


def chosen(windows: Mapping[Period, Counts], first: Count) -> Choice:
    """Return which of a pin's windows count, and their sum.

    Args:
        windows: Counts by the days that they cover.
        first: The count that matters most.
    """
    if len(windows) == 1:
        ((period, counts),) = windows.items()
        return Choice(period, counts, windows.keys())
    whole = _whole(windows, first)
    if LIFETIME in whole and whole[LIFETIME].impressions is not None:
        others = windows.keys() - {LIFETIME}
        return Choice(LIFETIME, whole[LIFETIME], {LIFETIME}, unused=others)
    used = _disjoint(whole)
    if not used:
        return Choice(LIFETIME, NO_COUNTS, set())
    rest = whole.keys() - set(used)
    inside = {each for each in rest if _is_inside(each, used)}
    return Choice(
        _span(used),
        _sum([whole[period] for period in used]),
        set(used),
        windows.keys() - whole.keys(),
        inside,
        rest - inside,
    )


def _whole(windows: Mapping[Period, Counts], first: Count) -> Mapping[Period, Counts]:
    """The windows that make a rate of the same count, the first one if any does."""
    shown = {p: each for p, each in windows.items() if each.impressions is not None}
    for count in (first, *_OTHERS):
        found = {p: c for p, c in shown.items() if getattr(c, count.value) is not None}
        if found:
            return found
    return windows


def _is_inside(window: Period, used: Sequence[Period]) -> bool:
    """Whether a window's days all lie in one that is used, so that nothing is lost."""
    start, end = window
    if start is None or end is None:
        return False
    return any(
        each.start <= start and end <= each.end
        for each in used
        if each.start and each.end
    )


def _disjoint(windows: Iterable[Period]) -> list[Period]:
    """Windows without a common day that cover the most days, in order of time.

    A window that does not name its first day may overlap any other: it is used only
    where nothing else is known.
    """
    dated = sorted(
        ((start, end) for start, end in windows if start and end),
        key=lambda days: (days[1], days[0]),
    )
    if not dated:
        return sorted(windows, key=lambda each: each.end or date.min)[-1:]
    # best[i]: days covered and last window used among the first i windows.
    best: list[tuple[int, int]] = [(0, 0)]
    before: list[int] = []
    for index, (start, end) in enumerate(dated):
        free = index
        while free and dated[free - 1][1] >= start:
            free -= 1
        before.append(free)
        days = best[free][0] + (end - start).days + 1
        best.append((days, index + 1) if days >= best[index][0] else best[index])
    chosen: list[Period] = []
    last = best[-1][1]
    while last:
        chosen.append(Period(*dated[last - 1]))
        last = best[before[last - 1]][1]
    return chosen[::-1]


def _span(windows: Sequence[Period]) -> Period:
    starts = [each.start for each in windows if each.start]
    ends = [each.end for each in windows if each.end]
    return Period(min(starts, default=None), max(ends, default=None))


def _sum(parts: Sequence[Counts]) -> Counts:
    """A metric that one of the windows does not state cannot be summed."""
    return Counts(
        *(
            None
            if any(value is None for value in values)
            else sum(v for v in values if v)
            for values in zip(*parts, strict=True)
        )
    )
