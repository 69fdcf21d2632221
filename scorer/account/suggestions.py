"""Changes that went with more clicks among the account's own pins."""

from __future__ import annotations

import math

from scorer.clickrate.model.counterfactual import Move, moves
from scorer.clickrate.model.model import Model
from scorer.core.report import Estimate, Gain, Report, Suggestion
from scorer.features import label, measures, told

_MOST = 3


def suggestions(
    model: Model, report: Report, estimate: Estimate
) -> tuple[Suggestion, ...]:
    """Return the surest changes that the model knows, best first.

    Only what a designer can change, only within what the account's pins cover. A gain
    is what half of the correlation would be worth, as a difference of the rate.
    """
    values = {name: quantity.value for name, quantity in report.features.items()}
    found = moves(model, values, changeable())
    return tuple(_suggestion(move, estimate) for move in found[:_MOST])


def changeable() -> frozenset[str]:
    """Return the features that a designer can change by editing the pin."""
    return frozenset(name for name, meaning in measures().items() if meaning.changeable)


def _suggestion(move: Move, estimate: Estimate) -> Suggestion:
    way = told(move.feature, move.now, move.then, between=" towards ")
    low, high = (100 * math.expm1(effect) for effect in (move.cautious, move.effect))
    change = (
        f"{label(move.feature)}: from {way}. Your pins there did better by "
        f"{low:.0f} to {high:.0f} % (a correlation)"
    )
    worth = estimate.rate * math.expm1(move.cautious)
    return Suggestion(change, Gain(guidelines=0.0, estimate=worth))
