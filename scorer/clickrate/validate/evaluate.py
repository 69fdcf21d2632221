"""How good a model is on pins it has not seen, beside what is known without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import MIN_PINS, Posterior, posterior, refitted
from scorer.clickrate.model.compare import normal
from scorer.clickrate.model.metrics import Bin, GuidelineSlope, Metrics, Point, Skill
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.validate.folds import Fold, forward, whole_designs
from scorer.clickrate.validate.learning import learning
from scorer.clickrate.validate.power import pins_enough
from scorer.core.errors import ModelError

Array = NDArray[np.float64]

WHOLE, FORWARD = "whole designs", "forward, whole designs"
_FOLDS, _FORWARD_FOLDS = 5, 4
_CURVE_SHARES = (0.125, 0.25, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Truth:
    """What rows say of themselves: log rates, what boards and days leave, trust."""

    log_rate: Array
    leftover: Array
    weight: Array
    spread: float

    @property
    def shrunk(self) -> Array:
        """Return leftovers shrunk by how little their counts say, (n,)."""
        return np.asarray(self.leftover * self.weight * self.spread)


@dataclass(frozen=True, slots=True)
class _Held:
    """Predictions of held-out rows: the creative's part, and log rates by name."""

    rows: NDArray[np.intp]
    creative: Array
    guideline: Array
    log_rate: dict[str, Array]


def evaluate(
    table: Table, metric: Metric, *, found: Posterior | None = None
) -> Metrics:
    """Return how good the model is, out of fold, beside its baselines.

    Args:
        table: One row per pin.
        metric: Which rate.
        found: Posterior of the table, if it is there already.

    Raises:
        ModelError: Too few pins, or no clicks.
    """
    rows = table.has(metric)
    three = _three(rows, metric, found)
    truth = _truth(three.bare)
    folds = whole_designs(rows.designs, _FOLDS, 0)
    whole = _held(rows, metric, three, folds)
    is_dated = bool(np.isfinite(rows.days).any())
    newer = forward(rows.days, rows.designs, _FORWARD_FOLDS) if is_dated else ()
    ahead = _held(rows, metric, three, newer)
    share = _creative_share(three.full)
    return Metrics(
        metric=str(metric),
        pins=len(rows),
        designs=rows.design_count(),
        skills=(*_skills(whole, truth, WHOLE), *_skills(ahead, truth, FORWARD)),
        learnt=learning(rows, metric, found=three.full),
        guideline=_slope(three.full) if np.isfinite(rows.guidelines).any() else None,
        creative_share=share,
        enough=pins_enough(share, float(np.median(rows.impressions))),
        curve=_curve(rows, metric, three, truth) if is_dated else (),
        bins=bins(whole.creative, whole.rows, truth) if whole else (),
    )


@dataclass(frozen=True, slots=True)
class _Three:
    """Posteriors of all rows: the model's, without features, without guidelines."""

    full: Posterior
    plain: Posterior
    bare: Posterior

    def of(self, rows: Table, metric: Metric, keep: NDArray[np.intp]) -> _Three:
        """Return the same three of some of the rows."""
        each = (self.full, self.plain, self.bare)
        return _Three(*(refitted(one, rows, metric, keep) for one in each))


def _three(rows: Table, metric: Metric, found: Posterior | None) -> _Three:
    return _Three(
        found or posterior(rows, metric),
        posterior(rows, metric, features=False),
        posterior(rows.without_guidelines(), metric, features=False),
    )


def observed(rows: Table, metric: Metric) -> Truth:
    """Return what rows say once boards and days are taken off."""
    return _truth(posterior(rows.without_guidelines(), metric, features=False))


def _truth(bare: Posterior) -> Truth:
    leftover = bare.solution.residual
    spread = bare.solution.spreads["pin"] + bare.solution.spreads["design"]
    fitted = bare.log_rate(bare.layout)
    return Truth(fitted + leftover, leftover, bare.solution.weight, spread)


