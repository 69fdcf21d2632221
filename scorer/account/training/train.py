"""Training and retraining: from exports to a model folder, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from scorer.account.data.gather import (
    AccountData,
    Request,
    gather,
    require_metric,
    summary_lines,
    to_table,
)
from scorer.account.data.provenance import versions
from scorer.account.estimate import require_compatible
from scorer.account.training import training_rows as rows
from scorer.account.training.card import card
from scorer.clickrate.data.merge import Merge, merge
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model import store
from scorer.clickrate.model.model import Model
from scorer.clickrate.train import train as fit_and_examine
from scorer.clickrate.validate.agreement import Drift, agreement, drift
from scorer.core.settings import Settings
from scorer.features import label

# A few pins may have been taken down and put up again.
_DECREASED_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a training run ended with.

    Attributes:
        folder: The model folder.
        replaced: Whether the folder holds another model now.
        lines: What to tell the user.
    """

    folder: Path
    replaced: bool
    lines: tuple[str, ...]


def train(request: Request, settings: Settings, metric: Metric, out: Path) -> Outcome:
    """Train a model and write its folder.

    Raises:
        ScorerError: If exports, pictures or features cannot be used, there is too
            little to learn from, or the folder cannot be written.
    """
    data = gather(request, settings)
    table = require_metric(to_table(data), metric)
    model, lines = _fitted(table, data, metric, out)
    return Outcome(out, True, (*summary_lines(data), *lines, f"{out}: {_named(model)}"))


def update(
    request: Request, settings: Settings, folder: Path, *, force: bool = False
) -> Outcome:
    """Retrain a model; the old one is kept if the new data look mis-joined.

    Args:
        request: The new exports.
        settings: Settings of the run.
        folder: The model to replace.
        force: Replace it whatever the checks say.

    Raises:
        ScorerError: As ``train``, or if the old model cannot be read.
    """
    champion, old = store.load(folder), rows.load(folder)
    require_compatible(champion)
    data = gather(request, settings)
    new = to_table(data)
    merged = merge(old, new)
    metric = Metric(champion.metric)
    table = require_metric(merged.table, metric)
    challenger, metrics = fit_and_examine(table, metric, versions=versions(table.names))
    simulated = champion.simulated or data.history.simulated
    challenger = replace(challenger, simulated=simulated)
    agreed = agreement(champion, challenger, table)
    reasons = (*_decreased(merged), *agreed.reasons)
    lines = (
        *summary_lines(data),
        f"old and new model agree on what works: rank correlation "
        f"{agreed.spearman:.2f}, at least {agreed.limit:.2f} is healthy",
        *(_drift_line(each) for each in drift(champion, new)),
    )
    if reasons and not force:
        stop = "old model kept; check that pictures and figures belong together"
        return Outcome(folder, False, (*lines, *reasons, stop))
    files = {rows.FILE: rows.dump(table)}
    text = card(challenger, metrics, table, data)
    store.save(
        challenger, metrics, folder, card=text.markdown, files={**files, **text.files}
    )
    return Outcome(folder, True, (*lines, f"model replaced: {_named(challenger)}"))


def rollback(folder: Path) -> Outcome:
    """Restore the previous model.

    Raises:
        ModelError: If there is none.
    """
    store.rollback(folder)
    return Outcome(folder, True, (f"{folder}: previous model restored",))


def _fitted(
    table: Table, data: AccountData, metric: Metric, out: Path
) -> tuple[Model, tuple[str, ...]]:
    model, metrics = fit_and_examine(table, metric, versions=versions(table.names))
    model = replace(model, simulated=data.history.simulated)
    text = card(model, metrics, table, data)
    files = {rows.FILE: rows.dump(table), **text.files}
    store.save(model, metrics, out, card=text.markdown, files=files)
    return model, text.lines


def _named(model: Model) -> str:
    return f"model of {model.metric} with {len(model.names)} features"


def _decreased(merged: Merge) -> tuple[str, ...]:
    """Why the new figures cannot be those of the same pins, if many counts fell."""
    if len(merged.decreased) <= _DECREASED_SHARE * merged.updated:
        return ()
    return (
        f"{len(merged.decreased)} of {merged.updated} pins have lower counts than "
        "before: lifetime counts never fall, so these are other pins or a shorter "
        "window",
    )


def _drift_line(moved: Drift) -> str:
    return (
        f"drift: {label(moved.feature)} moved by {moved.shift:+.1f} standard "
        f"deviations, {100 * moved.outside:.0f} % outside what the old model saw"
    )
