"""A second kind of simulated account, so that nothing is tuned to the first.

Designs come from tight templates that lie far apart; what works are rules: thresholds,
windows, pairs that must come together, all with diminishing returns and weights that
turn as fashion does. Luck is gamma, levels jump, few designs are pinned many times, the
guideline score is skewed with many ties at the top.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.data.target import Metric
from tests.support.simulator import FIRST_DAY, Account, parted, to_table


@dataclass(frozen=True)
class RuleWorld:
    """How an account is drawn."""

    pins: int = 1000
    later: int = 1000
    features: int = 36
    templates: int = 8
    creative_share: float = 0.20
    guideline_corr: float = 0.4
    median_impressions: float = 500.0
    repin_shape: float = 0.4
    topics: int = 8
    pin_shape: float = 5.0
    rules: int = 7
    pairs: int = 3
    saturation: float = 2.0
    turning: float = 0.2
    jumps: int = 4
    taste: float = 0.3


def usual_rules(pins: int) -> RuleWorld:
    """Return the world with its usual parameters."""
    return RuleWorld(pins=pins)


def mixed_rules(pins: int, seed: int) -> RuleWorld:
    """Return a world with every parameter drawn."""
    rng = np.random.default_rng(700_000 + seed)
    return RuleWorld(
        pins=pins,
        features=int(rng.integers(20, 70)),
        templates=int(rng.integers(3, 20)),
        creative_share=rng.uniform(0.08, 0.35),
        guideline_corr=rng.uniform(-0.1, 0.6),
        median_impressions=float(np.exp(rng.uniform(np.log(100), np.log(3000)))),
        repin_shape=rng.uniform(0.1, 0.8),
        topics=int(rng.integers(2, 30)),
        pin_shape=rng.uniform(2.5, 15),
        rules=int(rng.integers(3, 14)),
        pairs=int(rng.integers(0, 7)),
        saturation=rng.uniform(1.0, 4.0),
        turning=rng.uniform(0, 0.5),
        jumps=int(rng.integers(0, 10)),
        taste=rng.uniform(0, 0.6),
    )


def simulate_rules(world: RuleWorld, seed: int) -> Account:
    """Return one account of that world."""
    rng = np.random.default_rng([seed, 77])
    total = world.pins + world.later
    inside = np.arange(total) < world.pins
    days = np.r_[
        np.sort(700 * rng.beta(1.5, 1.0, world.pins)),
        np.sort(rng.uniform(700, 800, world.later)),
    ]
    designs = _designs(world, rng, total)
    template = _templates(world, rng, days)[designs]
    latent = _latent(world, rng, template, designs)
    values = _measured(latent, rng)
    shape = _truth(world, rng, latent, template, days)
    topics, noise = _around(world, rng, days, template, designs)
    scale = np.sqrt(world.creative_share / (1 - world.creative_share) * noise.var())
    creative = shape * scale
    log_rate = np.log(rng.uniform(0.004, 0.02)) + creative + noise
    heavy = rng.random(total) < 0.05
    spread = rng.normal(0, 1.2, total) + heavy * rng.exponential(2.0, total)
    impressions = np.maximum(np.round(world.median_impressions * np.exp(spread)), 1)
    rate = np.minimum(np.exp(log_rate), 0.5)
    clicks = np.minimum(rng.poisson(impressions * rate), impressions).astype(float)
    table = to_table(
        "rule",
        values=values,
        guidelines=_guidelines(world, rng, latent, shape),
        counts={Metric.PIN_CLICK_RATE: clicks},
        impressions=impressions,
        topics=topics.astype(np.int64),
        topic_names=tuple(f"board {t}" for t in range(world.topics)),
        days=np.floor(days) + FIRST_DAY,
        designs=designs.astype(np.int64),
    )
    return parted(table, inside, creative, np.exp(log_rate))


def _designs(world, rng, total):
    """Return codes: a few designs of the history are pinned over and over."""
    designs = np.arange(total)
    popular = rng.gamma(0.3, 1.0, world.pins)
    for row in np.flatnonzero(rng.random(world.pins) < world.repin_shape):
        if row > 5:
            chance = popular[:row] / popular[:row].sum()
            designs[row] = designs[rng.choice(row, p=chance)]
    return designs


def _templates(world, rng, days):
    """Return each pin's template; every template has its own time."""
    start = rng.uniform(-400, 600, world.templates)
    length = rng.uniform(200, 1200, world.templates)
    busy = rng.gamma(1.0, 1.0, world.templates)
    alive = np.exp(-(((days[:, None] - start) / length) ** 2)) * busy + 1e-3
    cut = alive.cumsum(1) / alive.sum(1, keepdims=True)
    return (cut < rng.random((len(days), 1))).sum(1)


