"""What a retrained model says otherwise: effects that grew, shrank, turned, are new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scorer.clickrate.data.table import Table
from scorer.clickrate.model.counterfactual import MIN_PROBABILITY
from scorer.clickrate.model.findings import Finding, findings
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.together import (
    Companions,
    companions,
    joint_effect,
)
from scorer.core.storage.bounds import LogEffect

# It changed where it changed by a quarter and by 3 % of the rate.
_SHARE, _LEAST = 0.25, 0.03


class Kind(StrEnum):
    """How an effect changed."""

    NEW = "new"
    GONE = "gone"
    GREW = "grew"
    SHRANK = "shrank"
    TURNED = "turned"


@dataclass(frozen=True, slots=True)
class Changed:
    """An effect that is another than it was.

    Attributes:
        feature: Full name.
        kind: How it changed.
        start: A value of the feature, within what is usual for the account.
        end: Another one, where the rate is highest by the model that has the effect.
        before: What going from the one to the other did, log rate.
        after: What it does now.
    """

    feature: str
    kind: Kind
    start: float
    end: float
    before: LogEffect
    after: LogEffect


def changes(champion: Model, challenger: Model, table: Table) -> tuple[Changed, ...]:
    """Return the effects that changed, the furthest first; none of two null models.

    Features that move together are one: the surest of them is named.

    Args:
        champion: The model in place.
        challenger: The one trained on newer figures.
        table: Pins that say which features move together.
    """
    names = tuple(dict.fromkeys((*challenger.names, *champion.names)))
    values = table.in_order(names)
    values[:, : len(challenger.names)] = table.as_seen_by(challenger)
    found = companions(names, values)
    old, new = _likely(champion, found), _likely(challenger, found)
    changed = []
    taken: set[str] = set()
    for each in sorted((*new.values(), *old.values()), key=lambda each: -each.effect):
        if each.feature not in taken:
            taken |= {*each.members}
            changed.append(_changed(each, (champion, challenger), found, (old, new)))
    return tuple(
        sorted(
            (each for each in changed if each is not None),
            key=lambda each: -abs(each.after - each.before),
        )
    )


_Findings = Mapping[str, Finding]


def _changed(
    finding: Finding,
    models: tuple[Model, Model],
    found: Companions,
    likely: tuple[_Findings, _Findings],
) -> Changed | None:
    old, new = likely
    now = new.get(finding.feature)
    named = now or finding
    before, after = (
        joint_effect(model, found, named.members, named.worst, named.best)[0]
        if model.learning_test.has_evidence
        else 0.0
        for model in models
    )
    was = any(name in old for name in named.members)
    kind = _kind(before, after, was=was, now=now is not None)
    said = old.get(named.feature)
    if said and kind in (Kind.GREW, Kind.SHRANK) and _same_way(said, named):
        # What moves together may be grouped otherwise now. Who read the last answer
        # compares with that one, and other groups alone are no change.
        if kind is not _kind(said.effect, after, was=True, now=True):
            return None
        before = said.effect
    if kind is None:
        return None
    return Changed(named.feature, kind, named.worst, named.best, before, after)


def _same_way(one: Finding, other: Finding) -> bool:
    """Whether two findings lead with one feature, and are best at the same end."""
    is_rising = (each.best > each.worst for each in (one, other))
    return one.feature == other.feature and len(set(is_rising)) == 1


def _kind(before: float, after: float, *, was: bool, now: bool) -> Kind | None:
    step = abs(after) - abs(before)
    if now and not was:
        return Kind.NEW
    if before * after < 0 and now:
        return Kind.TURNED
    if abs(step) < max(_SHARE * abs(before), _LEAST):
        return None
    if not now:
        return Kind.GONE
    return Kind.GREW if step > 0 else Kind.SHRANK


def _likely(model: Model, found: Companions) -> dict[str, Finding]:
    """Return the likely findings by each of their features."""
    if not model.learning_test.has_evidence:
        return {}
    return {
        name: each
        for each in findings(model, found)
        if each.probability >= MIN_PROBABILITY and each.effect > _LEAST
        for name in each.members
    }
