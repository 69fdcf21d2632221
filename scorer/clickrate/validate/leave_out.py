"""Posterior means without a tenth of the designs each: what a few designs carry."""

from __future__ import annotations

from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import as_floats
from scorer.clickrate.fit.posterior import Posterior, refit_on
from scorer.clickrate.model.model import Model
from scorer.clickrate.validate.folds import whole_designs
from scorer.core.errors import ModelError

_TENTHS = 10


def leave_outs(
    model: Model, whole: Posterior, table: Table, metric: Metric
) -> tuple[tuple[float, ...], ...]:
    """Return the creative's posterior means, one tenth of the designs left out each.

    Args:
        model: The model of all; what words of titles and pairs add is left as it is.
        whole: Posterior of the table.
        table: One row per pin.
        metric: Which rate.
    """
    rows = table.with_known(metric)
    own = whole.layout.own
    others = model.coefficients[own.stop - 1 :]
    found = []
    for kept, _ in whole_designs(rows.designs, _TENTHS, 0):
        try:
            part = refit_on(whole, rows, metric, kept)
        except ModelError:  # few pins, or no click is left
            continue
        found.append((*as_floats(part.solution.mean[own]), *others))
    return tuple(found)
