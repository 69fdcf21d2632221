"""A third kind of simulated account, only to check: nothing was chosen on it.

As many features as we measure, most of them near copies of others or mostly zero; what
a design does is a small random network of a few of them, with its own fashion; rates
follow a logistic link, residuals are heavy-tailed and shared within days, impressions
follow the rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.data.target import Metric
from tests.support.simulator import FIRST_DAY, Account, parted, to_table

_FEATURES, _CAUSES, _ACTIVE, _UNITS = 112, 30, 6, 5
_SPAN = 500.0


@dataclass(frozen=True)
class NetWorld:
    """How an account is drawn; sds are on the log odds."""

    pins: int
    later: int = 1000
    creative_share: float = 0.2
    guideline_corr: float = 0.4
    residual_sd: float = 0.4
    day_sd: float = 0.15
    topics: int = 6
    topic_sd: float = 0.3
    slope: float = 0.5
    again: float = 0.25
    median_impressions: float = 500.0


def mixed_net(pins: int, seed: int) -> NetWorld:
    """Return a world with its main parameters drawn."""
    rng = np.random.default_rng(500_000 + seed)
    return NetWorld(
        pins=pins,
        creative_share=rng.uniform(0.08, 0.35),
        guideline_corr=rng.uniform(-0.1, 0.6),
        residual_sd=rng.uniform(0.2, 0.7),
        day_sd=rng.uniform(0.0, 0.3),
        topics=int(rng.integers(2, 20)),
        topic_sd=rng.uniform(0.1, 0.5),
        slope=rng.uniform(-1.0, 1.0),
        again=rng.uniform(0.0, 0.6),
        median_impressions=float(np.exp(rng.uniform(np.log(100), np.log(3000)))),
    )


def simulate_net(world: NetWorld, seed: int) -> Account:
    """Return one account of that world."""
    rng = np.random.default_rng([seed, 99])
    total = world.pins + world.later
    days = np.sort(rng.uniform(0, _SPAN, total))
    inside = np.arange(total) < world.pins
    designs = _designs(world, rng, total)
    topics = rng.integers(world.topics, size=total)[designs]
    causes = _causes(world, rng, topics, designs)
    shape = _effect(causes, rng)
    around = (
        world.topic_sd * rng.normal(size=world.topics)[topics]
        + world.day_sd * rng.normal(size=int(_SPAN) + 1)[days.astype(int)]
        + world.slope * days / _SPAN
        + world.residual_sd * rng.standard_t(5, total) / np.sqrt(5 / 3)
    )
    share = world.creative_share
    creative = shape * np.sqrt(share / (1 - share) * around.var())
    odds = np.exp(rng.uniform(-5, -3.7) + creative + around - around.mean())
    rate = odds / (1 + odds)
    seen = np.log(world.median_impressions) + 1.4 * rng.standard_t(6, total)
    seen = np.clip(np.exp(seen + 0.3 * np.log(rate / rate.mean())), 1, 1e7).round()
    table = to_table(
        "net",
        values=_measured(causes, rng)[designs],
        guidelines=_guidelines(world, rng, shape, causes),
        counts={Metric.PIN_CLICK_RATE: rng.binomial(seen.astype(int), rate) * 1.0},
        impressions=seen,
        topics=topics.astype(np.int64),
        topic_names=tuple(f"board {t}" for t in range(world.topics)),
        days=np.floor(days) + FIRST_DAY,
        designs=designs.astype(np.int64),
    )
    return parted(table, inside, creative, rate)


def _designs(world, rng, total):
    """Return codes: some pins of the history show the design of any before them."""
    designs = np.arange(total)
    for row in np.flatnonzero(rng.random(world.pins) < world.again):
        designs[row] = designs[rng.integers(row + 1)]
    return designs


def _causes(world, rng, topics, designs):
    """Return what differs between designs, (n, causes): a walk, boards, skew."""
    total = len(designs)
    walk = np.cumsum(rng.normal(0, 0.03, (total, _CAUSES)), axis=0)
    own = rng.normal(size=(total, 8)) @ rng.normal(0, 0.3, (8, _CAUSES))
    own += rng.gamma(2, 0.6, (total, _CAUSES)) + walk
    own += rng.normal(0, 0.4, (world.topics, _CAUSES))[topics]
    return _standard(own[designs])


def _measured(causes, rng):
    """Return features, (n, 112): noisy copies, products, shares that are mostly 0."""
    which = rng.integers(_CAUSES, size=_FEATURES)
    noise = rng.exponential(0.5, _FEATURES) * rng.normal(size=(len(causes), _FEATURES))
    found = causes[:, which] + noise
    rare = rng.random(_FEATURES) < 0.3
    found[:, rare] = np.maximum(found[:, rare] - 1, 0)
    gone = rng.random(_FEATURES) < 0.1
    found[:, gone] = np.where(found[:, gone] < -1, np.nan, found[:, gone])
    return found


def _effect(causes, rng):
    """Return what designs do: a line and a network of few causes, (n,), sd 1."""
    few = causes[:, rng.choice(_CAUSES, _ACTIVE, replace=False)]
    hidden = np.tanh(few @ rng.normal(0, 0.8, (_ACTIVE, _UNITS)) + rng.normal(size=5))
    line = _standard(few @ rng.normal(size=_ACTIVE))
    return _standard(line + _standard(hidden @ rng.normal(size=_UNITS)))


def _guidelines(world, rng, shape, causes):
    """Return scores in steps of five, few below 40, that correlate as asked."""
    other = _standard(causes @ rng.normal(size=_CAUSES))
    other = _standard(other - (other @ shape) / (shape @ shape) * shape)
    corr = world.guideline_corr
    mixed = corr * shape + np.sqrt(1 - corr**2) * other
    return np.clip(5 * np.round((80 + 14 * mixed) / 5), 40, 100)


def _standard(values):
    return (values - values.mean(0)) / (values.std(0) + 1e-9)
