"""An evaluation in words, as rows of a table and as curves."""

from __future__ import annotations

import numpy as np

from scorer.account.evaluation.calibration import Effect
from scorer.account.evaluation.plots import curve
from scorer.clickrate.model.learning_test import LearningTest
from scorer.clickrate.model.metrics import GuidelineSlope, Metrics
from scorer.features import format_values, label


def picture(effect: Effect) -> str:
    """Return the curve of an effect as SVG."""
    points = [(x, float(np.exp(y))) for x, y in effect.points]
    ends = (points[0][0], points[-1][0])
    return curve(
        label(effect.feature),
        points,
        x_label=format_values(effect.feature, *ends, separator=" to "),
        y_label="times the median's rate",
    )


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
    """Return in words what was learned, whether the guidelines hold, what is enough."""
    slope = metrics.guideline
    curve = ", ".join(f"{p.spearman:.2f} at {p.pins}" for p in metrics.curve)
    return (
        _learned(metrics.learning_test),
        *([_holds(slope)] if slope else []),
        f"the creative holds {100 * metrics.creative_share:.0f} % of what can be "
        f"explained{_enough(metrics)}",
        *([f"learning curve, forward in time: {curve}"] if curve else []),
    )


def _learned(test: LearningTest) -> str:
    """Return the words with the p of both tests, for this one rate and choice."""
    ahead = test.forward_p
    forward = "" if ahead is None else f", forward in time p = {ahead:.3f}"
    return f"{test.words} (p = {test.p:.3f}{forward}; of this rate and these features)"


def _enough(metrics: Metrics) -> str:
    if metrics.enough is None:
        return ""
    return (
        f"; about {metrics.enough} pins would be enough to prove learning in 8 of 10 "
        f"such accounts ({metrics.pins} are there)"
    )


def _holds(slope: GuidelineSlope) -> str:
    return (
        f"the guideline score helps on this account with probability "
        f"{slope.probability:.2f} (x{np.exp(slope.mean):.2f} per standard deviation)"
    )
