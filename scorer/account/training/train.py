"""Training and retraining: from exports to a model folder, and back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from scorer.account.data import small_pictures
from scorer.account.data.gather import (
    AccountData,
    Before,
    Request,
    counted_of,
    gather,
    summary_lines,
    to_table,
    undated,
    with_notices,
    with_what_lacks,
)
from scorer.account.data.provenance import versions
from scorer.account.estimate import require_compatible
from scorer.account.evaluation.summary import verdict
from scorer.account.insights import record
from scorer.account.insights import trainings as log
from scorer.account.insights.changed import changed_lines
from scorer.account.insights.folder import Kept, findings, kept, thumbnails_of
from scorer.account.insights.page import PAGE, Shown, as_page
from scorer.account.insights.pin_reports import PAGE as PIN_REPORTS
from scorer.account.insights.pin_reports import links, pin_reports
from scorer.account.insights.trainings import Trainings, training_of
from scorer.account.training import figures
from scorer.account.training import training_rows as rows
from scorer.account.training.card import card
from scorer.account.training.going_on import (
    NO_ROWS,
    Fallen,
    counted_anew,
    gone_on_lines,
    later_days,
)
from scorer.clickrate.data.merge import merge
from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import Posterior, posterior
from scorer.clickrate.model import store
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.model import Model
from scorer.clickrate.train import train as fit_and_examine
from scorer.clickrate.validate.agreement import (
    Drift,
    agreement,
    drift,
    other_pictures,
)
from scorer.clickrate.validate.came_true import came_true
from scorer.clickrate.validate.changes import changes
from scorer.core.errors import ModelError
from scorer.core.settings import Settings
from scorer.core.units import counted
from scorer.exports import Figures
from scorer.features import label

_MOST_DRIFTS = 3
# Of an older model's pins, as many may lack a picture when all are measured again.
_LOST_SHARE = 0.1
_CHECK = "check that pictures and figures belong together. If they do, say --force"
_MONTHS = (
    "give the exports of all months together, the older ones too: their days are added "
    "up. --force learns from the newer figures of these pins alone"
)
# Products of matrices set the processor's flag for invalid numbers now and then though
# all numbers are finite (numpy issue 24067). ``store.save`` looks at the numbers.
_without_flags = np.errstate(invalid="ignore")


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


@_without_flags
def train(request: Request, settings: Settings, metric: Metric, out: Path) -> Outcome:
    """Train a model and write its folder.

    Args:
        request: The exports, and what belongs to them.
        settings: Of measuring.
        metric: Which rate is learned.
        out: The folder; a model that lies there is kept beside it.

    Returns:
        Where the model is, and what is said of it.

    Raises:
        ScorerError: If exports, pictures or features cannot be used, there is too
            little to learn from, or the folder cannot be written.
    """
    store.check_free(out)
    data = gather(request.about(metric), settings, Before())
    simulated = data.history.simulated
    fitted, data = _learned(data, to_table(data), metric, simulated=simulated)
    trainings = Trainings().and_then(training_of(fitted.metrics, data.history.as_of))
    kept_lines = _kept_lines(out)
    _write(fitted, _Given(request, settings, data), trainings, out, Kept())
    said = (*verdict(fitted.metrics), *kept_lines, *_written(out, fitted))
    return Outcome(out, True, (*summary_lines(data), *said))


@_without_flags
def update(
    request: Request,
    settings: Settings,
    folder: Path,
    *,
    metric: Metric | None = None,
    force: bool = False,
) -> Outcome:
    """Retrain a model; the old one is kept if the new data look mis-joined.

    Args:
        request: The new exports.
        settings: Settings of the run.
        folder: The model to replace.
        metric: What it is to learn; None for what it has learned.
        force: Replace it whatever the checks say.

    Raises:
        ScorerError: As ``train``, or if the old model cannot be read.
    """
    if not (store.current_folder(folder) / store.MODEL).is_file():
        raise ModelError(
            f"{folder} holds no model yet",
            hint=f"train the first one with --out {folder}, or name its folder",
        )
    champion = store.load(folder)
    if metric not in (None, Metric(champion.metric)):
        raise ModelError(
            f"{folder} holds a model of {champion.metric}, not of {metric}",
            hint="train that one into a folder of its own with --out",
        )
    learned = Metric(champion.metric)
    before = figures.load(folder)
    if why := _incompatible(champion, before):
        return _anew(request, settings, folder, champion, before, why, force=force)
    old, trainings = rows.load(folder), log.load(folder)
    known = Before(before, frozenset(old.ids))
    data = gather(request.about(learned), settings, known)
    new = to_table(data) if data.stats else old.take(NO_ROWS)
    merged = merge(old, merge(counted_anew(old, data), new).table)
    simulated = champion.simulated or data.history.simulated
    fitted, data = _learned(data, merged.table, learned, simulated=simulated)
    challenger, table = fitted.model, fitted.table
    unkept = [pin for pin in data.history.pins if pin.id not in before.pins]
    later = later_days(unkept, data.history.as_of, trainings)
    fallen = Fallen.of(before, data.history.figures or Figures(), old, merged)
    reasons = (
        *fallen.reasons(later),
        *other_pictures(old, new),
        *agreement(champion, challenger, table).reasons,
    )
    lines = (
        *summary_lines(data),
        *gone_on_lines(before, data.history, old),
        *_drift_lines(champion, _added(old, new).with_known(learned)),
    )
    if reasons and not force:
        stop = _MONTHS if later and fallen.pins else _CHECK
        return Outcome(folder, False, (*lines, *reasons, f"Old model kept: {stop}"))
    replaced = sum(pin.id in known.measured for pin in unkept)
    if later and replaced:
        pins = counted(replaced, "pin")
        reasons += (f"{pins} known before: only the figures of {later} count now",)
    training = training_of(
        fitted.metrics,
        data.history.as_of,
        added=len(set(table.ids) - set(old.ids)),
        changes=changes(champion, challenger, table),
        came_true=came_true(champion, _added(old, new)),
    )
    given = _Given(request, settings, data)
    _write(fitted, given, trainings.and_then(training), folder, kept(folder))
    last = trainings.all[-1] if trainings.all else None
    said = (*verdict(fitted.metrics), *changed_lines(training, last))
    return Outcome(
        folder,
        True,
        (*lines, *reasons, *said, "Model replaced", *_written(folder, fitted)),
    )


def _incompatible(champion: Model, before: Figures) -> str:
    """Why a model cannot be compared with what is measured now, "" if it can.

    Raises:
        ModelError: It cannot, and kept no figures to learn from anew.
    """
    try:
        require_compatible(champion)
    except ModelError as error:
        if not before.pins:
            raise
        return error.message
    return ""


def _anew(
    request: Request,
    settings: Settings,
    folder: Path,
    champion: Model,
    before: Figures,
    why: str,
    *,
    force: bool,
) -> Outcome:
    """Learn from all figures that an older model kept, with all measured again."""
    metric = Metric(champion.metric)
    data = gather(request.about(metric), settings, Before(before))
    simulated = champion.simulated or data.history.simulated
    fitted, data = _learned(data, to_table(data), metric, simulated=simulated)
    old = rows.load_if_any(folder)
    known = set(old.ids) if old else set()
    now_known = set(fitted.table.ids)
    lost = len(known - now_known)
    now = data.history.figures or Figures()
    reasons = Fallen(before.fallen(now), before.restated(now)).reasons("")
    if old and lost > _LOST_SHARE * len(old):
        reasons += (
            f"{lost} of {counted(len(old), 'pin')} that it learned from have no "
            "picture now",
        )
    which = (
        f"The model is of another version of scorer ({why}): all is measured and "
        "learned anew, from the figures that it kept, too"
    )
    lines = (*summary_lines(data), which)
    if reasons and not force:
        stop = "give all pictures, those of older pins too; --force goes on without"
        kept_old = f"Old model kept: {stop if lost else _CHECK}"
        return Outcome(folder, False, (*lines, *reasons, kept_old))
    added = len(now_known - known) if old else 0
    training = training_of(fitted.metrics, data.history.as_of, added=added)
    given = _Given(request, settings, data)
    _write(fitted, given, log.load(folder).and_then(training), folder, kept(folder))
    said = (*reasons, *verdict(fitted.metrics), "Model replaced")
    return Outcome(folder, True, (*lines, *said, *_written(folder, fitted)))


def rollback(folder: Path) -> Outcome:
    """Restore the previous model.

    Raises:
        ModelError: If there is none.
    """
    store.rollback(folder)
    which = ""
    with suppress(ModelError):  # what it says of itself is damaged; the model is back
        for each in log.load(folder).all[-1:]:
            pins = counted(each.pins, "pin")
            which = f", of {pins} with figures up to {each.as_of}"
    return Outcome(folder, True, (f"{folder}: previous model restored{which}",))


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A model with its examination and what it was fitted to."""

    model: Model
    metrics: Metrics
    table: Table
    whole: Posterior


