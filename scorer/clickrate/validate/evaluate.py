"""How good a model is on pins it has not seen, compared with its baselines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Index
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import (
    MIN_PINS,
    Fit,
    Posterior,
    posterior,
    refit_on,
)
from scorer.clickrate.fit.problem import Priors
from scorer.clickrate.model.compare import normal_cdf
from scorer.clickrate.model.metrics import Bin, GuidelineSlope, Metrics, Point, Skill
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.validate.folds import Fold, forward, whole_designs
from scorer.clickrate.validate.learning import FOLDS, Fitted, learning
from scorer.clickrate.validate.power import pins_enough
from scorer.core.errors import ModelError

WHOLE, FORWARD = "whole designs", "forward, whole designs"
_FORWARD_FOLDS = 4
_CURVE_SHARES = (0.125, 0.25, 0.5, 1.0)
# Of the guideline score, either way: five residual sds are more than any account has.
_NOTHING_EXPECTED = Priors(guideline_mean=0.0, guideline_mean_few=0.0, guideline_sd=5.0)


@dataclass(frozen=True, slots=True)
class Observed:
    """What was counted, each (n,).

    Attributes:
        log_rate: Working log rates.
        residual: What boards and days leave of them.
        weight: Information of each row on its log rate.
        residual_variance: Of pin and design effects together, one number.
    """

    log_rate: Array
    residual: Array
    weight: Array
    residual_variance: float

    @property
    def shrunk(self) -> Array:
        """Return residuals shrunk by how little information their counts hold, (n,)."""
        return np.asarray(self.residual * self.weight * self.residual_variance)


@dataclass(frozen=True, slots=True)
class _HeldOut:
    """Predictions of held-out rows: the creative's part, and log rates by name.

    What was learned is the creative's part without the guideline, less its mean in
    each fold.
    """

    rows: Index
    learned: Array
    creative: Array
    guideline: Array
    log_rate: dict[str, Array]


def evaluate(
    table: Table, metric: Metric, *, whole: Posterior | None = None
) -> Metrics:
    """Return how good the model is, out of fold, compared with its baselines.

    Args:
        table: One row per pin.
        metric: Which rate.
        whole: Posterior of the table, if it is there already.

    Raises:
        ModelError: Too few pins, or no clicks.
    """
    rows = table.with_known(metric)
    models = _baselines(rows, metric, whole)
    truth = _observed(models.bare)
    folds = whole_designs(rows.designs, FOLDS, 0)
    by_design = _held_out(rows, metric, models, folds)
    is_dated = bool(np.isfinite(rows.days).any())
    newer = forward(rows.days, rows.designs, _FORWARD_FOLDS) if is_dated else ()
    ahead = _held_out(rows, metric, models, newer)
    share = _creative_share(models.full)
    learned = _learned(by_design, len(rows))
    test = learning(rows, metric, fitted=Fitted(models.full, models.plain, learned))
    median = float(np.median(rows.impressions))
    is_claimed = test.level == "learned"
    return Metrics(
        metric=str(metric),
        pins=len(rows),
        designs=rows.design_count(),
        skills=(*_skills(by_design, truth, WHOLE), *_skills(ahead, truth, FORWARD)),
        learning_test=test,
        creative_share=share,
        enough=None if is_claimed else pins_enough(share, median, len(rows)),
        curve=_learning_curve(rows, metric, models, truth) if is_dated else (),
        bins=bins(by_design.creative, by_design.rows, truth) if by_design else (),
        guideline_from_figures=_slope(rows, metric),
        titles_only=rows.titles_only,
    )


@dataclass(frozen=True, slots=True)
class _Baselines:
    """Posteriors: the model's, without features, and without guidelines too."""

    full: Posterior
    plain: Posterior
    bare: Posterior

    def refit_on(
        self, rows: Table, metric: Metric, keep: Index
    ) -> tuple[Fit, Fit, Fit]:
        """Return the same models fitted to some of the rows."""
        return (
            refit_on(self.full, rows, metric, keep),
            refit_on(self.plain, rows, metric, keep),
            refit_on(self.bare, rows, metric, keep),
        )


def _baselines(rows: Table, metric: Metric, whole: Posterior | None) -> _Baselines:
    return _Baselines(
        whole or posterior(rows, metric),
        posterior(rows, metric, features=False),
        posterior(rows.without_guidelines(), metric, features=False),
    )


def observed(rows: Table, metric: Metric) -> Observed:
    """Return what was counted, and its residuals after boards and days."""
    return _observed(posterior(rows.without_guidelines(), metric, features=False))


def _observed(bare: Fit) -> Observed:
    residual = bare.solution.residual
    variance = bare.solution.variances["pin"] + bare.solution.variances["design"]
    fitted = bare.log_rate(bare.layout)
    return Observed(fitted + residual, residual, bare.solution.weight, variance)


