"""Other ways to learn from the same rows, each tuned on accounts of other seeds.

    python -m benchmarks.model.competitors --pins 200 1000 --seeds 6

prints the grids from which the settings below were chosen. All of them have guideline
scores, boards and days, and weights that saturate.
"""

from __future__ import annotations

import argparse
from itertools import product

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import BayesianRidge, Ridge
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import SplineTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.model.terms.basis import curve
from scorer.clickrate.model.terms.columns import stack_curves
from tests.support.simulator import World, simulate

METRIC = Metric.PIN_CLICK_RATE
_SPREAD = 0.25
_TUNING_SEED = 60_000
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
# Splines: knots, and how much a unit of the guideline is trusted before the data.
SPLINES = {"knots": 3, "offset": 0.2}
# Trees: rounds a pin, their rate and depth, pins a leaf at least, guideline's offset.
TREES = {"rounds": 0.3, "rate": 0.08, "depth": 1, "leaf": 10, "offset": 0.15}
GRIDS = {
    "damped splines": {"knots": (3, 4, 6), "offset": (0.12, 0.2)},
    "boosted trees": {
        "rounds": (0.15, 0.3),
        "rate": (0.04, 0.08),
        "depth": (1, 3),
        "leaf": (10,),
        "offset": (0.15,),
    },
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
    """Return standardized guideline scores; 0 where pins have none."""
    known = like.guidelines[np.isfinite(like.guidelines)]
    if not len(known) or known.std() == 0:
        return np.zeros(len(table))
    return np.nan_to_num((table.guidelines - known.mean()) / known.std())


def own(table, later):
    """Return this project's estimate."""
    model = fit(table, METRIC)
    return model.creative(later.in_order(model.names), later.guidelines)


def bayesian_ridge(table, later):
    """Return scikit-learn's Bayesian ridge: splines, controls, guideline offset."""
    shapes = [curve(n, "", table.values[:, j]) for j, n in enumerate(table.names)]
    kept = [j for j, shape in enumerate(shapes) if shape is not None]
    shapes = [shapes[j] for j in kept]
    scale = np.array(
        [0.3 if kind == "bend" else 1.0 for s in shapes for kind in s.kinds]
    )
    mine = stack_curves(shapes).basis(table.values[:, kept]) * scale
    theirs = stack_curves(shapes).basis(later.values[:, kept]) * scale
    z, weight = response(table)
    offset = 0.15 * guideline(table, table)
    extra = 0.5 * guideline(table, table)[:, None]
    matrix = np.column_stack([mine, extra, 2 * controls(table)])
    model = BayesianRidge(**RIDGE)
    model.fit(matrix, z - offset, sample_weight=weight)
    split = mine.shape[1]
    late = guideline(later, table)
    return theirs @ model.coef_[:split] + (0.15 + 0.5 * model.coef_[split]) * late


def filled(table, like):
    """Return values with the median where there is none."""
    middle = np.nanmedian(like.values, axis=0)
    return np.where(np.isnan(table.values), middle, table.values)


def damped_splines(table, later, setting=None):
    """Return penalised splines with controls, strength by whole-design folds."""
    chosen = setting or SPLINES
    spline = SplineTransformer(n_knots=chosen["knots"], degree=2, knots="quantile")
    scaler = StandardScaler()
    mine = scaler.fit_transform(spline.fit_transform(filled(table, table))) * 0.4
    theirs = scaler.transform(spline.transform(filled(later, table))) * 0.4
    z, weight = response(table)
    offset = chosen["offset"] * guideline(table, table)
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
    return theirs @ model.coef_[: mine.shape[1]] + chosen["offset"] * guideline(
        later, table
    )


def boosted_trees(table, later, setting=None):
    """Return boosted trees on what controls and guideline leave, damped weights."""
    chosen = setting or TREES
    z, weight = response(table)
    offset = chosen["offset"] * guideline(table, table)
    side = controls(table)
    first = Ridge(alpha=3.0).fit(side, z - offset, sample_weight=weight)
    left = z - offset - first.predict(side)
    rounds = int(np.clip(len(table) * chosen["rounds"], 20, 350))
    trees = HistGradientBoostingRegressor(
        learning_rate=chosen["rate"],
        max_iter=rounds,
        max_depth=chosen["depth"],
        min_samples_leaf=max(chosen["leaf"], len(table) // 60),
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
    return trees.predict(later.values) + chosen["offset"] * guideline(later, table)


METHODS = {
    "model": own,
    "bayesian ridge": bayesian_ridge,
    "damped splines": damped_splines,
    "boosted trees": boosted_trees,
}


def main():
    """Print what each setting of the grids reaches on the tuning seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pins", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--seeds", type=int, default=6)
    given = parser.parse_args()
    for name, grid in GRIDS.items():
        for values in product(*grid.values()):
            setting = dict(zip(grid, values, strict=True))
            print(name, setting, *reached(name, setting, given), flush=True)


def reached(name, setting, given):
    """Yield the mean rank correlation at each number of pins."""
    for pins in given.pins:
        scores = []
        for seed in range(given.seeds):
            account = simulate(World(pins=pins, later=500), _TUNING_SEED + seed)
            with threadpool_limits(limits=1):
                said = METHODS[name](account.table, account.later, setting)
            scores.append(spearman(said, account.later_truth))
        yield f"{np.mean(scores):.3f}"


if __name__ == "__main__":
    main()
