"""The rows of the click-rate model's table, on simulated accounts.

python -m benchmarks.model.clickrate
python -m benchmarks.model.clickrate --rows usual --pins 50 200 --seeds 20
python -m benchmarks.model.clickrate --rows mixed rules --seeds 200 --only model
python -m benchmarks.model.clickrate --first 3000

Competitors and their settings are in ``competitors.py``. Rows ``rules`` and ``mixed
rules`` come from a second simulator of another kind, ``net`` and ``mixed net`` from a
third on which nothing was chosen; in ``turning`` what works turns by 60 % over the
history, in ``late turn`` all of it at 40 to 95 % of the history; in ``jumping level``
the level moves three times as much; row ``wide`` has as many features as all families.
The worst of several boards covers less than each of them does: ``were all perfect``
says how much where each pin's chance is 80 %, by itself; ``were it as said`` where the
truth is drawn from the model's posterior, where the pins of a board share what is not
known of the board. ``--first`` takes seeds on which nothing was chosen.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.model.competitors import METHODS, METRIC
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.funnel.funnel import diagnose
from scorer.clickrate.funnel.leave_one_out import leave_one_out
from scorer.clickrate.model.compare import probability_better
from scorer.clickrate.model.counterfactual import improvements
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.model.terms.placement import Placement
from scorer.clickrate.train import train
from scorer.clickrate.validate.agreement import agreement
from scorer.clickrate.validate.learning import learning
from tests.support.neural_account import NetWorld, mixed_net, simulate_net
from tests.support.rule_simulator import mixed_rules, simulate_rules, usual_rules
from tests.support.simulator import World, mixed_world, null_world, simulate

_FIRST_SEED = 5000
_SIZES = (50, 200, 1000, 5000)
_TENTH, _LATER = 10, 10_000
_DRAWS = 100  # of the truth from what the model says
_LASTING = 0.1  # rank correlation with the later truth of a claim that holds
_WIDTHS = (40, 112)  # what was measured from the start, and all our families


@dataclass(frozen=True)
class Row:
    """One row of the table: which accounts, how many, and what is asked of them."""

    sizes: tuple[int, ...] = _SIZES
    seeds: int = 20
    first: int = 0
    methods: tuple[str, ...] = ("model",)
    words: bool = False
    retrain: bool = False

    @property
    def numbers(self):
        """Return the seeds."""
        return range(self.first, self.first + self.seeds)


ROWS = {
    "usual": Row(methods=tuple(METHODS)),
    "wide": Row(sizes=(50, 200, 1000), seeds=40),
    "wrong0": Row(sizes=(1000,)),
    "wrong-.3": Row(sizes=(1000,)),
    "mixed": Row(seeds=40),
    "rules": Row(sizes=(50, 200, 1000)),
    "mixed rules": Row(sizes=(50, 200, 1000), seeds=40),
    "net": Row(sizes=(50, 200, 1000)),
    "mixed net": Row(sizes=(50, 200, 1000), seeds=40),
    "null": Row(sizes=(50, 200, 1000), seeds=60, methods=(), words=True),
    "real": Row(sizes=(500, 1000), seeds=40, methods=(), words=True),
    "turning": Row(sizes=(500, 1000), seeds=40, methods=(), words=True),
    "late turn": Row(sizes=(500, 1000), seeds=60, methods=(), words=True),
    "jumping level": Row(sizes=(200,)),
    "retrain": Row(sizes=(1500,), seeds=15, methods=(), retrain=True),
}


def account_of(name, pins, seed):
    """Return an account of a world by name."""
    if name.endswith("rules"):
        world = usual_rules(pins) if name == "rules" else mixed_rules(pins, seed)
        return simulate_rules(world, _FIRST_SEED + seed)
    if name.endswith("net"):
        world = NetWorld(pins) if name == "net" else mixed_net(pins, seed)
        return simulate_net(world, _FIRST_SEED + seed)
    worlds = {
        "wide": lambda: World(pins=pins, features=_WIDTHS[1]),
        "wrong0": lambda: World(pins=pins, guideline_corr=0.0),
        "wrong-.3": lambda: World(pins=pins, guideline_corr=-0.3),
        "mixed": lambda: mixed_world(pins, seed),
        "null": lambda: null_world(pins),
        "turning": lambda: World(
            pins=pins, turning=0.6, turning_at=0.0, turning_years=2.0
        ),
        "late turn": lambda: late_turn(pins, seed),
        "jumping level": lambda: World(pins=pins, level_sd=0.5),
    }
    world = worlds.get(name, lambda: World(pins=pins))()
    return simulate(world, _FIRST_SEED + seed)


def late_turn(pins, seed):
    """Return a world whose whole effect turns once, at once or within half a year."""
    rng = np.random.default_rng(seed)
    at, years = rng.uniform(0.4, 0.95), float(rng.choice([0, 0.5]))
    return World(pins=pins, turning=1.0, turning_at=at, turning_years=years)


def one(name, pins, seed, row):
    """Return the figures of one account, and its claims that A beats B."""
    account = account_of(name, pins, seed)
    later, truth = account.later, account.later_truth
    found = {}
    if row.methods:
        found["guidelines"] = spearman(later.guidelines, truth)
    for method in row.methods:
        start = time.process_time()
        found[method] = spearman(METHODS[method](account.table, later), truth)
        found[f"cpu {method}"] = time.process_time() - start
    if row.words:
        test = learning(account.table, METRIC)
        found["p <= .05"] = float(test.p <= 0.05)
        found["learned"] = float(test.level == "learned")
        found["learned, lost"] = found["learned"] * (lasts(account) < _LASTING)
    if row.retrain:
        found |= retraining(account.table, seed)
    if not row.methods:
        return found, np.zeros(0), np.zeros(0, bool)
    return found | covered(account), *claims(account)


def lasts(account):
    """Return how the learned part, without the score, orders the later truth."""
    model, later = fit(account.table, METRIC), account.later
    columns = model.centered_columns(later.as_seen_by(model), later.guidelines)
    return spearman(columns[:, 1:] @ model.posterior_mean[1:], account.later_truth)


def placed(account, model):
    """Return boards and ages of the later pins."""
    later = account.later
    boards = tuple(later.topic_names[topic] for topic in later.topics)
    return Placement(boards, later.days - model.span.last_day)


def covered(account):
    """Return the shares of rates and of effects within their 80 % intervals."""
    later, truth = account.later, account.later_truth
    model = fit(account.table, METRIC)
    values = later.in_order(model.names)
    said = model.predictions(values, later.guidelines, placed(account, model))
    columns = model.centered_columns(values, later.guidelines)
    apart = columns @ model.posterior_mean - truth
    reach = 1.2815515655 * model.effect_sd(columns)
    inside = (account.later_rate >= said.low) & (account.later_rate <= said.high)
    counts = np.bincount(later.topics)
    several = np.flatnonzero(counts >= 10)
    boards = [inside[later.topics == t].mean() for t in several]
    rng = np.random.default_rng(0)
    perfect = rng.binomial(counts[several], 0.8, (500, len(several))) / counts[several]
    return {
        "rate covers": np.mean(inside),
        "worst board covers": min(boards, default=np.mean(inside)),
        "were all perfect": perfect.min(axis=1, initial=1.0).mean(),
        "were it as said": as_said(account, model, said, several),
        "effect covers": np.mean(np.abs(apart - apart.mean()) <= reach),
    }


def as_said(account, model, said, boards):
    """Return the worst board's share where the truth is drawn from the model."""
    later, where, rng = account.later, placed(account, model), np.random.default_rng(1)
    columns = model.centered_columns(later.in_order(model.names), later.guidelines)
    root = np.linalg.cholesky(model.covariance_matrix + 1e-9 * np.eye(columns.shape[1]))
    board = np.sqrt(model.board_effects(where)[1])
    drift = np.sqrt(model.drift_variance(where.ages))
    alone = np.sqrt(model.variances["pin"] + model.variances["design"])
    reach, worst = np.log(said.high / said.low) / 2, []
    for _ in range(_DRAWS):
        apart = columns @ (root @ rng.normal(size=len(root))) + drift * rng.normal()
        apart += board * rng.normal(size=1 + later.topics.max())[later.topics]
        inside = np.abs(apart + alone * rng.normal(size=len(later))) <= reach
        shares = [inside[later.topics == t].mean() for t in boards]
        worst.append(min(shares, default=inside.mean()))
    return np.mean(worst)


