"""Old rows and new ones merged, and whether the new model may replace the old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.model import Model
from scorer.clickrate.table import Table
from scorer.core.errors import ModelError
from scorer.history.checking import aligned, spearman

# Learned parts of two healthy models agree by .55 at 300 pins and .96 at 1,500; with
# pictures shuffled against rows by .54 and .29 at most (simulated accounts).
_LIMITS = ((1000, 0.6), (10**9, 0.9))
_FALLEN_SHARE = 0.02
_MOVED_SDS = 0.5


@dataclass(frozen=True, slots=True)
class Merged:
    """All rows, one per pin, and what is wrong with the new ones."""

    table: Table
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far old and new model say the same, and reasons not to promote the new."""

    spearman: float
    limit: float
    reasons: tuple[str, ...]


def merge(old: Table, new: Table) -> Merged:
    """Return one row per pin: the new one where both have it.

    Raises:
        ModelError: If the two have different features; shows both.
    """
    if old.names != new.names:
        apart = sorted(set(old.names) ^ set(new.names))
        raise ModelError(
            f"the model's rows have {len(old.names)} features, the new ones "
            f"{len(new.names)}; apart are {', '.join(apart[:5])}",
            hint="train a new model from all exports instead of --update",
        )
    place = {identity: row for row, identity in enumerate(new.ids)}
    kept = np.array([i for i, key in enumerate(old.ids) if key not in place], np.intp)
    return Merged(_stacked(old.take(kept), new, old), _problems(old, new, place))


def _stacked(kept: Table, new: Table, old: Table) -> Table:
    topics = {name: code for code, name in enumerate(old.topic_names)}
    for name in new.topic_names:
        topics.setdefault(name, len(topics))
    codes = np.array([topics[name] for name in new.topic_names], np.int64)
    return replace(
        new,
        values=np.concatenate([kept.values, new.values]),
        guidelines=np.concatenate([kept.guidelines, new.guidelines]),
        counts={
            metric: np.concatenate([kept.counts[metric], new.counts[metric]])
            for metric in new.counts
        },
        impressions=np.concatenate([kept.impressions, new.impressions]),
        topics=np.concatenate([kept.topics, codes[new.topics]]),
        topic_names=tuple(topics),
        days=np.concatenate([kept.days, new.days]),
        designs=np.concatenate([kept.designs, _same_designs(old, new)]),
        ids=kept.ids + new.ids,
    )


def _same_designs(old: Table, new: Table) -> NDArray[np.int64]:
    """Designs of the new rows, by the old rows' codes where they share a pin."""
    known = dict(zip(old.ids, old.designs.tolist(), strict=True))
    shared = {
        int(code): known[identity]
        for code, identity in zip(new.designs, new.ids, strict=True)
        if identity in known
    }
    first = int(old.designs.max(initial=-1)) + 1
    return np.array([shared.get(int(c), first + int(c)) for c in new.designs], np.int64)


def _problems(old: Table, new: Table, place: dict[str, int]) -> tuple[str, ...]:
    pairs = [(i, place[key]) for i, key in enumerate(old.ids) if key in place]
    if not pairs:
        return ()
    before, after = (np.array(side) for side in zip(*pairs, strict=True))
    fallen = int((new.impressions[after] < old.impressions[before]).sum())
    if fallen <= _FALLEN_SHARE * len(pairs):
        return ()
    return (
        f"{fallen} of {len(pairs)} pins have fewer impressions than before: lifetime "
        "counts never fall, so these are other pins or a shorter window",
    )


def compare(champion: Model, challenger: Model, table: Table) -> Agreement:
    """Return whether two models agree on what works among the same designs.

    Args:
        champion: The model that stands.
        challenger: The model trained on old and new rows.
        table: The rows.
    """
    blank = np.full(len(table), np.nan)
    found = spearman(
        champion.creative(aligned(champion, table), blank),
        challenger.creative(aligned(challenger, table), blank),
    )
    limit = next(least for pins, least in _LIMITS if len(table) < pins)
    reasons = []
    if found < limit:
        reasons.append(
            f"old and new model disagree on what works ({found:.2f}, healthy is "
            f"{limit:.2f} and more): pictures may be joined to the wrong rows"
        )
    if champion.learnt.p <= 0.05 and challenger.learnt.p > 0.2:
        reasons.append("the old model had learnt something, the new one has not")
    return Agreement(found, limit, tuple(reasons))


def drift(old: Table, new: Table) -> Sequence[str]:
    """Return in words which features and which rates have moved."""
    lines = []
    for column, name in enumerate(new.names):
        before, after = old.values[:, column], new.values[:, column]
        before, after = before[np.isfinite(before)], after[np.isfinite(after)]
        if len(before) < 5 or len(after) < 5 or before.std() == 0:
            continue
        moved = float((after.mean() - before.mean()) / before.std())
        if abs(moved) >= _MOVED_SDS:
            lines.append(f"{name} moved from {before.mean():.3g} to {after.mean():.3g}")
    return lines