def _learned(
    data: AccountData, whole: Table, metric: Metric, *, simulated: bool
) -> tuple[_Fitted, AccountData]:
    """Fit a model to the rows of what was gathered; add which of them lack what.

    Raises:
        ModelError: There is too little; says what was left out, and why.
    """
    try:
        table, noted = counted_of(data, whole, metric)
        fitted = _fit(table, metric, simulated=simulated)
    except ModelError as error:
        raise with_what_lacks(error, data) from error
    return fitted, with_notices(noted, undated(table))


def _fit(table: Table, metric: Metric, *, simulated: bool) -> _Fitted:
    whole = posterior(table, metric)
    model, metrics = fit_and_examine(
        table, metric, versions=versions(table.names), whole=whole
    )
    return _Fitted(replace(model, simulated=simulated), metrics, table, whole)


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user gave, and what was gathered from it."""

    request: Request
    settings: Settings
    data: AccountData


def _write(
    fitted: _Fitted, given: _Given, trainings: Trainings, folder: Path, before: Kept
) -> None:
    """Write the model's folder: what it is, learned from, found, and said before."""
    model, table, data = fitted.model, fitted.table, given.data
    thumbnails = thumbnails_of(data, given.request, given.settings)
    small = {**before.pictures, **small_pictures.smaller(thumbnails)}
    found = findings(model, table, fitted.whole, data, before, small)
    text = card(model, fitted.metrics, table, data, found)
    places, reports = pin_reports(found, model, data, given.request, given.settings)
    found = replace(found, reports=places)
    page = as_page(Shown(fitted.metrics, found, trainings, small, links=links(places)))
    files = {
        rows.FILE: rows.dump(table),
        figures.FILE: figures.dump(data.history.figures or Figures()),
        log.FILE: log.dump(trainings),
        record.FILE: record.dump(found),
        small_pictures.FILE: small_pictures.pack(small),
        PAGE: page.encode("utf-8", "backslashreplace"),
        **(
            {PIN_REPORTS: reports.encode("utf-8", "backslashreplace")} if places else {}
        ),
        **text.files,
    }
    store.save(model, fitted.metrics, folder, card=text.markdown, files=files)


