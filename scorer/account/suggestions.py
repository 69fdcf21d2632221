"""Changes that went with more clicks among the account's own pins."""

from __future__ import annotations

import math
from itertools import islice

from scorer.account.data.known_numbers import known_numbers
from scorer.account.rejudged import fails_then
from scorer.clickrate.model.counterfactual import Change, improvements
from scorer.clickrate.model.model import Model
from scorer.core.report import Estimate, Gain, Report, Suggestion
from scorer.features import format_values, label, measures

_MOST = 3
_ADVISING = ("learned", "early")


def suggestions(
    model: Model, report: Report, estimate: Estimate
) -> tuple[Suggestion, ...]:
    """Return the changes that the model is surest of, best first.

    Only what a designer can change, only within what the account's pins cover, never
    what a guideline would then fail, and nothing where the account shows no learning or
    its newest pins do not. A gain is the posterior mean of what the change is worth, as
    a difference of the rate.

    Args:
        model: Of the account.
        report: Of the pin.
        estimate: What that model expects of it.

    Returns:
        Three at most.
    """
    if model.learning_test.level not in _ADVISING:
        return ()
    found = (
        change
        for change in improvements(model, known_numbers(report), changeable())
        if not fails_then(report, change.feature, change.proposed)
    )
    return tuple(_suggestion(each, estimate) for each in islice(found, _MOST))


def changeable() -> frozenset[str]:
    """Return the features that a designer can change by editing the pin."""
    return frozenset(name for name, meaning in measures().items() if meaning.changeable)


def _suggestion(change: Change, estimate: Estimate) -> Suggestion:
    values = format_values(
        change.feature, change.current, change.proposed, separator=" towards "
    )
    worth, low, high = (
        math.expm1(effect) for effect in (change.effect, change.low, change.high)
    )
    sentence = (
        f"{label(change.feature)}: from {values}. Your pins there did better, by about "
        f"{100 * worth:.0f} % (8 in 10: {100 * low:.0f} to {100 * high:.0f} %); such a "
        f"change helps {_out_of_ten(change.probability)} times in 10 (a correlation)"
    )
    gain = Gain(
        guidelines=0.0,
        estimate=estimate.rate * worth,
        low=estimate.rate * low,
        high=estimate.rate * high,
        probability=change.probability,
    )
    return Suggestion(sentence, gain)


def _out_of_ten(probability: float) -> str:
    """Return a probability as a person says it, of ten: never all of them."""
    about = round(10 * probability)
    return f"about {about}" if about < 10 else "more than 9"