def bins(creative: Array, rows: NDArray[np.intp], truth: Truth) -> tuple[Bin, ...]:
    """Return expected and observed relative rates by fifths of the estimate."""
    effect = creative - creative.mean()
    order = np.argsort(effect, kind="stable")
    weight, leftover = truth.weight[rows], truth.leftover[rows]
    middle = np.average(leftover, weights=weight)
    return tuple(
        Bin(
            expected=float(np.exp(effect[part].mean())),
            observed=float(
                np.exp(np.average(leftover[part], weights=weight[part]) - middle)
            ),
            pins=len(part),
        )
        for part in np.array_split(order, 5)
        if len(part)
    )


def _held(
    rows: Table, metric: Metric, three: _Three, folds: Iterable[Fold]
) -> _Held | None:
    """Return predictions of all test rows of the folds; None where there are none."""
    usable = (fold for fold in folds if len(fold[0]) >= MIN_PINS and len(fold[1]))
    parts = [_one(rows, metric, three, fold) for fold in usable]
    found = [part for part in parts if part is not None]
    if not found:
        return None
    names = found[0].log_rate
    return _Held(
        np.concatenate([part.rows for part in found]),
        np.concatenate([part.creative for part in found]),
        np.concatenate([part.guideline for part in found]),
        {n: np.concatenate([part.log_rate[n] for part in found]) for n in names},
    )


def _one(rows: Table, metric: Metric, three: _Three, fold: Fold) -> _Held | None:
    fit_rows, test_rows = fold
    try:
        fits = three.of(rows, metric, fit_rows)
    except ModelError:  # a small fold without a click
        return None
    level = _mean(_truth(fits.bare))
    full, plain, bare = (
        one.layout.take(test_rows) for one in (three.full, three.plain, three.bare)
    )
    middle = fits.full.creative(fits.full.layout).mean()
    return _Held(
        test_rows,
        fits.full.creative(full) - middle,
        fits.plain.creative(plain),
        {
            "model": fits.full.log_rate(full),
            "guidelines only": fits.plain.log_rate(plain),
            "topic and time only": fits.bare.log_rate(bare),
            "account mean": np.full(len(test_rows), level),
        },
    )


def _mean(truth: Truth) -> float:
    return float(np.average(truth.log_rate, weights=truth.weight))


def _skills(held: _Held | None, truth: Truth, protocol: str) -> tuple[Skill, ...]:
    """Return one line per predictor, the model first."""
    if held is None:
        return ()
    creative = {"model": held.creative, "guidelines only": held.guideline}
    shrunk = truth.shrunk[held.rows]
    weight, actual = truth.weight[held.rows], truth.log_rate[held.rows]
    worst = (weight * (actual - held.log_rate["account mean"]) ** 2).sum()
    return tuple(
        Skill(
            name=name,
            protocol=protocol,
            spearman=spearman(creative[name], shrunk) if name in creative else None,
            deviance=float(1 - (weight * (actual - said) ** 2).sum() / worst),
            lift=_lift(creative.get(name), truth, held.rows),
            pins=len(held.rows),
        )
        for name, said in held.log_rate.items()
    )


def _lift(creative: Array | None, truth: Truth, rows: NDArray[np.intp]) -> float:
    """Return the best fifth's rate over all pins' rate; 1 without an order."""
    if creative is None:
        return 1.0
    return bins(creative, rows, truth)[-1].observed


def _slope(found: Posterior) -> GuidelineSlope:
    mean = float(found.solution.mean[1])
    sd = float(np.sqrt(found.solution.covariance[1, 1]))
    return GuidelineSlope(mean, sd, normal(mean / sd))


def _creative_share(found: Posterior) -> float:
    """Return the creative's share of the variance of the true log rates."""
    creative = float(found.creative(found.layout).var())
    everything = float(found.log_rate(found.layout).var())
    luck = found.solution.spreads["pin"] + found.solution.spreads["design"]
    return creative / (everything + luck)


def _curve(
    rows: Table, metric: Metric, three: _Three, truth: Truth
) -> tuple[Point, ...]:
    """Return the rank correlation on the newest quarter by how many pins are learnt."""
    ((older, test),) = forward(rows.days, rows.designs, 1, first=0.75)
    order = np.random.default_rng(0).permutation(older)
    points = []
    for share in _CURVE_SHARES:
        part = order[: int(share * len(order))]
        held = _held(rows, metric, three, [(part, test)])
        if held is not None:
            reached = spearman(held.creative, truth.shrunk[held.rows])
            points.append(Point(len(part), reached))
    return tuple(points)