def _kept_lines(folder: Path) -> tuple[str, ...]:
    """What becomes of the model that a folder holds, when another takes its place."""
    if not (folder / store.MODEL).is_file():
        return ()
    return (
        f"{folder} held a model: it is kept as {store.previous_of(folder)}, "
        "--rollback brings it back. --update would have gone on from it, and said what "
        "changed",
    )


def _written(folder: Path, fitted: _Fitted) -> tuple[str, ...]:
    features = len(fitted.model.names)
    return (
        f"{folder}: model of {fitted.model.metric} with {features} features",
        f"Open {folder / PAGE}: what works, with your pins",
    )


def _added(old: Table, new: Table) -> Table:
    """Return the new rows of pins that the old table does not have."""
    known = set(old.ids)
    return new.take(np.array([pin not in known for pin in new.ids], dtype=np.bool_))


def _drift_lines(champion: Model, added: Table) -> tuple[str, ...]:
    """What new pins differ in from those that the model knows, the most first."""
    if not len(added):
        return ()
    moved = drift(champion, added)
    lines = [_drift_line(each) for each in moved[:_MOST_DRIFTS]]
    if more := len(moved) - len(lines):
        lines.append(f"… and in {more} more")
    return tuple(lines)


def _drift_line(moved: Drift) -> str:
    name = label(moved.feature)
    if moved.outside > abs(moved.shift):
        share = f"{100 * moved.outside:.0f} % of them lie"
        how = f"{share} outside of what the old model saw"
    else:
        how = f"most have {'more' if moved.shift > 0 else 'less'} of it"
    return f"your new pins differ from those before in {name}: {how}"
