"""Everything that the page about an account says, found when the model was trained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from scorer.account.diagnosis.groups import Diagnosis, Measured, diagnosis_of
from scorer.account.insights.boards import Board, boards
from scorer.account.insights.effects import Effect, effects
from scorer.account.insights.pairs import Pair, pairs
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import Posterior
from scorer.clickrate.funnel.leave_one_out import leave_one_out
from scorer.clickrate.model import store
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.together import RELATED, Companions, companions
from scorer.core.errors import ModelError

FILE = "insights.json"
_KIND = "insights"


@dataclass(frozen=True, slots=True)
class PinFacts:
    """A pin as people know it.

    Attributes:
        id: Pin id.
        title: Title, "" without one.
        board: Board, "" if unknown.
        link: Where it leads, "" if unknown.
        day: Of publication.
        impressions: Times shown.
        pin_clicks: Clicks on it, None where unknown.
        outbound_clicks: Clicks to the link, None where unknown.
    """

    id: str
    title: str
    board: str
    link: str
    day: date | None
    impressions: int
    pin_clicks: int | None
    outbound_clicks: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """What exports say of a pin beside its figures."""

    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """How features move with each other, as ``Companions``; only what is related.

    Attributes:
        names: Features, p of them.
        means: p of them.
        sds: p of them.
        alike: Numbers of two features and their correlation.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    sds: tuple[float, ...]
    alike: tuple[tuple[int, int, float], ...]

    def companions(self) -> Companions:
        """Return the arrays."""
        size = len(self.names)
        correlation = np.eye(size)
        for one, other, value in self.alike:
            correlation[one, other] = correlation[other, one] = value
        return Companions(
            self.names, np.array(self.means), np.array(self.sds), correlation
        )


@dataclass(frozen=True, slots=True)
class Insights:
    """What an account's history says.

    Attributes:
        metric: Which rate was learned.
        as_of: Last day of the figures.
        simulated: Whether the account is made up.
        designs: Different designs among the pins.
        first_day: On which a pin was published.
        last_day: The last such.
        effects: Of features, the surest and largest first.
        together: Means, sds and correlations of the features, by their names.
        pairs: Winners and losers of one board and month.
        boards: What boards do by themselves.
        funnel: Where people are lost; None where pin clicks are unknown.
        pins: Everything that was learned from.
        lines: What was read and left out.
        reports: Place of the pins that have one on the page of reports, by id.
    """

    metric: str
    as_of: date
    simulated: bool
    designs: int
    first_day: date | None
    last_day: date | None
    effects: tuple[Effect, ...]
    together: Together
    pairs: tuple[Pair, ...]
    boards: tuple[Board, ...]
    funnel: Diagnosis | None
    pins: tuple[PinFacts, ...]
    lines: tuple[str, ...]
    reports: Mapping[str, int] = field(default_factory=dict)


def insights(
    model: Model,
    table: Table,
    whole: Posterior,
    *,
    as_of: date,
    words: Mapping[str, Words],
    pictured: frozenset[str],
    lines: tuple[str, ...],
) -> Insights:
    """Return what a model and its pins say.

    Args:
        model: The model.
        table: The pins it was trained on.
        whole: Their posterior.
        as_of: Last day of the figures.
        words: By pin id.
        pictured: Ids of the pins that have a picture.
        lines: What was read and left out.
    """
    pins = _facts(table, words)
    found = effects(model, table, pictured)
    groups = [(each.feature, *each.together) for each in found]
    days = [pin.day for pin in pins if pin.day]
    return Insights(
        metric=model.metric,
        as_of=as_of,
        simulated=model.simulated,
        designs=table.design_count(),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        effects=found,
        together=_together(model, table),
        pairs=pairs(model, table, whole, groups, pictured),
        boards=boards(table, whole),
        funnel=_funnel(table, whole, pins, model),
        pins=pins,
        lines=lines,
    )


def _together(model: Model, table: Table) -> Together:
    found = companions(model.names, table.as_seen_by(model))
    strong = np.argwhere(np.triu(np.abs(found.correlation) >= RELATED, 1))
    return Together(
        found.names,
        tuple(map(float, found.means)),
        tuple(map(float, found.sds)),
        tuple(
            (int(one), int(other), float(found.correlation[one, other]))
            for one, other in strong
        ),
    )


def _facts(table: Table, words: Mapping[str, Words]) -> tuple[PinFacts, ...]:
    clicks = _counts(table, Metric.PIN_CLICK_RATE)
    outbound = _counts(table, Metric.OUTBOUND_CLICK_RATE)
    return tuple(
        PinFacts(
            pin,
            words.get(pin, Words()).title,
            table.topic_names[int(table.topics[row])],
            words.get(pin, Words()).link,
            _day(float(table.days[row])),
            int(table.impressions[row]),
            clicks[row],
            outbound[row],
        )
        for row, pin in enumerate(table.ids)
    )


def _counts(table: Table, metric: Metric) -> list[int | None]:
    column = table.counts[metric]
    return [int(each) if np.isfinite(each) else None for each in column]


def _day(number: float) -> date | None:
    return date.fromordinal(int(number)) if np.isfinite(number) else None


def _funnel(
    table: Table, whole: Posterior, pins: tuple[PinFacts, ...], model: Model
) -> Diagnosis | None:
    rows = [row for row, pin in enumerate(pins) if pin.pin_clicks is not None]
    if not rows:
        return None
    # What is expected of a pin is known where pin clicks are what was learned.
    is_learned = model.metric == Metric.PIN_CLICK_RATE and len(rows) == len(pins)
    expected = leave_one_out(whole, table.designs) if is_learned else None
    measured = Measured(table.names, table.values[rows])
    return diagnosis_of([pins[row] for row in rows], expected, measured)


def dump(found: Insights) -> bytes:
    """Return the file's content."""
    return store.sealed(_KIND, found).encode()


def load(folder: Path) -> Insights:
    """Return what was found when a model was trained.

    Raises:
        ModelError: It is missing, truncated, altered, or of another version.
    """
    path = store.current_folder(folder) / FILE
    if not path.is_file():
        raise ModelError(
            f"{folder} holds no insights",
            hint="name a folder that scorer train wrote; older ones: train again",
        )
    found = store.read(path, _KIND, Insights)
    size = len(found.together.names)
    numbers = [each for pair in found.together.alike for each in pair[:2]]
    if (
        len(found.together.means) != size
        or len(found.together.sds) != size
        or not all(0 <= each < size for each in numbers)
    ):
        raise ModelError(
            f"{path} is not usable: features and their numbers do not fit together",
            hint="train again, or go back with scorer train --rollback",
        )
    return found
