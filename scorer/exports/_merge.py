"""One row per pin from all that was read: windows are never added when they overlap.

A lifetime's figures win over any window's. Of two statements about the same pin and
days the larger is the newer, for counts only grow; so the order of files does not
matter. Windows without figures in common days are summed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from scorer.core.tables.columns import plain_label
from scorer.exports._reader import (
    LIFETIME,
    NO_COUNTS,
    Counts,
    Facts,
    Observation,
    Period,
    PinStats,
    Tally,
)

OVERLAPPING = "window that overlaps another of the same pin"
SUPERSEDED = "part of a pin's life whose whole figures are known"
OLDER = "older statement about the same pin and days"
NO_IMPRESSIONS = "pin without impressions in any file"
ONLY_IMPRESSIONS = "pin without clicks or saves in the same days"
OTHER_DAYS = "pin whose impressions and clicks are of different days"
ONLY_CLOSEUPS = "pin with closeups only, which are not pin clicks"
NO_FIGURES = "pin without figures in any file"
CLICKS_ABOVE = "pin with more clicks than impressions"
OUTBOUND_ABOVE = "pin with more outbound clicks than pin clicks"
VIDEO = "pin that is not a single image"
PROMOTED = "promoted pin: paid traffic is in its figures"
# In the words of Pinterest's API, its pages and people's sheets; "regular", "standard",
# "product", "Bild" and what else there may be are images.
_NOT_ONE_IMAGE = re.compile(
    "video|multiple|mixed|idea|stor(?:y|ies)|carousel|carrusel|carrossel|karussell|carosello|"
    "collection|collage|quiz|showcase|gif|slide|動画|видео|wideo"
)
UNKNOWN_END = date.max
_NOTHING = (NO_FIGURES, NO_IMPRESSIONS, ONLY_IMPRESSIONS)


def pool(
    observations: Sequence[Observation], tally: Tally, *, closeups: bool
) -> PinStats | None:
    """Return one pin's figures from all statements about it, None if unusable.

    Args:
        observations: All about the same pin, at least one.
        tally: Counts what is not used.
        closeups: Take closeups for pin clicks where there are none.
    """
    where = observations[0].where
    single = len(observations) == 1
    facts = observations[0].facts if single else _facts(observations)
    if single:
        period, counts = observations[0].period, observations[0].counts
    else:
        period, counts = _counts(observations, tally)
    if counts.pin_clicks is None and closeups:
        counts = counts._replace(pin_clicks=counts.closeups)
    if reason := _unusable(counts):
        apart = not single and reason in _NOTHING and _are_apart(observations)
        tally.leave_out(OTHER_DAYS if apart else reason, where)
        return None
    return _stats(observations[0].id, counts, period, facts)


def _stats(identity: str, counts: Counts, period: Period, facts: Facts) -> PinStats:
    return PinStats(
        id=identity,
        impressions=counts.impressions or 0,
        pin_clicks=counts.pin_clicks,
        outbound_clicks=counts.outbound_clicks,
        saves=counts.saves,
        created_at=facts.created_at,
        title=facts.title,
        description=facts.description,
        link=facts.link,
        board=facts.board,
        path=Path(facts.path) if facts.path else None,
        group=facts.group,
        media_type=facts.media_type,
        promoted=facts.promoted,
        start=period.start,
        end=None if period.end == UNKNOWN_END else period.end,
    )


def _are_apart(observations: Sequence[Observation]) -> bool:
    """Whether impressions and clicks are both stated, though never of the same days."""
    stated = [each.counts for each in observations]
    return any(each.impressions for each in stated) and any(
        each._replace(impressions=None, closeups=None) != NO_COUNTS for each in stated
    )


def _unusable(counts: Counts) -> str:
    pin_clicks, outbound, saves = (
        counts.pin_clicks,
        counts.outbound_clicks,
        counts.saves,
    )
    if counts == NO_COUNTS:
        return NO_FIGURES
    if not counts.impressions:
        return NO_IMPRESSIONS
    if pin_clicks is None and outbound is None and saves is None:
        return ONLY_IMPRESSIONS if counts.closeups is None else ONLY_CLOSEUPS
    if max(pin_clicks or 0, outbound or 0, saves or 0) > counts.impressions:
        return CLICKS_ABOVE
    if pin_clicks is not None and (outbound or 0) > pin_clicks:
        return OUTBOUND_ABOVE
    return ""


def excluded(stats: PinStats, *, promoted: bool) -> str:
    """Return why a pin with good figures is left out, "" if it is not.

    Args:
        stats: The pin.
        promoted: Whether promoted pins are wanted.
    """
    if _NOT_ONE_IMAGE.search(plain_label(stats.media_type)):
        return VIDEO
    if stats.promoted and not promoted:
        return PROMOTED
    return ""


def _facts(observations: Sequence[Observation]) -> Facts:
    """For each fact the first that is said, from the fullest statement down."""
    order = sorted(
        (each.facts for each in observations),
        key=lambda facts: (sum(map(bool, facts)), str(facts)),
        reverse=True,
    )
    return Facts(
        *(
            next((value for value in said if value), said[0])
            for said in zip(*order, strict=True)
        )
    )


def _counts(observations: Sequence[Observation], tally: Tally) -> tuple[Period, Counts]:
    windows: dict[Period, Counts] = {}
    for each in observations:
        if each.counts == NO_COUNTS:
            continue
        known = windows.get(each.period)
        if known is not None and _repeats(known, each.counts):
            tally.leave_out(OLDER, each.where)
        windows[each.period] = _newest(known, each.counts)
    if LIFETIME in windows and windows[LIFETIME].impressions is not None:
        tally_windows(tally, SUPERSEDED, observations, len(windows) - 1)
        return LIFETIME, windows[LIFETIME]
    whole = {
        period: counts
        for period, counts in windows.items()
        if counts.impressions is not None
        and counts._replace(impressions=None) != NO_COUNTS
    } or windows
    chosen = _disjoint(whole)
    tally_windows(tally, OVERLAPPING, observations, len(whole) - len(chosen))
    if not chosen:
        return LIFETIME, NO_COUNTS
    return _span(chosen), _sum([whole[period] for period in chosen])


def tally_windows(
    tally: Tally, reason: str, observations: Sequence[Observation], count: int
) -> None:
    """Count windows of a pin that are not used."""
    if count > 0:
        tally.leave_out(reason, observations[0].where, count)


def _repeats(known: Counts, new: Counts) -> bool:
    """Whether both state a metric; else they are two exports of one metric each."""
    return any(a is not None and b is not None for a, b in zip(known, new, strict=True))


def _newest(known: Counts | None, new: Counts) -> Counts:
    if known is None:
        return new
    return Counts(
        *(
            b if a is None else a if b is None else max(a, b)
            for a, b in zip(known, new, strict=True)
        )
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
