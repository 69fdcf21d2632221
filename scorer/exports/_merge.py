"""One row per pin from all that was read: windows are never added when they overlap.

A lifetime's figures win over any window's. Of two statements about the same pin and
days the larger is the newer, for counts only grow; so the order of files does not
matter. Windows without figures in common days are summed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorer.core.tables.columns import Count
from scorer.exports import _cells
from scorer.exports._figures import NOTHING, Said, gone_on
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
from scorer.exports._windows import Choice, chosen

OVERLAPPING = "window that overlaps another of the same pin"
INSIDE = "window that lies within a longer one of the same pin"
INCOMPLETE = "days of which a pin has no impressions, or no clicks"
SUPERSEDED = "part of a pin's life whose whole figures are known"
OLDER = "another row about the same pin and days: the larger figures count"
NO_IMPRESSIONS = "pin without impressions in any file"
ONLY_IMPRESSIONS = "pin without clicks or saves in the same days"
OTHER_DAYS = "pin whose impressions and clicks are of different days"
ONLY_CLOSEUPS = "pin with closeups only, which are not pin clicks"
NO_FIGURES = "pin without figures in any file"
CLICKS_ABOVE = "pin with more clicks than impressions"
OUTBOUND_ABOVE = "pin with more outbound clicks than pin clicks"
VIDEO = "pin that is not a single image"
PROMOTED = "promoted pin: paid traffic is in its figures"
UNKNOWN_END = date.max
_NOTHING = (NO_FIGURES, NO_IMPRESSIONS, ONLY_IMPRESSIONS)


@dataclass(frozen=True, slots=True)
class Taking:
    """How what is said of a pin is taken.

    Attributes:
        closeups: Take closeups for pin clicks where there are none.
        first: The count that matters most: windows without it are not summed with
            those that have it.
    """

    closeups: bool = False
    first: Count = Count.PIN_CLICKS


def pool(
    observations: Sequence[Observation],
    tally: Tally,
    taking: Taking,
    before: Said = NOTHING,
) -> tuple[PinStats | None, Said]:
    """Return one pin's figures, None if unusable, and all that is known of it.

    Args:
        observations: All that is said of it now, at least one.
        tally: Counts what is not used.
        taking: How it is taken.
        before: What was known of it.
    """
    alone = observations[0]
    if len(observations) > 1 or alone.counts == NO_COUNTS:
        said = summed_up(observations, tally)
    else:
        said = Said(alone.facts, {alone.period: alone.counts})
    if before is not NOTHING:
        said = gone_on(before, said)
    return stats_of(alone.id, alone.where, said, tally, taking, before), said


def stats_of(
    identity: str,
    where: str,
    said: Said,
    tally: Tally,
    taking: Taking,
    before: Said = NOTHING,
) -> PinStats | None:
    """Return a pin's figures from all that is known of it, None if unusable.

    Args:
        identity: The pin.
        where: Where it is spoken of first.
        said: What is known.
        tally: Counts what is not used.
        taking: How it is taken.
        before: What was known before: what was not used then is not counted again.
    """
    choice = chosen(said.windows, taking.first)
    if len(said.windows) > 1:
        old = chosen(before.windows, taking.first) if before.windows else None
        _tally_windows(choice, old, tally, where)
    counts = choice.counts
    if counts.pin_clicks is None and taking.closeups:
        counts = counts._replace(pin_clicks=counts.closeups)
    if reason := _unusable(counts):
        apart = reason in _NOTHING and _are_apart(said.windows.values())
        tally.leave_out(OTHER_DAYS if apart else reason, where)
        return None
    return _stats(identity, counts, choice.period, said.facts)


def _tally_windows(
    choice: Choice, before: Choice | None, tally: Tally, where: str
) -> None:
    """Count what is not used, and was not among that of before."""
    rest = SUPERSEDED if LIFETIME in choice.used else OVERLAPPING
    for reason, windows, old in (
        (INCOMPLETE, choice.incomplete, before.incomplete if before else ()),
        (INSIDE, choice.inside, before.inside if before else ()),
        (rest, choice.unused, before.unused if before else ()),
    ):
        if count := len(windows - set(old)):
            tally.leave_out(reason, where, count)


def summed_up(observations: Sequence[Observation], tally: Tally) -> Said:
    """Return what statements about one pin say: facts, and counts by their days."""
    windows: dict[Period, Counts] = {}
    for each in observations:
        if each.counts == NO_COUNTS:
            continue
        known = windows.get(each.period)
        if known is not None and _repeats(known, each.counts):
            tally.leave_out(OLDER, each.where)
        windows[each.period] = _newest(known, each.counts)
    return Said(_facts(observations), windows)


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


def _are_apart(stated: Collection[Counts]) -> bool:
    """Whether impressions and clicks are both stated, though never of the same days."""
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
    if _cells.is_not_one_image(stats.media_type):
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
