"""Advice of the click-rate model: how sure it says it is, and how often it is true.

    python -m benchmarks.model.advice
    python -m benchmarks.model.advice --worlds mixed --pins 200 --seeds 40 --first 3000

Simulated accounts know what a change of one feature is truly worth. Printed by world
and number of pins: accounts that advise at all, moves a draft, the chance that is said
and the shares that are better, nothing and worse; of all moves and of the three that
reports show. Then the share of moves whose 80 % interval holds the truth.
"""

from __future__ import annotations

import argparse
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import build_model
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.model.counterfactual import improvements
from scorer.clickrate.validate.leave_out import leave_outs
from tests.support.simulator import World, mixed_world, simulate

METRIC = Metric.PIN_CLICK_RATE
_FIRST_SEED, _DRAFTS, _SHOWN, _NOTHING = 30_000, 30, 3, 1e-6
WORLDS = {
    "usual": lambda pins, seed: World(pins=pins),
    "mixed": mixed_world,
    "hidden": lambda pins, seed: World(pins=pins, hidden=0.5),
    "interactions": lambda pins, seed: World(pins=pins, interactions=0.3),
    "null": lambda pins, seed: World(pins=pins, creative_share=0.0),
}


def moves(name, pins, seed):
    """Yield for each move of an account: its rank, its claims and what is true."""
    world = replace(WORLDS[name](pins, seed), later=_DRAFTS)
    account = simulate(world, _FIRST_SEED + seed)
    whole = posterior(account.table, METRIC)
    model = build_model(whole, account.table, METRIC, {})
    others = leave_outs(model, whole, account.table, METRIC)
    model = replace(model, leave_outs=others)
    place = {name: j for j, name in enumerate(account.later.names)}
    for pin, values in enumerate(account.later.values):
        row = dict(zip(account.later.names, values, strict=True))
        for rank, each in enumerate(improvements(model, row)):
            worth = account.moves.worth(pin, place[each.feature], each.proposed)
            yield rank, each.probability, each.low, each.high, each.effect, worth


def report(name, pins, seeds):
    """Print one row."""
    accounts = [list(moves(name, pins, seed)) for seed in seeds]
    advising = sum(bool(each) for each in accounts)
    print(f"{name} world, {pins} pins: {advising} of {len(accounts)} accounts advise")
    found = np.array([move for each in accounts for move in each]).reshape(-1, 6)
    for words, rows in (
        ("all", found),
        ("shown", found[found[:, 0] < _SHOWN]),
    ):
        if not len(rows):
            continue
        _, said, low, high, effect, worth = rows.T
        better = np.mean(worth > _NOTHING)
        worse = np.mean(worth < -_NOTHING)
        holds = (low <= worth) & (worth <= high)
        print(
            f"  {words:6s} {len(rows) / len(accounts) / _DRAFTS:.2f} a draft, said "
            f"{said.mean():.3f}, better {better:.3f}, "
            f"nothing {1 - better - worse:.3f}, worse {worse:.3f}, "
            f"interval holds {holds.mean():.3f}, effect said {effect.mean():.3f}, "
            f"true {worth.mean():.3f}",
            flush=True,
        )


def main():
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", nargs="+", choices=list(WORLDS), default=[*WORLDS])
    parser.add_argument("--pins", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    with threadpool_limits(limits=1):
        for name in given.worlds:
            for pins in given.pins:
                report(name, pins, range(given.first, given.first + given.seeds))


if __name__ == "__main__":
    main()
