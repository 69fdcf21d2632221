"""Advice of the click-rate model: how sure it says it is, and how often it is true.

    python -m benchmarks.model.advice
    python -m benchmarks.model.advice --worlds mixed --pins 200 --seeds 40 --first 3000

Simulated accounts know what a change of one feature is truly worth. Printed by world
and number of pins: accounts that advise at all, moves a draft, the chance that is said
and the shares that are better, nothing and worse; of all moves and of the three that
reports show. Then the share of moves whose 80 % interval holds the truth. Last the same
of what the insights page says: findings that are likely, very likely, almost certain.
"""

from __future__ import annotations

import argparse
from itertools import pairwise

import numpy as np
from threadpoolctl import threadpool_limits

from scorer.clickrate.model.counterfactual import improvements
from tests.support.judged import DRAFTS, examined, judged
from tests.support.simulator import World, mixed_world

_FIRST_SEED, _SHOWN, _NOTHING = 30_000, 3, 1e-6
_STEPS = ((0.8, "likely"), (0.9, "very likely"), (0.975, "almost certain"), (2.0, ""))
WORLDS = {
    "usual": lambda pins, seed: World(pins=pins),
    "mixed": mixed_world,
    "hidden": lambda pins, seed: World(pins=pins, hidden=0.5),
    "interactions": lambda pins, seed: World(pins=pins, interactions=0.3),
    "null": lambda pins, seed: World(pins=pins, creative_share=0.0),
}


def moves(account, model):
    """Yield for each move of an account: its rank, its claims and what is true."""
    place = {name: j for j, name in enumerate(account.later.names)}
    for pin, values in enumerate(account.later.values):
        row = dict(zip(account.later.names, values, strict=True))
        for rank, each in enumerate(improvements(model, row)):
            worth = account.moves.worth(pin, place[each.feature], each.proposed)
            yield rank, each.probability, each.low, each.high, each.effect, worth


def report(name, pins, seeds):
    """Print one row."""
    pairs = [examined(WORLDS[name](pins, seed), _FIRST_SEED + seed) for seed in seeds]
    accounts = [list(moves(*pair)) for pair in pairs]
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
            f"  {words:6s} {len(rows) / len(accounts) / DRAFTS:.2f} a draft, said "
            f"{said.mean():.3f}, better {better:.3f}, "
            f"nothing {1 - better - worse:.3f}, worse {worse:.3f}, "
            f"interval holds {holds.mean():.3f}, effect said {effect.mean():.3f}, "
            f"true {worth.mean():.3f}",
            flush=True,
        )

    said_by_page([each for pair in pairs for each in judged(*pair)])


def said_by_page(found):
    """Print how sure findings are, and how many are better and worse."""
    said = np.array([finding.probability for finding, _ in found])
    worth = np.array([worth for _, worth in found])
    for (low, word), (high, _) in pairwise(_STEPS):
        here = (said >= low) & (said < high)
        if here.any():
            print(
                f"  {word:14s} {here.sum()} findings, said {said[here].mean():.3f}, "
                f"better {np.mean(worth[here] > _NOTHING):.3f}, "
                f"worse {np.mean(worth[here] < -_NOTHING):.3f}",
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
