"""What a retrained model says otherwise: effects that grew, shrank, turned, are new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scorer.clickrate.data.table import Table
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.terms.title_words import TITLE_WORDS
from scorer.clickrate.model.together import (
    Companions,
    companions,
    joint_columns,
    joint_effect,
)
from scorer.core.storage.bounds import LogEffect

# An effect is there where its sign is right in eight of ten cases, as for advice.
_IS_THERE = 0.84
# It changed where it changed by a quarter and by 3 % of the rate.
_SHARE, _LEAST = 0.25, 0.03
_STEPS = 9


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
    old, new = _sure(champion, found), _sure(challenger, found)
    changed = []
    taken: set[str] = set()
    for name in sorted({*old, *new}, key=lambda each: -_size(each, old, new)):
        if name not in taken:
            taken |= {names[number] for number in found.of(name)}
            changed.append(_changed(name, (champion, challenger), found, old, new))
    return tuple(
        sorted(
            (each for each in changed if each is not None),
            key=lambda each: -abs(each.after - each.before),
        )
    )


@dataclass(frozen=True, slots=True)
class _Sure:
    """An effect whose sign is likely: the worst and the best usual value."""

    start: float
    end: float
    effect: float


_Effects = Mapping[str, _Sure]


def _size(name: str, old: _Effects, new: _Effects) -> float:
    return max(each[name].effect for each in (old, new) if name in each)


def _changed(
    name: str,
    models: tuple[Model, Model],
    found: Companions,
    old: _Effects,
    new: _Effects,
) -> Changed | None:
    ends = new.get(name) or old[name]
    before, after = (
        joint_effect(model, found, name, ends.start, ends.end)[0]
        if _has_learned(model)
        else 0.0
        for model in models
    )
    kind = _kind(before, after, was=name in old, now=name in new)
    if kind is None:
        return None
    return Changed(name, kind, ends.start, ends.end, before, after)


def _kind(before: float, after: float, *, was: bool, now: bool) -> Kind | None:
    step = abs(after) - abs(before)
    if before * after < 0 and was and now:
        return Kind.TURNED
    if abs(step) < max(_SHARE * abs(before), _LEAST):
        return None
    if was and now:
        return Kind.GREW if step > 0 else Kind.SHRANK
    return Kind.NEW if now else Kind.GONE


def _has_learned(model: Model) -> bool:
    return model.learning_test.level != "not-yet"


def _sure(model: Model, found: Companions) -> dict[str, _Sure]:
    """Return the features with an effect whose sign is likely."""
    if not _has_learned(model):
        return {}
    sure = {}
    for curve in model.curves:
        if curve.name == TITLE_WORDS:  # has no values that a person could aim at
            continue
        grid = np.linspace(curve.usual[0], curve.usual[2], _STEPS)
        columns, _ = joint_columns(model, found, curve.name, grid)
        effect = columns @ model.posterior_mean
        low, high = int(effect.argmin()), int(effect.argmax())
        sd = model.difference_sd((columns[high] - columns[low])[None, :])[0]
        step = float(effect[high] - effect[low])
        if step > max(_IS_THERE * sd, _LEAST):
            sure[curve.name] = _Sure(float(grid[low]), float(grid[high]), step)
    return sure
