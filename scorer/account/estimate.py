"""Finished reports given a model's estimate, beside the guideline score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from scorer.account.data.known_numbers import known_numbers
from scorer.account.data.provenance import units, versions
from scorer.account.suggestions import suggestions
from scorer.clickrate.model import store
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.terms.placement import Placement
from scorer.core.errors import ModelError
from scorer.core.report import Estimate, Report
from scorer.core.storage.codec import from_json, to_json
from scorer.core.storage.mistakes import first_mistake
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
    """Return a report with the model's estimate and advice; a failed one stays.

    Raises:
        ModelError: The model's numbers make a rate that none can be.
    """
    if report.score is None:
        return report
    with np.errstate(all="ignore"):  # the answer is checked
        estimate = model.estimate(
            model.with_words(known_numbers(report), report.pin.title),
            report.score.guidelines,
            label,
            placed(model, report),
        )
    _require_sound(estimate)
    if model.simulated:
        notices = ("from a model of a simulated account", *estimate.notices)
        estimate = replace(estimate, notices=notices)
    more = suggestions(model, report, estimate)
    return replace(
        report,
        score=replace(report.score, estimate=estimate),
        advice=(*(each for each in report.advice if each.guideline), *more),
    )


def placed(model: Model, report: Report, today: date | None = None) -> Placement:
    """Return the board that a report names and the days since the model's last pin.

    Args:
        model: The model.
        report: Of the pin.
        today: When it is published; today if None.
    """
    day = (today or datetime.now(UTC).date()).toordinal()
    last = model.span.last_day
    age = max(day - last, 0.0) if last else np.nan
    return Placement((report.pin.board,), np.array([age]))


def _require_sound(estimate: Estimate) -> None:
    """Refuse an estimate beyond its own bounds: each number of a model was possible."""
    try:
        from_json(Estimate, to_json(estimate))
    except ValidationError as cause:
        raise ModelError(
            f"the model's estimate cannot be: {first_mistake(cause)}",
            hint="train again, or go back with scorer train --rollback",
            code="damaged-model",
        ) from cause
