"""A stored model on new exports: the figures, and a page with calibration and lift."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from markupsafe import Markup

from scorer.account.data.gather import (
    Request,
    counted_of,
    gather,
    summary_lines,
    to_table,
)
from scorer.account.estimate import require_compatible
from scorer.account.evaluation.calibration import Check, Effect, check, effects
from scorer.account.evaluation.summary import results, verdict
from scorer.account.plots import charts
from scorer.account.plots.charts import Written
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric, clicks_of
from scorer.clickrate.model import store
from scorer.clickrate.model.metrics import Metrics
from scorer.core.errors import OutputError
from scorer.core.settings import Settings
from scorer.core.units import counted
from scorer.features import format_values, label
from scorer.reports import account_page

_FIFTHS = ("least promising", "second", "third", "fourth", "most promising")
_MANY = 20  # pins of which a share is worth a number


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        name: Of the model folder.
        metric: Which rate.
        trained: The examination made when the model was trained.
        check: The model on the exports given now.
        effects: Curves of the features that move most.
        lines: What was read and left out.
    """

    name: str
    metric: str
    trained: Metrics
    check: Check
    effects: tuple[Effect, ...]
    lines: tuple[str, ...]


def evaluate(
    request: Request, settings: Settings, folder: Path, trained: Table | None = None
) -> Evaluation:
    """Return how a stored model does on exports.

    How pins new to it lay in their intervals is kept in its folder: estimates warn
    where the account has moved away.

    Args:
        request: The exports.
        settings: Settings of the run.
        folder: The model.
        trained: Rows that it was trained on, which are left out; None if unknown.

    Raises:
        ScorerError: If model, exports, pictures or features cannot be used.
    """
    model = store.load(folder)
    require_compatible(model)
    metric = Metric(model.metric)
    data = gather(request.about(metric), settings)
    table, data = counted_of(data, to_table(data), metric)
    checked = check(model, table, _comparable(trained, table))
    return Evaluation(
        folder.name,
        model.metric,
        store.load_metrics(folder),
        checked,
        effects(model, table),
        (*summary_lines(data), *_kept(folder, checked)),
    )


def _kept(folder: Path, found: Check) -> tuple[str, ...]:
    """Keep beside the model how newer pins lay, for estimates; say where it cannot."""
    if found.newer is None:
        return ()
    try:
        store.keep_newer(folder, found.newer)
    except OutputError as error:
        return (f"{error.message}: scorer score will not know of these figures",)
    return ()


def _comparable(trained: Table | None, table: Table) -> Table | None:
    """Return the rows of the training, if they can be told from these."""
    if trained is None:
        return None
    same = (trained.names, trained.units) == (table.names, table.units)
    return trained if same else None


def on_which_pins(found: Check) -> str:
    """Return a sentence that says which pins the figures are of."""
    pins = counted(found.rows, "pin")
    if found.is_new:
        others = f"; {found.trained_on} left out: it learned from them or their design"
        return f"On {pins} that are new to the model{others * bool(found.trained_on)}"
    return (
        f"On {pins} of these exports, none known to be new to the model (these figures "
        "flatter)"
    )


def held(found: Check) -> tuple[str, ...]:
    """Return what is said of the intervals; a warning where rates leave them."""
    if found.held is None:
        return ()
    inside = round(found.held * found.well_counted)
    pins = counted(found.well_counted, "well-counted pin")
    share = f" ({100 * found.held:.0f} %)" if found.well_counted >= _MANY else ""
    lie = "lies in its" if found.well_counted == 1 else "lie in their"
    line = f"{inside} of {pins}{share} {lie} 80 % interval"
    return (line, *(found.newer.notices if found.newer else ()))


def as_text(found: Evaluation) -> str:
    """Return an evaluation for the terminal."""
    rows = [("predictor", "protocol", "Spearman", "lift"), *results(found.trained)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    table = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    lift = ", ".join(f"{value:.2f}" for value in found.check.lift)
    clicks = clicks_of(found.metric)
    lines = (
        f"{found.name}: {found.metric}",
        *found.lines,
        "",
        f"{on_which_pins(found.check)}:",
        f"  the order of the designs agrees with their {clicks} to "
        f"{found.check.spearman:.2f} (Spearman; 0 not at all, 1 perfectly), boards and "
        "days removed",
        f"  {clicks} of each fifth by that order, over the average: {lift}",
        *(f"  {line}" for line in held(found.check)),
        "",
        "When it was trained, on pins held out by whole designs:",
        *(f"  {line.rstrip()}" for line in table),
        *verdict(found.trained),
    )
    return "\n".join(lines) + "\n"


def as_page(found: Evaluation) -> str:
    """Return an evaluation as one self-contained HTML page."""
    said = [pair for pair in found.check.calibration if min(pair) > 0]
    calibration = (
        charts.against("Said and came, by groups", said, lambda x: f"{100 * x:.2g} %")
        if said
        else ""
    )
    return account_page(
        "evaluation",
        name=found.name,
        metric=found.metric,
        clicks=clicks_of(found.metric),
        lines=found.lines,
        results=results(found.trained),
        verdict=verdict(found.trained),
        pins=on_which_pins(found.check),
        held=held(found.check),
        calibration=Markup(calibration),  # noqa: S704 - ours
        fifths=[
            (word, f"{100 * value:.0f} %")
            for word, value in zip(_FIFTHS, found.check.lift, strict=False)
        ],
        plots=[_plot(each) for each in found.effects],
    )


def _plot(effect: Effect) -> dict[str, object]:
    feature = effect.feature
    svg = charts.curve(
        label(feature),
        effect.points,
        [(x, y, y) for x, y in effect.points],
        (),
        Written(
            lambda x: format_values(feature, x).partition(" (")[0],
            lambda y: f"{100 * np.expm1(y):+.0f} %",
        ),
    )
    words = label(feature)
    ends = format_values(
        feature, effect.points[0][0], effect.points[-1][0], separator=" to "
    )
    return {
        "title": words[:1].upper() + words[1:],
        "svg": Markup(svg),  # noqa: S704 - ours, its words escaped
        "words": f"{ends}; against a pin with the usual value",
    }
