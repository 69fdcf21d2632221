"""An evaluation in words, as rows of a table and as curves."""

from __future__ import annotations

import numpy as np

from scorer.account.evaluation.calibration import Effect
from scorer.account.evaluation.plots import curve
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
        f"{metrics.learning_test.words} (p = {metrics.learning_test.p:.3f})",
        *([_holds(slope)] if slope else []),
        f"the creative holds {100 * metrics.creative_share:.0f} % of what can be "
        f"explained; about {metrics.enough} pins would be enough to prove learning "
        f"in 8 of 10 such accounts ({metrics.pins} are there)",
        *([f"learning curve, forward in time: {curve}"] if curve else []),
    )


def _holds(slope: GuidelineSlope) -> str:
    return (
        f"the guideline score helps on this account with probability "
        f"{slope.probability:.2f} (x{np.exp(slope.mean):.2f} per standard deviation)"
    )
