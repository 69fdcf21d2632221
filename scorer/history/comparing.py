"""Two designs before one model: which is likelier to be clicked, and what if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import NormalDist

import numpy as np

from scorer.clickrate.model import Model
from scorer.core.errors import ModelError
from scorer.core.report import Report
from scorer.core.settings import nearest
from scorer.core.units import Quantity
from scorer.history.estimating import estimated


def better(model: Model, a: Report, b: Report) -> float:
    """Return the probability that design A is clicked more than design B, 0..1.

    What is common to both (account, time, topic) cancels; only the creative counts.
    """
    gap = _columns(model, a) - _columns(model, b)
    spread = float(model.effect_sd(gap)[0])
    effect = float((gap @ model.weights)[0])
    if spread == 0:
        return 0.5
    return NormalDist().cdf(effect / spread)


def what_if(model: Model, report: Report, changes: Mapping[str, float]) -> Report:
    """Return a report with some numbers replaced and the model's new estimate.

    Raises:
        ModelError: The model has no such feature.
    """
    features = dict(report.features)
    for name, value in changes.items():
        if name not in model.names:
            raise ModelError(
                f"the model knows no feature {name!r}", hint=nearest(name, model.names)
            )
        known = features.get(name, Quantity(value))
        features[name] = replace(known, value=value)
    return estimated(replace(report, features=features), model)


def _columns(
    model: Model, report: Report
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    found = {name: quantity.value for name, quantity in report.features.items()}
    score = report.score.guidelines if report.score else None
    given = np.array([np.nan if score is None else score], dtype=float)
    return model.columns(model.row(found), given)
