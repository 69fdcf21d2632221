"""Two designs before one model: which is likelier to be clicked, and what if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from scorer.clickrate.compare import Side, better
from scorer.clickrate.model import Model
from scorer.core.errors import ModelError
from scorer.core.report import Report
from scorer.core.settings import nearest
from scorer.core.units import Quantity
from scorer.history.estimating import estimated


def chance(model: Model, a: Report, b: Report) -> float:
    """Return the probability that design A is clicked more than design B, 0..1.

    What is common to both (account, time, topic) cancels; only the creative counts.
    """
    return float(better(model, _side(model, a), _side(model, b))[0])


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


def _side(model: Model, report: Report) -> Side:
    """Return a report as the model sees it."""
    found = {name: quantity.value for name, quantity in report.features.items()}
    score = report.score.guidelines if report.score else None
    return model.row(found), np.array([np.nan if score is None else score], dtype=float)
