"""Has the model learned anything? A permutation test that gates the words."""

from __future__ import annotations

import numpy as np

from scorer.clickrate.arrays import Array
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import Posterior, posterior, refit_on
from scorer.clickrate.model.model import NOT_YET, LearningTest
from scorer.clickrate.validate.folds import whole_designs
from scorer.core.errors import ModelError

_FOLDS, _SHUFFLES = 5, 1000
_SURE, _EARLY = 0.05, 0.20
_REPEATS_ROWS = 3000  # repeat the folds on small tables until about so many rows
PROVABLE_PINS = 100
# Out of fold each pair of designs counts twice (each predicts the other), while
# shuffles hold the score fixed: on null accounts z has an sd of 1.3 to 1.5, a mean of
# -0.3 to -0.7. Widened by this, 3 to 7 % of 30 fall below p = .05.
_WIDEN = 1.2


def learning(
    table: Table, metric: Metric, *, seed: int = 0, whole: Posterior | None = None
) -> LearningTest:
    """Return whether what was learned holds on designs that were held out.

    The learned part of the score, without the guideline, is correlated out of fold with
    what boards, days and guideline leave unexplained; p by shuffling whole designs.

    Args:
        table: One row per pin.
        metric: Which rate.
        seed: Of folds and shuffles.
        whole: Posterior of the table, if it is there already.

    Raises:
        ModelError: Too few pins.
    """
    rows = table.with_known(metric)
    whole = whole or posterior(rows, metric)
    plain = posterior(rows, metric, features=False)
    repeats = int(np.clip(_REPEATS_ROWS // len(rows), 1, 4))
    learned = np.zeros(len(rows))
    for number in range(repeats):
        learned += out_of_fold(whole, rows, metric, seed + number) / repeats
    p = _p_value(plain, rows, learned, seed)
    return LearningTest(p, *words(p, len(rows)))


def words(p: float, pins: int) -> tuple[str, str]:
    """Return the level of learning and the sentence that may be said of it."""
    if p <= _SURE:
        return "learned", f"learned from {pins} of your pins"
    if p <= _EARLY:
        return "early", f"early signs in your {pins} pins, not proof yet"
    if pins < PROVABLE_PINS:
        return "not-yet", f"{NOT_YET} (with {pins} pins proof is out of reach)"
    return "not-yet", NOT_YET


def out_of_fold(whole: Posterior, rows: Table, metric: Metric, seed: int) -> Array:
    """Return the learned part, without the guideline, of held-out designs, (n,)."""
    learned = np.zeros(len(rows))
    for fit_rows, test_rows in whole_designs(rows.designs, _FOLDS, seed):
        if not len(test_rows):  # fewer designs than folds
            continue
        try:
            fit = refit_on(whole, rows, metric, fit_rows)
        except ModelError:  # a small account's fold: nothing is learned from it
            continue
        part = fit.creative(whole.layout.take(test_rows), guideline=False)
        learned[test_rows] = part - part.mean()
    return learned


def _p_value(plain: Posterior, rows: Table, learned: Array, seed: int) -> float:
    """Return the share of shuffles of designs that do as well."""
    weight, residual = plain.solution.weight, plain.solution.residual
    controls = plain.layout.matrix * np.sqrt(weight)[:, None]
    pair = np.column_stack([residual, learned])
    slopes = np.linalg.lstsq(controls, pair * np.sqrt(weight)[:, None], rcond=None)[0]
    pair = pair - plain.layout.matrix @ slopes
    _, code = np.unique(rows.designs, return_inverse=True)
    code = code.ravel()
    weighted_sum = np.bincount(code, weight * pair[:, 0])
    total = np.bincount(code, weight)
    score = np.bincount(code, weight * pair[:, 1]) / total
    # A design's effect is shared by its rows: shrink, or few designs with many rows
    # dominate.
    shrunk = weighted_sum / (1 + plain.solution.variances["design"] * total)
    if score.std() < 1e-12:
        return 1.0
    rng = np.random.default_rng(seed)
    null = np.array([shrunk @ rng.permutation(score) for _ in range(_SHUFFLES)])
    widened = null.mean() + _WIDEN * (null - null.mean())
    return float((1 + (widened >= shrunk @ score).sum()) / (1 + _SHUFFLES))
