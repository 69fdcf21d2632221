"""An evaluation in words, as rows of a table and as curves."""

from __future__ import annotations

import numpy as np

from scorer.clickrate.data.target import clicks_of
from scorer.clickrate.model.metrics import GuidelineSlope, Metrics
from scorer.core.units import counted


def results(metrics: Metrics) -> tuple[tuple[str, str, str, str], ...]:
    """Return predictor, protocol, rank correlation and lift, as rows of a table."""
    return tuple(
        (
            skill.name,
            skill.protocol,
            "-" if skill.spearman is None else f"{skill.spearman:.3f}",
            f"{skill.lift:.2f}",
        )
        for skill in metrics.skills
    )


def verdict(metrics: Metrics) -> tuple[str, ...]:
    """Return what was learned, on what that rests, and what would be enough.

    The first sentence is one that a person can repeat; card, terminal and page say it.
    """
    slope = metrics.guideline_from_figures
    return (
        headline(metrics),
        rests_on(metrics),
        *([_holds(slope, clicks_of(metrics.metric))] if slope else []),
        *filter(None, [enough(metrics)]),
    )


def headline(metrics: Metrics) -> str:
    """Return the answer in one sentence."""
    test, pins = metrics.learning_test, counted(metrics.pins, "pin")
    if test.level == "learned":
        return (
            f"From {pins}: yes, your {metrics.subject} explain "
            f"{share_in_words(metrics)} of what can be explained about your "
            f"{clicks_of(metrics.metric)}"
        )
    if test.level == "early":
        return (
            f"From {pins}: perhaps. There are first signs of what works, no proof yet"
        )
    if test.level == "past":
        return (
            f"From {pins}: it was so, but not in your newest pins. What worked in the "
            "past may have changed"
        )
    stays = (
        "stay close to your average"
        if metrics.titles_only
        else "mostly follow the guideline score"
    )
    return (
        f"From {pins}: not yet. Your figures do not show which {metrics.subject} "
        f"work, so estimates {stays}"
    )


# Shares as people say them, by the middle between neighbors.
_SHARES = (
    (0.05, "next to nothing"),
    (0.15, "about a tenth"),
    (0.225, "about a fifth"),
    (0.29, "about a quarter"),
    (0.4, "about a third"),
    (0.58, "about half"),
    (0.7, "about two thirds"),
    (0.85, "about three quarters"),
    (1.01, "nearly all"),
)


def share_in_words(metrics: Metrics) -> str:
    """Return the share of the explainable that the designs hold, as a person says it.

    Example:
        >>> from scorer.clickrate.model.learning_test import LearningTest
        >>> share_in_words(Metrics("save_rate", 9, 9, (), LearningTest(), 0.5, 0))
        'about half'
    """
    share = metrics.creative_share
    return next(words for limit, words in _SHARES if share < limit)


# From where on the figures are said to bear the guidelines out.
_SURE = 0.9
_MAY_CHANGE = (
    "What works can change: train again with newer figures to see whether it still does"
)


def rests_on(metrics: Metrics) -> str:
    """Return how often luck alone would do as well, as the tests found.

    And what keeps it from being a plain yes, or may do so later.
    """
    test = metrics.learning_test
    reasons = {"early": test.words, "past": test.words, "learned": _MAY_CHANGE}
    reason = reasons.get(test.level, "")
    return ". ".join(
        each[:1].upper() + each[1:] for each in (_by_chance(test.p), reason) if each
    )


def _by_chance(p: float) -> str:
    if p <= 0.0015:
        return (
            "Tested on pins it had not seen. With the same figures shuffled, where "
            "there is nothing to learn, luck never did as well in 1,000 tries"
        )
    times = max(1, round(100 * p))
    return (
        "Tested on pins it had not seen. With the same figures shuffled, where there "
        f"is nothing to learn, luck did as well {_times(times)} in 100 tries"
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def enough(metrics: Metrics) -> str:
    """Return how many pins would be enough, "" where none are or it cannot be told."""
    if not metrics.enough or metrics.learning_test.lacks_days:
        return ""
    return (
        f"About {metrics.enough:,} pins are enough to see it in 8 of 10 such accounts; "
        f"you have {metrics.pins:,}"
    )


def _holds(slope: GuidelineSlope, clicks: str) -> str:
    percent = abs(round(100 * np.expm1(slope.mean)))
    better = "pins scored better than five in six of yours get"
    if slope.probability >= _SURE:
        return (
            f"Your own figures bear the guidelines out ({_sure(slope.probability)}): "
            f"{better} {percent} % more {clicks} than middling ones"
        )
    if slope.probability <= 1 - _SURE:
        return (
            "Your own figures go against the guidelines "
            f"({_sure(1 - slope.probability)}): "
            f"{better} {percent} % fewer {clicks} than middling ones"
        )
    return (
        "Your own figures do not show yet whether pins with better guideline scores "
        f"get more {clicks}"
    )


def _sure(probability: float) -> str:
    return f"{min(99, round(100 * probability))} % sure"
