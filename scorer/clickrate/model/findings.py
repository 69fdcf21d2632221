"""What a model found: groups of features that move together, and what goes with them.

Features that are nearly the same always stand together. Others stand together only
where none of them is sure by itself: a light photo has pale colors, and of the two one
may matter, but these pins cannot say which.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.model.counterfactual import MIN_PROBABILITY, chance
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.terms.title_words import TITLE_WORDS
from scorer.clickrate.model.together import ALIKE, RELATED, Companions, joint_columns

_GRID = 25
# Effects below 2 % of the rate are nothing to act on.
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Finding:
    """Features that move together, from the worst usual value to the best.

    Attributes:
        feature: The one that leads.
        together: Those that move along, by how they move on the account's pins.
        worst: Value of the first with the lowest rate, from the 10th to the 90th
            percentile.
        best: Value with the highest.
        effect: From the one to the other, log rate.
        sd: Posterior sd of that.
        probability: That it is an improvement, as often as it comes true.
    """

    feature: str
    together: tuple[str, ...]
    worst: float
    best: float
    effect: float
    sd: float
    probability: float

    @property
    def members(self) -> tuple[str, ...]:
        """Return all of them, the one that leads first."""
        return (self.feature, *self.together)


def findings(
    model: Model, found: Companions, leading: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return what each feature is part of, the likely ones first, then the largest.

    Args:
        model: The model.
        found: How its features move with each other.
        leading: Features that are named rather than others of their group.
    """
    search = _Search(model, found, frozenset(leading))
    made = [
        *search.take(ALIKE, _is_likely),
        *search.take(RELATED, _is_likely),
        *search.take(ALIKE, _is_something),
    ]
    return tuple(sorted(made, key=lambda each: (not _is_likely(each), -each.effect)))


def _is_likely(finding: Finding) -> bool:
    return finding.probability >= MIN_PROBABILITY and _is_something(finding)


def _is_something(finding: Finding) -> bool:
    return finding.effect >= _LEAST


class _Search:
    """Groups of features, each feature in one of them."""

    def __init__(
        self, model: Model, found: Companions, leading: frozenset[str]
    ) -> None:
        self._model, self._found, self._leading = model, found, leading
        self._free = set(model.names) - {TITLE_WORDS}  # which no person could aim at

    def take(
        self, alike: float, is_wanted: Callable[[Finding], bool]
    ) -> Iterator[Finding]:
        """Yield the groups of free features that are wanted, the surest first."""
        single = [self._finding(name, alike) for name in sorted(self._free)]
        for first in _surest_first(filter(is_wanted, single)):
            if first.feature in self._free:
                group = [name for name in first.members if name in self._free]
                lead = self._finding(self._lead(group), alike)
                chosen = (
                    lead if is_wanted(lead) else self._finding(first.feature, alike)
                )
                self._free -= {*group, *chosen.members}
                yield chosen

    def _finding(self, feature: str, alike: float) -> Finding:
        names = [self._found.names[k] for k in self._found.of(feature, alike)]
        together = [name for name in names[1:] if name in self._free]
        return finding(self._model, self._found, (feature, *together))

    def _lead(self, group: Sequence[str]) -> str:
        """Return the feature that stands for those alike: a leading one, amidst."""
        can = [name for name in group if name in self._leading] or list(group)
        where = [self._found.names.index(name) for name in group]

        def key(name: str) -> tuple[float, str]:
            own = self._found.correlation[self._found.names.index(name), where]
            return -round(float(np.abs(own).mean()), 2), name

        return min(can, key=key)


def _surest_first(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda each: (-each.probability, -each.effect))


def finding(model: Model, found: Companions, members: Sequence[str]) -> Finding:
    """Return what goes with some features, the first of which leads."""
    curve = model.curves[model.names.index(members[0])]
    grid = np.linspace(curve.usual[0], curve.usual[2], _GRID)
    if curve.usual[0] == curve.usual[2]:  # nearly all pins are alike
        grid = np.array([curve.low, curve.high])
    columns, _ = joint_columns(model, found, members, grid)
    effect = columns @ model.posterior_mean
    low, high = int(effect.argmin()), int(effect.argmax())
    step = columns[high] - columns[low]
    sd = float(model.difference_sd(step[None, :])[0])
    gain = float(effect[high] - effect[low])
    least = min([gain, *(float(step @ np.array(each)) for each in model.leave_outs)])
    return Finding(
        feature=members[0],
        together=tuple(members[1:]),
        worst=float(grid[low]),
        best=float(grid[high]),
        effect=gain,
        sd=sd,
        probability=chance(least / sd) if sd > 0 else 0.0,
    )