def claims(account):
    """Return claimed chances that A beats B, and whether it does."""
    later, truth = account.later, account.later_truth
    model, half = fit(account.table, METRIC), len(later) // 2
    first, second = slice(half), slice(half, 2 * half)
    values = later.in_order(model.names)
    sides = [(values[s], later.guidelines[s]) for s in (first, second)]
    return probability_better(model, *sides), truth[first] > truth[second]


def retraining(table, seed):
    """Return whether a healthy challenger passes and a shuffled one is stopped."""
    champion = fit(table.take(np.arange(len(table) * 4 // 5)), METRIC)
    order = np.random.default_rng(seed).permutation(len(table))
    broken = replace(
        table, values=table.values[order], guidelines=table.guidelines[order]
    )
    healthy = agreement(champion, fit(table, METRIC), table)
    shuffled = agreement(champion, fit(broken, METRIC), table)
    return {
        "healthy agreement": healthy.spearman,
        "shuffled agreement": shuffled.spearman,
        "healthy promoted": float(healthy.promote),
        "shuffled stopped": float(not shuffled.promote),
    }


def report(name, pins, row):
    """Print the figures of one row at one number of pins."""
    runs = [one(name, pins, seed, row) for seed in row.numbers]
    rows = [run[0] for run in runs]
    print(f"{name} world, {pins} pins, {row.seeds} accounts")
    for key in rows[0]:
        values = np.array([each[key] for each in rows])
        error = values.std() / len(values) ** 0.5
        print(f"  {key:20s} {values.mean():6.3f}  se {error:.3f}")
    if "model" in rows[0]:
        worse = np.mean([each["model"] < each["guidelines"] - 0.05 for each in rows])
        print(f"  {'worse than guidelines':20s} {worse:6.3f}")
    claimed = np.concatenate([run[1] for run in runs])
    won = np.concatenate([run[2] for run in runs])
    if len(claimed):
        print("  P(A beats B)  " + "  ".join(bins(claimed, won)), flush=True)


def bins(claimed, won):
    """Yield claimed / true in ten bins of the claim."""
    for low in np.arange(0.5, 1.0, 0.1):
        sure = np.maximum(claimed, 1 - claimed)
        here = (sure >= low) & (sure < low + 0.1)
        right = np.where(claimed >= 0.5, won, ~won)
        if here.sum() > 20:
            yield f"{sure[here].mean():.2f}/{right[here].mean():.2f}"


def funnel(pins, row):
    """Print how many of the surest tenth are in the account's lowest quartile."""
    right = []
    for seed in row.numbers:
        account = simulate(World(pins=pins, later=pins), _FIRST_SEED + seed)
        table, rates = account.table, account.rate
        expected = leave_one_out(posterior(table, METRIC), table.designs)
        clicks = table.counts[METRIC]
        stage = diagnose(table.impressions, clicks, expected=expected).pin_clicks
        surest = np.argsort(-stage.low)[: pins // _TENTH]
        right.append(np.mean(rates[surest] <= np.quantile(rates, 0.25)))
    found = f"{np.mean(right):.3f}  se {np.std(right) / row.seeds**0.5:.3f}"
    print(f"funnel, {pins} pins, {row.seeds} accounts: {found}", flush=True)


def speed():
    """Print CPU seconds: a fit and a training on 5,000 rows, estimates and moves."""
    for features in _WIDTHS:
        world = World(pins=5000, later=_LATER, features=features)
        account = simulate(world, _FIRST_SEED)
        later = account.later
        fitted, model = seconds(fit, account.table, METRIC)
        trained, _ = seconds(train, account.table, METRIC)
        values = later.in_order(model.names)
        said, _ = seconds(all_estimates, model, values, later.guidelines)
        rows = [dict(zip(model.names, row, strict=True)) for row in values[:100]]
        moved, _ = seconds(all_moves, model, rows)
        print(
            f"{features} features: fit {fitted:.2f} s, training {trained:.1f} s, "
            f"a row {1000 * said / _LATER:.3f} ms, moves {10 * moved:.2f} ms",
            flush=True,
        )


def all_estimates(model, values, guidelines):
    """Make estimates one after the other, as reports do."""
    for _ in model.estimates(values, guidelines):
        pass


def all_moves(model, rows):
    """Return the moves of several pins."""
    return [improvements(model, row) for row in rows]


def seconds(work, *given):
    """Return CPU seconds of some work and what it returned, the second time."""
    work(*given)
    start = time.process_time()
    found = work(*given)
    return time.process_time() - start, found


def main():
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    choices = [*ROWS, "funnel", "speed"]
    parser.add_argument("--rows", nargs="+", choices=choices, default=choices)
    parser.add_argument("--pins", type=int, nargs="+", help="other numbers of pins")
    parser.add_argument("--seeds", type=int, help="another number of accounts")
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--only", nargs="+", choices=list(METHODS))
    given = parser.parse_args()
    with threadpool_limits(limits=1):
        for name in given.rows:
            if name == "speed":
                speed()
            elif name == "funnel":
                funnel(200, Row(seeds=given.seeds or 40, first=given.first))
            else:
                measure(name, given)


def measure(name, given):
    """Print one row of the table, changed as the options say."""
    row = ROWS[name]
    methods = tuple(given.only) if given.only and row.methods else row.methods
    seeds = given.seeds or row.seeds
    row = replace(row, seeds=seeds, first=given.first, methods=methods)
    for pins in given.pins or row.sizes:
        report(name, pins, row)


if __name__ == "__main__":
    main()
