"""Two designs by one model: which is more likely to be clicked."""

from __future__ import annotations

import numpy as np

from scorer.account.data.known_numbers import known_numbers
from scorer.clickrate.model.compare import Side, probability_better
from scorer.clickrate.model.model import Model
from scorer.core.report import Report


def win_probability(model: Model, a: Report, b: Report) -> float:
    """Return the probability that design A is clicked more than design B, 0..1.

    What is common to both (account, time, topic) cancels; only the creative counts.

    Args:
        model: Of the account.
        a: Report of the first design.
        b: Report of the second.
    """
    return float(probability_better(model, _side(model, a), _side(model, b))[0])


def _side(model: Model, report: Report) -> Side:
    """Return a report as the model sees it."""
    score = report.score.guidelines if report.score else None
    scores = np.array([np.nan if score is None else score], dtype=float)
    known = model.with_words(known_numbers(report), report.pin.title)
    return model.feature_row(known), scores
