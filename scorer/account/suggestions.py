"""Changes that went with more clicks among the account's own pins."""

from __future__ import annotations

import math

from scorer.clickrate.model.counterfactual import Change, improvements
from scorer.clickrate.model.model import Model
from scorer.core.report import Estimate, Gain, Report, Suggestion
from scorer.features import format_values, label, measures

_MOST = 3


def suggestions(
    model: Model, report: Report, estimate: Estimate
) -> tuple[Suggestion, ...]:
    """Return the changes that the model is surest of, best first.

    Only what a designer can change, only within what the account's pins cover. A gain
    is what half of the correlation would be worth, as a difference of the rate.
    """
    found = improvements(model, report.numbers(), changeable())
    return tuple(_suggestion(change, estimate) for change in found[:_MOST])


def changeable() -> frozenset[str]:
    """Return the features that a designer can change by editing the pin."""
    return frozenset(name for name, meaning in measures().items() if meaning.changeable)


def _suggestion(change: Change, estimate: Estimate) -> Suggestion:
    values = format_values(
        change.feature, change.current, change.proposed, separator=" towards "
    )
    low, high = (
        100 * math.expm1(effect) for effect in (change.cautious, change.effect)
    )
    sentence = (
        f"{label(change.feature)}: from {values}. Your pins there did better by "
        f"{low:.0f} to {high:.0f} % (a correlation)"
    )
    worth = estimate.rate * math.expm1(change.cautious)
    return Suggestion(sentence, Gain(guidelines=0.0, estimate=worth))
