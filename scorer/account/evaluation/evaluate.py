"""A stored model on new exports: the figures, and a page with calibration and lift."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from scorer.account.data.gather import (
    Request,
    gather,
    require_metric,
    summary_lines,
    to_table,
)
from scorer.account.estimate import require_compatible
from scorer.account.evaluation.calibration import Check, Effect, check, effects
from scorer.account.evaluation.plots import against, bars
from scorer.account.evaluation.summary import picture, results, verdict
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model import store
from scorer.clickrate.model.metrics import Metrics
from scorer.core.settings import Settings
from scorer.core.units import counted
from scorer.reports import account_page


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


def evaluate(request: Request, settings: Settings, folder: Path) -> Evaluation:
    """Return how a stored model does on exports.

    Raises:
        ScorerError: If model, exports, pictures or features cannot be used.
    """
    model = store.load(folder)
    require_compatible(model)
    data = gather(request, settings)
    table = require_metric(to_table(data), Metric(model.metric))
    return Evaluation(
        folder.name,
        model.metric,
        store.load_metrics(folder),
        check(model, table),
        effects(model, table),
        summary_lines(data),
    )


def as_text(found: Evaluation) -> str:
    """Return an evaluation for the terminal."""
    rows = [("predictor", "protocol", "Spearman", "lift"), *results(found.trained)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    table = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    lift = ", ".join(f"{value:.2f}" for value in found.check.lift)
    pins = counted(found.check.rows, "pin")
    lines = (
        f"{found.name}: {found.metric}",
        *found.lines,
        "",
        "when trained, on pins held out by whole designs:",
        *(line.rstrip() for line in table),
        *verdict(found.trained),
        "",
        f"on {pins} of these exports (those of the training flatter the model):",
        f"Spearman of estimate and counted rate {found.check.spearman:.3f}",
        f"rate of each fifth by estimate, over the average: {lift}",
    )
    return "\n".join(lines) + "\n"


def as_page(found: Evaluation) -> str:
    """Return an evaluation as one self-contained HTML page."""
    plots = (
        against(
            "Calibration, ten bins",
            found.check.calibration,
            x_label="expected rate",
            y_label="counted rate",
        ),
        bars(
            "Lift by fifths",
            found.check.lift,
            x_label="lowest to highest estimate",
            y_label="over the average",
        ),
        *(picture(each) for each in found.effects),
    )
    return account_page(
        "evaluation",
        name=found.name,
        metric=found.metric,
        lines=found.lines,
        results=results(found.trained),
        verdict=verdict(found.trained),
        pins=counted(found.check.rows, "pin"),
        plots=[Markup(plot) for plot in plots],  # noqa: S704 - ours, its words escaped
    )
