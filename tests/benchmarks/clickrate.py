"""Compare the click-rate model with its competitors on simulated accounts.

python -m tests.benchmarks.clickrate --pins 50 200 1000 5000 --seeds 20
python -m tests.benchmarks.clickrate --world mixed --seeds 40 --only model
python -m tests.benchmarks.clickrate --world null --seeds 40 --only model --words

Every competitor has the same rows, the guideline score, boards and days, and weights
that saturate. Their settings were chosen on other seeds of the same simulator.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from scorer.clickrate.basis import curve, design_matrix
from scorer.clickrate.compare import better
from scorer.clickrate.fit import fit
from scorer.clickrate.learning import learning
from scorer.clickrate.ranks import spearman
from scorer.clickrate.retrain import compare
from scorer.clickrate.target import Metric
from tests.simulator import World, mixed_world, null_world, simulate

METRIC = Metric.PIN_CLICK_RATE
_SPREAD = 0.25
_FIRST_SEED = 5000
# Gamma priors that keep few pins from being explained by many columns: noise near the
# weights' own, coefficients near 0.03.
RIDGE = {
    "alpha_1": 200.0,
    "alpha_2": 200.0,
    "lambda_1": 200.0,
    "lambda_2": 0.18,
    "lambda_init": 1000.0,
    "alpha_init": 1.0,
}


def response(table):
    """Return working response and saturating weights about the account's mean."""
    clicks, seen = table.counts[METRIC], table.impressions
    rate = (clicks.sum() + 0.5) / seen.sum()
    for _ in range(20):
        expected = seen * rate
        weight = 1 / (1 / expected + _SPREAD)
        rate *= np.exp(np.average((clicks - expected) / expected, weights=weight))
    expected = seen * rate
    damped = np.log((clicks + 0.5) / (expected + 0.5))
    return damped, 1 / (1 / (expected + 0.5) + _SPREAD)


def controls(table):
    """Return boards and 60-day hats, (n, c)."""
    boards = (table.topics[:, None] == np.unique(table.topics)).astype(float)
    place = (table.days - table.days.min()) / 60
    hats = np.maximum(1 - np.abs(place[:, None] - np.arange(place.max() + 2)), 0)
    return np.column_stack([boards, hats])


def guideline(table, like):
    """Return standardised guideline scores."""
    return (table.guidelines - like.guidelines.mean()) / like.guidelines.std()


def own(table, later):
    """Return this project's estimate."""
    return fit(table, METRIC).creative(later.values, later.guidelines)


def bayesian_ridge(table, later):
    """Return scikit-learn's Bayesian ridge: splines, controls, guideline offset."""
    from sklearn.linear_model import BayesianRidge

    shapes = [curve(n, "", table.values[:, j]) for j, n in enumerate(table.names)]
    kept = [j for j, shape in enumerate(shapes) if shape is not None]
    shapes = [shapes[j] for j in kept]
    scale = np.array(
        [0.3 if kind == "bend" else 1.0 for s in shapes for kind in s.kinds]
    )
    mine = design_matrix(shapes, table.values[:, kept]) * scale
    theirs = design_matrix(shapes, later.values[:, kept]) * scale
    z, weight = response(table)
    offset = 0.15 * guideline(table, table)
    extra = 0.5 * guideline(table, table)[:, None]
    matrix = np.column_stack([mine, extra, 2 * controls(table)])
    model = BayesianRidge(**RIDGE)
    model.fit(matrix, z - offset, sample_weight=weight)
    split = mine.shape[1]
    late = guideline(later, table)
    return theirs @ model.coef_[:split] + (0.15 + 0.5 * model.coef_[split]) * late


def damped_splines(table, later):
    """Return penalised splines with controls, strength by whole-design folds."""
    from sklearn.linear_model import Ridge
    from sklearn.model_selection import GroupKFold
    from sklearn.preprocessing import SplineTransformer, StandardScaler

    spline = SplineTransformer(n_knots=4, degree=2, knots="quantile")
    scaler = StandardScaler()
    mine = scaler.fit_transform(spline.fit_transform(table.values)) * 0.4
    theirs = scaler.transform(spline.transform(later.values)) * 0.4
    z, weight = response(table)
    offset = 0.15 * guideline(table, table)
    side = controls(table)
    matrix = np.column_stack([mine, side * 2])
    best = None
    for strength in (10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0):
        error = 0.0
        for train, test in GroupKFold(5).split(matrix, groups=table.designs):
            part = Ridge(alpha=strength).fit(
                matrix[train], (z - offset)[train], sample_weight=weight[train]
            )
            left = (z - offset)[test] - part.predict(matrix[test])
            error += (weight[test] * left**2).sum()
        if best is None or error < best[0]:
            best = error, strength
    model = Ridge(alpha=best[1]).fit(matrix, z - offset, sample_weight=weight)
    return theirs @ model.coef_[: mine.shape[1]] + 0.15 * guideline(later, table)


