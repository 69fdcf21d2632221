"""Training: fit, evaluate, and let the test choose the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import build_model
from scorer.clickrate.fit.posterior import Posterior, posterior
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.model import Model
from scorer.clickrate.validate.evaluate import evaluate
from scorer.clickrate.validate.leave_out import leave_outs


def train(
    table: Table,
    metric: Metric,
    *,
    versions: Mapping[str, str] | None = None,
    whole: Posterior | None = None,
) -> tuple[Model, Metrics]:
    """Return the model of a rate with the words it may use, and its evaluation.

    Args:
        table: One row per pin.
        metric: Which rate.
        versions: Of feature families and the program, kept in the model.
        whole: Posterior of the table, if it is there already.

    Raises:
        ModelError: Fewer than 20 pins, or no clicks at all.
    """
    whole = whole or posterior(table, metric)
    model = build_model(whole, table, metric, versions or {})
    metrics = evaluate(table, metric, whole=whole)
    others = leave_outs(model, whole, table, metric)
    test = metrics.learning_test
    return replace(model, learning_test=test, leave_outs=others), metrics
