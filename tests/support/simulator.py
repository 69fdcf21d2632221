"""Simulated accounts whose truth is known, for tests and benchmarks.

House styles pull the features together; the truth is sparse and additive with lines,
optima, steps, saturation and hinges; boards pull features along; the level walks;
designs are pinned again; pins have effects of their own. What works may turn: in part,
from some share of the history on, at once or over years.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric

FIRST_DAY = 738_000


@dataclass(frozen=True)
class World:
    """How an account is drawn; sds are on the log rate."""

    pins: int = 1000
    later: int = 1000
    features: int = 40
    creative_share: float = 0.20
    guideline_corr: float = 0.4
    median_impressions: float = 500.0
    sigma_impressions: float = 1.6
    repins: float = 0.35
    topics: int = 10
    topic_sd: float = 0.3
    level_sd: float = 0.15
    season_sd: float = 0.1
    design_sd: float = 0.15
    pin_sd: float = 0.45
    interactions: float = 0.0
    hidden: float = 0.0
    drift: float = 0.3
    active: int = 10
    student: float = 0.0
    shapes: tuple[str, ...] = ("line", "optimum", "step", "saturation", "hinge")
    years: float = 2.0
    rate_pull: float = 0.0
    turning: float = 0.0
    turning_at: float = 0.7
    turning_years: float = 0.0


@dataclass(frozen=True)
class Account:
    """A history and later pins, whose true creative effects and rates are known."""

    table: Table
    later: Table
    truth: np.ndarray
    later_truth: np.ndarray
    rate: np.ndarray
    later_rate: np.ndarray
    moves: Moves | None = None


def simulate(world: World, seed: int) -> Account:
    """Return one account of that world."""
    rng = np.random.default_rng(seed)
    total = world.pins + world.later
    days, inside = _days(world, rng)
    designs = _designs(world, rng, total)
    topics = _topics(world, rng, designs)
    hidden = rng.normal(0, 1, total)
    latent = _latent(world, rng, days, topics, hidden)[designs]
    latent = (latent - latent.mean(0)) / latent.std(0)
    values, binary = _marginals(latent, rng)
    truth = _truth(world, rng, latent, values, binary)
    shape = truth.of(latent, values)
    if world.turning:
        again = np.random.default_rng([seed, 5])
        other = _truth(world, again, latent, values, binary)
        shape = _turned(world, days, shape, other.of(latent, values))
    guidelines = _guidelines(world, rng, latent, shape, designs)
    residual = _residual(world, rng, days, topics, designs, hidden)
    size = np.sqrt(
        world.creative_share / (1 - world.creative_share) * residual[inside].var()
    )
    creative = shape * size
    log_rate = np.log(rng.uniform(0.006, 0.02)) + creative + residual
    log_seen = np.log(world.median_impressions) + world.rate_pull * (
        log_rate - log_rate.mean()
    )
    log_seen += world.sigma_impressions * rng.normal(0, 1, total)
    impressions = np.maximum(np.round(np.exp(log_seen)), 1)
    rate = np.minimum(np.exp(log_rate), 0.5)
    clicks = np.minimum(rng.poisson(impressions * rate), impressions).astype(float)
    table = to_table(
        "sim",
        values=values,
        guidelines=guidelines,
        counts={Metric.PIN_CLICK_RATE: clicks},
        impressions=impressions,
        topics=topics.astype(np.int64),
        topic_names=tuple(f"board {t}" for t in range(world.topics)),
        days=np.floor(days) + FIRST_DAY,
        designs=designs.astype(np.int64),
    )
    account = parted(table, inside, creative, np.exp(log_rate))
    late = latent[~inside], values[~inside]
    return replace(account, moves=Moves(truth, float(size), (latent, values), late))


@dataclass(frozen=True)
class Moves:
    """What changes of later pins would truly be worth; not where the truth turns."""

    truth: Truth
    size: float
    everything: tuple[np.ndarray, np.ndarray]
    later: tuple[np.ndarray, np.ndarray]

    def worth(self, pin, feature, value):
        """Return what setting one measured feature of a later pin adds, log rate."""
        return self.worth_together(pin, {feature: value})

    def worth_together(self, pin, changes):
        """Return what setting several measured features, by number, adds, log rate."""
        active = {term.feature for term in self.truth.terms}
        latent, values = (part[pin : pin + 1].copy() for part in self.later)
        before = self.truth.of(latent, values)
        for feature, value in changes.items():
            if feature in active:
                levels, of_level = self._levels(feature)
                latent[0, feature] = np.interp(value, levels, of_level)
                values[0, feature] = round(value) if len(levels) == 2 else value
        return self.size * float((self.truth.of(latent, values) - before)[0])

    def _levels(self, feature):
        """Return measured values of a feature and the mean hidden one behind each."""
        levels, code = np.unique(self.everything[1][:, feature], return_inverse=True)
        of_level = np.bincount(code, self.everything[0][:, feature])
        return levels, of_level / np.bincount(code)


def to_table(family, *, values, **columns):
    """Return the table of simulated pins, their features and ids numbered."""
    rows, features = values.shape
    return Table(
        names=tuple(f"{family}.f{j:02d}" for j in range(features)),
        units=("",) * features,
        values=values,
        ids=tuple(str(10**9 + i) for i in range(rows)),
        **columns,
    )


def parted(table, inside, creative, rate):
    """Return the account: pins inside its history, and those that come later."""
    return Account(
        table=table.take(inside),
        later=table.take(~inside),
        truth=creative[inside],
        later_truth=creative[~inside],
        rate=rate[inside],
        later_rate=rate[~inside],
    )


def null_world(pins: int) -> World:
    """Return a world in which the creative does nothing."""
    return World(pins=pins, creative_share=0.0)


def mixed_world(pins: int, seed: int) -> World:
    """Return a world with every parameter drawn."""
    rng = np.random.default_rng(900_000 + seed)
    all_shapes = World().shapes
    return replace(
        World(pins=pins),
        features=int(rng.integers(25, 61)),
        creative_share=rng.uniform(0.08, 0.35),
        guideline_corr=rng.uniform(-0.1, 0.6),
        median_impressions=float(np.exp(rng.uniform(np.log(100), np.log(3000)))),
        repins=rng.uniform(0.1, 0.65),
        topics=int(rng.integers(3, 25)),
        topic_sd=rng.uniform(0.1, 0.6),
        level_sd=rng.uniform(0.03, 0.3),
        season_sd=rng.uniform(0, 0.3),
        design_sd=rng.uniform(0, 0.35),
        pin_sd=rng.uniform(0.25, 0.7),
        interactions=rng.uniform(0, 0.4),
        hidden=float(rng.choice([0, 0.5])) * rng.uniform(0, 1),
        drift=rng.uniform(0, 1),
        active=int(rng.integers(6, 15)),
        student=float(rng.choice([0, 4.0])),
        shapes=(all_shapes, ("line",), ("optimum",), ("step",))[rng.integers(0, 4)],
        years=rng.uniform(1, 3),
        rate_pull=rng.uniform(0, 0.5),
    )


def _days(world, rng):
    span = world.years * 365.0
    early = np.sort(rng.uniform(0, span, world.pins))
    late = np.sort(rng.uniform(span, span + 90, world.later))
    days = np.r_[early, late]
    return days, np.arange(len(days)) < world.pins


def _designs(world, rng, total):
    """Return codes: a pinned-again design copies one of the 400 rows before it."""
    designs = np.arange(total)
    for row in np.flatnonzero(rng.random(world.pins) < world.repins):
        if row:
            designs[row] = designs[rng.integers(max(0, row - 400), row)]
    return designs


def _topics(world, rng, designs):
    shares = rng.dirichlet(np.ones(world.topics))
    topics = rng.choice(world.topics, len(designs), p=shares)
    return np.where(rng.random(len(designs)) < 0.8, topics[designs], topics)


def _latent(world, rng, days, topics, hidden):
    total, count, styles = len(days), world.features, int(rng.integers(5, 9))
    time = days / (world.years * 365.0)
    fashion = 3 * world.drift * rng.normal(0, 1, styles) * (time[:, None] - 0.5)
    chance = np.exp(fashion + rng.normal(0, 0.5, styles))
    cut = chance.cumsum(1) / chance.sum(1, keepdims=True)
    style = (cut < rng.random((total, 1))).sum(1)
    load = rng.normal(0, 0.5, (6, count)) * (rng.random((6, count)) < 0.5)
    return (
        rng.normal(0, 0.7, (styles, count))[style]
        + rng.normal(0, 0.35, (world.topics, count))[topics]
        + rng.normal(0, 1, (total, 6)) @ load
        + rng.normal(0, 0.7, (total, count))
        + world.hidden * hidden[:, None] * rng.normal(0, 0.8, count)
    )


def _marginals(latent, rng):
    kinds = rng.choice(5, latent.shape[1], p=[0.4, 0.2, 0.15, 0.1, 0.15])
    values = latent.copy()
    for j, kind in enumerate(kinds):
        column = latent[:, j]
        if kind == 1:
            values[:, j] = np.exp(0.8 * column)
        elif kind == 2:
            values[:, j] = column > rng.normal(0.3, 0.5)
        elif kind == 3:
            values[:, j] = np.round(np.exp(0.6 * column + 0.8))
        elif kind == 4:
            values[:, j] = 1 / (1 + np.exp(-1.5 * column))
    return values, kinds == 2


def _standard(column):
    return (column - column.mean()) / (column.std() + 1e-9)


@dataclass(frozen=True)
class Scaled:
    """Numbers made standard: by what mean and sd."""

    mean: float
    sd: float

    @classmethod
    def like(cls, column):
        """Return the scale that makes a column standard."""
        return cls(column.mean(), column.std() + 1e-9)

    def __call__(self, column):
        return (column - self.mean) / self.sd


@dataclass(frozen=True)
class Term:
    """What one feature does."""

    feature: int
    kind: str
    at: float
    binary: Scaled | None
    scale: Scaled
    weight: float

    def of(self, latent, values):
        """Return its part of the truth, (n,)."""
        j = self.feature
        column = self.binary(values[:, j]) if self.binary else latent[:, j]
        return self.scale(_shaped(self.kind, column, self.at)) * self.weight


@dataclass(frozen=True)
class Truth:
    """What designs do: terms that add up, and pairs of features that work together."""

    terms: tuple[Term, ...]
    scale: Scaled
    pairs: tuple[tuple[float, int, int], ...]
    pair_scale: Scaled | None
    share: float
    whole: Scaled

    def of(self, latent, values):
        """Return the truth of designs, (n,), standard on those of the account."""
        alone = self.scale(sum(term.of(latent, values) for term in self.terms))
        if self.pair_scale:
            joint = self.pair_scale(_joint(self.pairs, latent))
            alone = np.sqrt(1 - self.share) * alone + np.sqrt(self.share) * joint
        return self.whole(alone)


def _truth(world, rng, latent, values, binary):
    """Return a sparse truth."""
    chosen = rng.choice(
        world.features, min(world.active, world.features), replace=False
    )
    terms = tuple(_term(world, rng, j, latent, values, binary[j]) for j in chosen)
    scale = Scaled.like(sum(term.of(latent, values) for term in terms))
    pairs, pair_scale, none = (), None, Scaled(0.0, 1.0)
    if world.interactions:
        drawn = [rng.choice(chosen, 2, replace=False) for _ in range(6)]
        pairs = tuple((rng.normal(), a, b) for a, b in drawn)
        pair_scale = Scaled.like(_joint(pairs, latent))
    truth = Truth(terms, scale, pairs, pair_scale, world.interactions, none)
    return replace(truth, whole=Scaled.like(truth.of(latent, values)))


def _term(world, rng, j, latent, values, is_binary):
    kind = "line" if is_binary else str(rng.choice(world.shapes))
    binary = Scaled.like(values[:, j]) if is_binary else None
    term = Term(j, kind, rng.normal(0, 0.6), binary, Scaled(0.0, 1.0), 1.0)
    term = replace(term, scale=Scaled.like(term.of(latent, values)))
    return replace(term, weight=rng.gamma(2, 0.5) * rng.choice([-1, 1]))


def _joint(pairs, latent):
    return sum(weight * latent[:, a] * latent[:, b] for weight, a, b in pairs)


def _turned(world, days, shape, other):
    """Return a truth that turns to another: so much of it, from that share on."""
    begins = world.turning_at * world.years * 365
    length = max(world.turning_years * 365, 1.0)
    share = world.turning * np.clip((days - begins) / length, 0, 1)
    return _standard(np.sqrt(1 - share) * shape + np.sqrt(share) * other)


def _shaped(kind, column, at):
    return {
        "line": lambda: column,
        "optimum": lambda: -np.minimum((column - at) ** 2, 6.0),
        "step": lambda: (column > at) * 1.0,
        "saturation": lambda: np.tanh(1.5 * (column - at)),
        "hinge": lambda: np.clip(column - at, 0, 2),
    }[kind]()


def _guidelines(world, rng, latent, shape, designs):
    """Return scores that correlate with the truth as asked; the rest is other taste."""
    taste = latent[:, rng.choice(latent.shape[1], min(8, latent.shape[1]), False)]
    other = taste @ rng.normal(0, 1, taste.shape[1])
    other = _standard(other + rng.normal(0, 1, len(latent))[designs])
    other = _standard(other - (other @ shape) / (shape @ shape) * shape)
    share = world.guideline_corr
    return np.clip(
        np.round(70 + 12 * (share * shape + np.sqrt(1 - share**2) * other)), 0, 100
    )


def _residual(world, rng, days, topics, designs, hidden):
    total = len(days)
    knots = np.arange(0, days.max() + 120, 60)
    walk = np.cumsum(rng.normal(0, world.level_sd, len(knots)))
    level = np.interp(days, knots, walk) + world.season_sd * np.sin(
        2 * np.pi * days / 365 + rng.uniform(0, 6)
    )
    if world.student:
        scale = np.sqrt(world.student / (world.student - 2))
        own = rng.standard_t(world.student, total) / scale
    else:
        own = rng.normal(0, 1, total)
    return (
        world.topic_sd * rng.normal(0, 1, world.topics)[topics]
        + level
        + world.design_sd * rng.normal(0, 1, total)[designs]
        + world.pin_sd * own
        + 0.3 * world.hidden * hidden[designs]
    )