def bins(creative: Array, rows: Index, truth: Observed) -> tuple[Bin, ...]:
    """Return expected and observed relative rates by fifths of the estimate.

    Args:
        creative: Log effect expected of each of the rows, (m,).
        rows: Their numbers in ``truth``, (m,).
        truth: What was observed.
    """
    effect = creative - creative.mean()
    order = np.argsort(effect, kind="stable")
    weight, residual = truth.weight[rows], truth.residual[rows]
    mean = np.average(residual, weights=weight)
    return tuple(
        Bin(
            expected=float(np.exp(effect[part].mean())),
            observed=float(
                np.exp(np.average(residual[part], weights=weight[part]) - mean)
            ),
            pins=len(part),
        )
        for part in np.array_split(order, 5)
        if len(part)
    )


def _held_out(
    rows: Table, metric: Metric, models: _Baselines, folds: Iterable[Fold]
) -> _HeldOut | None:
    """Return predictions of all test rows of the folds; None where there are none."""
    usable = (fold for fold in folds if len(fold[0]) >= MIN_PINS and len(fold[1]))
    predicted = [_predict_fold(rows, metric, models, fold) for fold in usable]
    parts = [part for part in predicted if part is not None]
    if not parts:
        return None
    names = parts[0].log_rate
    return _HeldOut(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.learned for part in parts]),
        np.concatenate([part.creative for part in parts]),
        np.concatenate([part.guideline for part in parts]),
        {n: np.concatenate([part.log_rate[n] for part in parts]) for n in names},
    )


def _predict_fold(
    rows: Table, metric: Metric, models: _Baselines, fold: Fold
) -> _HeldOut | None:
    fit_rows, test_rows = fold
    try:
        fit, alone, boards = models.refit_on(rows, metric, fit_rows)
    except ModelError:  # a small fold without a click
        return None
    level = _mean_log_rate(_observed(boards))
    full, plain, bare = (
        one.layout.take(test_rows) for one in (models.full, models.plain, models.bare)
    )
    mean = fit.creative(fit.layout).mean()
    learned = fit.creative(full, guideline=False)
    return _HeldOut(
        test_rows,
        learned - learned.mean(),
        fit.creative(full) - mean,
        alone.creative(plain),
        {
            "model": fit.log_rate(full),
            "guidelines only": alone.log_rate(plain),
            "topic and time only": boards.log_rate(bare),
            "account mean": np.full(len(test_rows), level),
        },
    )


def _learned(held: _HeldOut | None, count: int) -> Array:
    """Return what was learned of all rows, (n,); 0 of those that no fold held out."""
    learned = np.zeros(count)
    if held is not None:
        learned[held.rows] = held.learned
    return learned


def _mean_log_rate(truth: Observed) -> float:
    return float(np.average(truth.log_rate, weights=truth.weight))


def _skills(held: _HeldOut | None, truth: Observed, protocol: str) -> tuple[Skill, ...]:
    """Return one line per predictor, the model first."""
    if held is None:
        return ()
    creative = {"model": held.creative, "guidelines only": held.guideline}
    shrunk = truth.shrunk[held.rows]
    weight, actual = truth.weight[held.rows], truth.log_rate[held.rows]
    baseline = (weight * (actual - held.log_rate["account mean"]) ** 2).sum()
    return tuple(
        Skill(
            name=name,
            protocol=protocol,
            spearman=spearman(creative[name], shrunk) if name in creative else None,
            deviance=float(1 - (weight * (actual - predicted) ** 2).sum() / baseline),
            lift=_lift(creative.get(name), truth, held.rows),
            pins=len(held.rows),
        )
        for name, predicted in held.log_rate.items()
    )


def _lift(creative: Array | None, truth: Observed, rows: Index) -> float:
    """Return the best fifth's rate over all pins' rate; 1 without an order."""
    if creative is None:
        return 1.0
    return bins(creative, rows, truth)[-1].observed


def _slope(rows: Table, metric: Metric) -> GuidelineSlope | None:
    """What the figures alone say of the score.

    Estimates expect the guidelines to hold: under their prior a handful of clicks
    would seem to show it.
    """
    if not np.isfinite(rows.guidelines).any():
        return None
    alone = posterior(rows, metric, features=False, priors=_NOTHING_EXPECTED)
    mean = float(alone.solution.mean[1])
    sd = float(np.sqrt(alone.solution.covariance[1, 1]))
    return GuidelineSlope(mean, sd, normal_cdf(mean / sd))


def _creative_share(whole: Posterior) -> float:
    """Return the creative's share of the variance of the true log rates."""
    creative = float(whole.creative(whole.layout).var())
    everything = float(whole.log_rate(whole.layout).var())
    residual = whole.solution.variances["pin"] + whole.solution.variances["design"]
    return creative / (everything + residual)


def _learning_curve(
    rows: Table, metric: Metric, models: _Baselines, truth: Observed
) -> tuple[Point, ...]:
    """Return the rank correlation on the newest quarter by how many pins are fitted."""
    ((older, test),) = forward(rows.days, rows.designs, 1, first=0.75)
    order = np.random.default_rng(0).permutation(older)
    points = []
    for share in _CURVE_SHARES:
        part = order[: int(share * len(order))]
        held = _held_out(rows, metric, models, [(part, test)])
        if held is not None:
            reached = spearman(held.creative, truth.shrunk[held.rows])
            points.append(Point(len(part), reached))
    return tuple(points)
