"""Training and retraining: from exports to a model folder, and back where it smells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scorer.account.data.gather import Gathered, Request, gather, table_of, told, usable
from scorer.account.data.provenance import origin, versions
from scorer.account.estimate import fits
from scorer.account.training import training_rows as rows
from scorer.account.training.card import card
from scorer.clickrate.data.merge import Merge, merge
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model import store
from scorer.clickrate.model.model import Model
from scorer.clickrate.train import train as fit_and_examine
from scorer.clickrate.validate.agreement import Drift, compare, drift
from scorer.core.settings import Settings
from scorer.features import label

# A few pins may have been taken down and put up again.
_FALLEN_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a training run ended with.

    Attributes:
        folder: The model folder.
        stands: Whether the new model is the one in the folder now.
        lines: What to tell the user.
    """

    folder: Path
    stands: bool
    lines: tuple[str, ...]


def train(request: Request, settings: Settings, metric: Metric, out: Path) -> Outcome:
    """Train a model and write its folder.

    Raises:
        ScorerError: If exports, pictures or features cannot be used, there is too
            little to learn from, or the folder cannot be written.
    """
    gathered = gather(request, settings)
    table = usable(table_of(gathered), metric)
    model, lines = _fitted(table, gathered, metric, out)
    return Outcome(out, True, (*told(gathered), *lines, f"{out}: {_named(model)}"))


def update(
    request: Request, settings: Settings, folder: Path, *, anyway: bool = False
) -> Outcome:
    """Retrain a model with new exports; the old one stands where the data smell.

    Args:
        request: The new exports.
        settings: Settings of the run.
        folder: The model to replace.
        anyway: Replace it whatever the checks say.

    Raises:
        ScorerError: As ``train``, or if the old model cannot be read.
    """
    champion, old = store.load(folder), rows.load(folder)
    fits(champion)
    gathered = gather(request, settings)
    new = table_of(gathered)
    merged = merge(old, new)
    metric = Metric(champion.metric)
    table = usable(merged.table, metric)
    challenger, metrics = fit_and_examine(
        table, metric, versions=_versions(table, gathered)
    )
    agreement = compare(champion, challenger, table)
    reasons = (*_fallen(merged), *agreement.reasons)
    said = (
        *told(gathered),
        f"old and new model agree on what works: rank correlation "
        f"{agreement.spearman:.2f}, at least {agreement.limit:.2f} is healthy",
        *(_moved(each) for each in drift(champion, new)),
    )
    if reasons and not anyway:
        stop = "the old model stands; check that pictures and figures belong together"
        return Outcome(folder, False, (*said, *reasons, stop))
    files = {rows.FILE: rows.dump(table)}
    text = card(challenger, metrics, table, gathered)
    store.save(
        challenger, metrics, folder, card=text.markdown, files={**files, **text.files}
    )
    return Outcome(folder, True, (*said, f"the new model stands: {_named(challenger)}"))


def rollback(folder: Path) -> Outcome:
    """Bring the model before the last training back.

    Raises:
        ModelError: If there is none.
    """
    store.rollback(folder)
    return Outcome(folder, True, (f"{folder}: the model before it stands again",))


def _fitted(
    table: Table, gathered: Gathered, metric: Metric, out: Path
) -> tuple[Model, tuple[str, ...]]:
    model, metrics = fit_and_examine(table, metric, versions=_versions(table, gathered))
    text = card(model, metrics, table, gathered)
    files = {rows.FILE: rows.dump(table), **text.files}
    store.save(model, metrics, out, card=text.markdown, files=files)
    return model, text.lines


def _named(model: Model) -> str:
    return f"model of {model.metric} with {len(model.names)} features"


def _fallen(merged: Merge) -> tuple[str, ...]:
    """Why the new figures cannot be those of the same pins, if many counts fell."""
    if len(merged.fallen) <= _FALLEN_SHARE * merged.updated:
        return ()
    return (
        f"{len(merged.fallen)} of {merged.updated} pins have lower counts than before: "
        "lifetime counts never fall, so these are other pins or a shorter window",
    )


def _moved(moved: Drift) -> str:
    return (
        f"drift: {label(moved.feature)} moved by {moved.shift:+.1f} standard "
        f"deviations, {100 * moved.outside:.0f} % outside what the old model saw"
    )


def _versions(table: Table, gathered: Gathered) -> dict[str, str]:
    return {**versions(table.names), **origin(gathered.history)}
