"""Finished reports given a model's estimate, beside the guideline score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from scorer.account.data.provenance import units, versions
from scorer.account.suggestions import suggestions
from scorer.clickrate.model import store
from scorer.clickrate.model.model import Model
from scorer.core.report import Report
from scorer.features import label


def estimator(folder: Path) -> Callable[[Report], Report]:
    """Return the function that gives reports the estimate of a stored model.

    Raises:
        ModelError: If the model cannot be used, before the first pin is opened.
    """
    model = store.load(folder)
    require_compatible(model)
    return partial(with_estimate, model=model)


def require_compatible(model: Model) -> None:
    """Refuse a model that was trained on other measurements than are made here.

    Raises:
        ModelError: If feature names, units or family versions differ; shows both.
    """
    store.require_compatible(model, units(), versions(model.names))


def with_estimate(report: Report, model: Model) -> Report:
    """Return a report with the model's estimate and advice; a failed one stays."""
    if report.score is None:
        return report
    estimate = model.estimate(report.numbers(), report.score.guidelines, label)
    if model.simulated:
        notices = ("from a model of a simulated account", *estimate.notices)
        estimate = replace(estimate, notices=notices)
    more = suggestions(model, report, estimate)
    return replace(
        report,
        score=replace(report.score, estimate=estimate),
        advice=(*(each for each in report.advice if each.guideline), *more),
    )
