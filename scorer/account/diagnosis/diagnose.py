"""The account's funnel diagnosed: which pins lose people where, and what to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scorer.account.data.gather import (
    AccountData,
    Request,
    gather,
    summary_lines,
    to_table,
)
from scorer.account.diagnosis.groups import Diagnosis, Measured, diagnosis_of
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.funnel.funnel import Expected
from scorer.clickrate.funnel.leave_one_out import leave_one_out
from scorer.core.errors import ModelError
from scorer.core.settings import Settings
from scorer.core.units import counted
from scorer.exports import PinStats, nothing_left, read


def diagnose(request: Request, settings: Settings) -> Diagnosis:
    """Return the account's funnel; pictures or features are wanted, not needed.

    Raises:
        ScorerError: If exports, pictures or features cannot be read, or no pin has
            both impressions and pin clicks, or none a click.
    """
    data = _account_data(request, settings)
    stats = [pin for pin in data.history.pins if pin.pin_clicks is not None]
    if not stats:
        raise nothing_left(data.history, "no pin has both impressions and pin clicks")
    if not any(pin.pin_clicks for pin in stats):
        raise ModelError(
            f"none of {counted(len(stats), 'pin')} has a single pin click: nothing can "
            "be compared yet",
            hint="give exports of more days",
        )
    thumbnails = {key: row.thumbnail for key, row in data.rows.items()}
    found = diagnosis_of(
        stats, _expected(data, stats), _measured(data, stats), thumbnails
    )
    lines = summary_lines(data) if data.rows else summary_lines(data)[1:]
    return replace(found, lines=lines, simulated=data.history.simulated)


def _account_data(request: Request, settings: Settings) -> AccountData:
    if request.pins or request.features or request.families:
        return gather(request, settings)
    return AccountData(read(request.exports, request.rules), {}, (), ())


def _expected(data: AccountData, stats: Sequence[PinStats]) -> Expected | None:
    """What is likely of each pin; None where too few pins can tell."""
    table = to_table(data, stats)
    try:
        whole = posterior(table, Metric.PIN_CLICK_RATE)
    except ModelError:
        return None
    return leave_one_out(whole, table.designs)


def _measured(data: AccountData, stats: Sequence[PinStats]) -> Measured | None:
    """Return what was measured of each pin, nothing of those without a picture."""
    if not data.rows:
        return None
    names = tuple(sorted({name for row in data.rows.values() for name in row.values}))
    found = [data.rows.get(pin.id) for pin in stats]
    cells = [[row.values.get(n) if row else None for n in names] for row in found]
    return Measured(
        names,
        np.array([[np.nan if v is None else v for v in row] for row in cells], float),
    )
