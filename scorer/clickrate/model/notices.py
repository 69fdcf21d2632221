"""What to know of an estimate: boards, days and values that training did not see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from scorer.clickrate.arrays import Array, Mask
from scorer.clickrate.model.terms.columns import StackedCurves
from scorer.clickrate.model.terms.placement import Placement

_OLD_DAYS = 180
_SLACK = 0.05  # of what training saw of a feature
_MOST_NAMED = 3


def placement_notices(
    placement: Placement, boards: Collection[str]
) -> list[tuple[str, ...]]:
    """Return notices about new boards and about the model's age, for each pin.

    Args:
        placement: Where and when the pins are published.
        boards: Those that training saw; without any no board is called new.
    """
    return [
        (*_board_notice(name, boards), *_age_notice(age))
        for name, age in zip(placement.boards, placement.ages.tolist(), strict=True)
    ]


def value_notices(
    values: Array,
    curves: StackedCurves,
    names: Sequence[str],
    label: Callable[[str], str],
) -> list[tuple[str, ...]]:
    """Return notices about values that training did not see, for each pin.

    Args:
        values: Features of the pins, (n, p), NaN where not measured.
        curves: The p curves that the features enter by.
        names: Of the p features.
        label: What a feature is called; asked of those that are told only.
    """
    low, high = curves.clip
    slack = _SLACK * (high - low)
    known = np.isfinite(values)
    outside = known & ((values < low - slack) | (values > high + slack))
    absent = ~known & ~np.isin(np.arange(len(low)), curves.with_missing)
    notices: list[tuple[str, ...]] = [()] * len(values)

    def labels(features: Mask) -> list[str]:
        return [label(names[j]) for j in np.flatnonzero(features).tolist()]

    for row in np.flatnonzero((outside | absent).any(axis=1)):
        notices[row] = (
            *_notice("outside what your pins cover", labels(outside[row])),
            *_notice("not measured, taken as average", labels(absent[row])),
        )
    return notices


def _notice(what: str, features: Sequence[str]) -> tuple[str, ...]:
    if not features:
        return ()
    others = len(features) - _MOST_NAMED
    more = f" and {others} more" if others > 0 else ""
    return (f"{what}: {'; '.join(features[:_MOST_NAMED])}{more}",)


def _board_notice(name: str, boards: Collection[str]) -> tuple[str, ...]:
    if not name or not boards or name in boards:
        return ()
    return (f"board {name!r} is new to the model: any board's rate is expected",)


def _age_notice(days: float) -> tuple[str, ...]:
    if not days > _OLD_DAYS:
        return ()
    return (
        f"the newest pin this model learned from is {days:.0f} days old; train it "
        "again on newer figures",
    )