def _latent(world, rng, template, designs):
    """Return features as they are before measuring, (n, p), in tight templates."""
    total, count = len(template), world.features
    places = rng.normal(0, 1.0, (world.templates, count))
    inner = rng.normal(0, 1, (world.templates, 3, count)) / np.sqrt(3)
    moves = rng.normal(0, 0.7, (total, 3))
    latent = places[template] + np.einsum("nk,nkp->np", moves, inner[template])
    latent = latent + rng.normal(0, 0.35, (total, count))
    latent = latent[designs]
    return (latent - latent.mean(0)) / latent.std(0)


def _measured(latent, rng):
    """Return columns as pictures give them: shares, counts, yes and no, absent."""
    values = latent.copy()
    for j in range(latent.shape[1]):
        column = latent[:, j]
        kind = rng.integers(6)
        if kind == 0:
            values[:, j] = np.maximum(column - rng.normal(-0.5, 0.4), 0)
        elif kind == 1:
            values[:, j] = np.floor(np.exp(0.7 * column + 1.0))
        elif kind == 2:
            values[:, j] = (column > rng.normal(0, 0.6)).astype(float)
        elif kind == 3:
            values[:, j] = 1 / (1 + np.exp(-2 * column))
        elif kind == 4:
            values[:, j] = np.where(column < -1.2, np.nan, column)
    return values


def _truth(world, rng, latent, template, days):
    chosen = rng.choice(latent.shape[1], min(world.rules, latent.shape[1]), False)
    parts = [_rule(latent[:, j], rng) for j in chosen]
    for _ in range(world.pairs):
        a, b = rng.choice(latent.shape[1], 2, replace=False)
        both = (latent[:, a] > rng.normal(0, 0.5)) & (latent[:, b] > rng.normal(0, 0.5))
        parts.append(both.astype(float))
    columns = np.column_stack([_standard(part) for part in parts])
    weight = rng.exponential(1.0, columns.shape[1]) * rng.choice(
        [-1, 1], columns.shape[1]
    )
    later = weight + world.turning * rng.normal(0, 1, len(weight)) * np.abs(weight)
    time = np.clip(days / 750, 0, 1)[:, None]
    total = (columns * ((1 - time) * weight + time * later)).sum(1)
    own = rng.normal(0, 1, world.templates)[template]
    total = _standard(total) + world.taste * own
    return _standard(world.saturation * np.tanh(_standard(total) / world.saturation))


def _rule(column, rng):
    at = rng.normal(0, 0.6)
    kind = rng.integers(4)
    if kind == 0:
        return (column > at).astype(float)
    if kind == 1:
        return (np.abs(column - at) < rng.uniform(0.5, 1.2)).astype(float)
    if kind == 2:
        return np.log1p(np.exp(3 * (column - at)))
    return -np.exp(-2 * (column - at))


def _standard(column):
    return (column - column.mean()) / (column.std() + 1e-9)


def _guidelines(world, rng, latent, shape):
    """Return skewed scores, many of them 100, that correlate as asked."""
    taste = np.zeros(len(latent))
    for j in rng.choice(latent.shape[1], min(6, latent.shape[1]), replace=False):
        taste += rng.normal() * (latent[:, j] > rng.normal(0, 0.5))
    other = _standard(
        _standard(taste) + 0.5 * latent @ rng.normal(0, 0.2, latent.shape[1])
    )
    other = _standard(other - (other @ shape) / (shape @ shape) * shape)
    share = world.guideline_corr
    mixed = share * shape + np.sqrt(1 - share**2) * other
    return np.round(100 * np.exp(-np.maximum(0.25 * (1.2 - mixed), 0)))


def _around(world, rng, days, template, designs):
    """Return boards, and what is not the creative: boards, jumps, weekdays, pins."""
    liking = rng.dirichlet(np.full(world.topics, 0.6), world.templates)
    cut = liking.cumsum(1)[template]
    topics = np.minimum((cut < rng.random((len(days), 1))).sum(1), world.topics - 1)
    at = rng.uniform(0, 780, world.jumps)
    size = rng.normal(0, 0.25, world.jumps)
    level = (days[:, None] > at) @ size + rng.normal(0, 0.3) * days / 700
    week = rng.normal(0, 0.05, 7)[days.astype(int) % 7]
    pins = np.log(rng.gamma(world.pin_shape, 1 / world.pin_shape, len(days)))
    own = np.log(rng.gamma(25, 1 / 25, len(days)))[designs]
    boards = rng.normal(0, rng.uniform(0.1, 0.6), world.topics)[topics]
    return topics, boards + level + week + own + pins