def boosted_trees(table, later):
    """Return boosted trees on what controls and guideline leave, damped weights."""
    from sklearn.ensemble import HistGradientBoostingRegressor
    from sklearn.linear_model import Ridge

    z, weight = response(table)
    offset = 0.15 * guideline(table, table)
    side = controls(table)
    first = Ridge(alpha=3.0).fit(side, z - offset, sample_weight=weight)
    left = z - offset - first.predict(side)
    rounds = int(np.clip(len(table) * 0.15, 20, 350))
    trees = HistGradientBoostingRegressor(
        learning_rate=0.04,
        max_iter=rounds,
        max_depth=3,
        min_samples_leaf=max(10, len(table) // 60),
        l2_regularization=20.0,
        early_stopping=False,
        max_features=0.3,
        random_state=0,
    )
    trees.fit(table.values, left, sample_weight=weight)
    again = Ridge(alpha=3.0).fit(
        side, z - offset - trees.predict(table.values), sample_weight=weight
    )
    trees.fit(table.values, z - offset - again.predict(side), sample_weight=weight)
    return trees.predict(later.values) + 0.15 * guideline(later, table)


METHODS = {
    "model": own,
    "bayesian ridge": bayesian_ridge,
    "damped splines": damped_splines,
    "boosted trees": boosted_trees,
}


def world_of(name, pins, seed):
    """Return a world by name."""
    return {
        "usual": lambda: World(pins=pins),
        "wrong0": lambda: World(pins=pins, guideline_corr=0.0),
        "wrong-.3": lambda: World(pins=pins, guideline_corr=-0.3),
        "mixed": lambda: mixed_world(pins, seed),
        "null": lambda: null_world(pins),
    }[name]()


def one(name, pins, seed, options):
    """Return the figures of one account."""
    account = simulate(world_of(name, pins, seed), _FIRST_SEED + seed)
    later, truth = account.later, account.later_truth
    found = {}
    if name != "null":
        found["guidelines"] = spearman(later.guidelines, truth)
        for method in options.only or METHODS:
            start = time.process_time()
            found[method] = spearman(METHODS[method](account.table, later), truth)
            found[f"cpu {method}"] = time.process_time() - start
    model = fit(account.table, METRIC)
    said = model.predictions(later.values, later.guidelines)
    columns = model.columns(later.values, later.guidelines)
    apart = columns @ model.weights - truth
    reach = 1.2815515655 * model.effect_sd(columns)
    found["rate covers"] = np.mean(
        (account.later_rate >= said.low) & (account.later_rate <= said.high)
    )
    found["effect covers"] = np.mean(np.abs(apart - apart.mean()) <= reach)
    if options.words:
        found["p <= .05"] = float(learning(account.table, METRIC).p <= 0.05)
    if options.retrain:
        found |= retraining(account.table, seed)
    half = len(later) // 2
    sides = [
        (later.values[s], later.guidelines[s])
        for s in (slice(half), slice(half, 2 * half))
    ]
    return found, better(model, *sides), truth[:half] > truth[half : 2 * half]


def retraining(table, seed):
    """Return whether a healthy challenger passes and a shuffled one is stopped."""
    champion = fit(table.take(np.arange(len(table) * 4 // 5)), METRIC)
    order = np.random.default_rng(seed).permutation(len(table))
    broken = replace(
        table, values=table.values[order], guidelines=table.guidelines[order]
    )
    healthy = compare(champion, fit(table, METRIC), table)
    shuffled = compare(champion, fit(broken, METRIC), table)
    return {
        "healthy agreement": healthy.spearman,
        "shuffled agreement": shuffled.spearman,
        "healthy promoted": float(healthy.promote),
        "shuffled stopped": float(not shuffled.promote),
    }


def report(name, pins, options):
    """Print the figures of one world and size."""
    runs = [one(name, pins, seed, options) for seed in range(options.seeds)]
    rows = [run[0] for run in runs]
    print(f"{name} world, {pins} pins, {options.seeds} accounts")
    for key in rows[0]:
        values = np.array([row[key] for row in rows])
        error = values.std() / len(values) ** 0.5
        print(f"  {key:20s} {values.mean():6.3f}  se {error:.3f}")
    if "model" in rows[0]:
        worse = np.mean([row["model"] < row["guidelines"] - 0.05 for row in rows])
        print(f"  {'worse than guidelines':20s} {worse:6.3f}")
    claimed = np.concatenate([run[1] for run in runs])
    won = np.concatenate([run[2] for run in runs])
    if name != "null":
        print("  P(A beats B)  " + "  ".join(bins(claimed, won)), flush=True)


def bins(claimed, won):
    """Yield claimed / true in ten bins of the claim."""
    for low in np.arange(0.5, 1.0, 0.1):
        sure = np.maximum(claimed, 1 - claimed)
        here = (sure >= low) & (sure < low + 0.1)
        right = np.where(claimed >= 0.5, won, ~won)
        if here.sum() > 20:
            yield f"{sure[here].mean():.2f}/{right[here].mean():.2f}"


def main():
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", default="usual")
    parser.add_argument("--pins", type=int, nargs="+", default=[50, 200, 1000, 5000])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--only", nargs="+", choices=list(METHODS))
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--retrain", action="store_true")
    options = parser.parse_args()
    with threadpool_limits(limits=1):
        for pins in options.pins:
            report(options.world, pins, options)


if __name__ == "__main__":
    main()
