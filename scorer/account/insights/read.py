"""A model folder's insights in every form: page, text, JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scorer.account.data.small_pictures import unpack
from scorer.account.evaluation.summary import headline, rests_on
from scorer.account.insights import record, trainings, words
from scorer.account.insights.changed import changed_lines, history_lines
from scorer.account.insights.effects import main_effects
from scorer.account.insights.page import Shown, as_page
from scorer.account.insights.pin_reports import PAGE as PIN_REPORTS
from scorer.account.insights.pin_reports import addresses
from scorer.account.insights.rule import Truth, read_rule, truths
from scorer.clickrate.data.target import clicks_of
from scorer.clickrate.model import store
from scorer.core.display.printable import printable
from scorer.core.errors import SettingsError
from scorer.core.storage.codec import to_json

_MOST_EFFECTS = 10


def shown(
    folder: Path, rule: Path | None = None, seen_from: Path | None = None
) -> Shown:
    """Return what a model folder says.

    Args:
        folder: As scorer train wrote it.
        rule: File with the rule behind a made-up account.
        seen_from: Folder of the page that is written; the current one if None.

    Raises:
        ScorerError: The folder or the rule cannot be read, or the account is real.
    """
    found = record.load(folder)
    truth: tuple[Truth, ...] = ()
    if rule is not None:
        if not found.simulated:
            raise SettingsError(
                "--rule is for made-up accounts, and this one is real",
                hint="leave it away",
            )
        truth = truths(
            store.load(folder),
            read_rule(rule),
            found.together.companions(),
            [(each.feature, *each.together) for each in found.effects],
        )
    return Shown(
        store.load_metrics(folder),
        found,
        trainings.load(folder),
        unpack(folder, frozenset(pin.id for pin in found.pins)),
        truth,
        addresses(
            found.reports,
            store.current_folder(folder) / PIN_REPORTS,
            seen_from or Path(),
        ),
    )


def history_of(folder: Path) -> tuple[str, ...]:
    """Return the trainings of a model folder, a line each and their changes.

    Raises:
        ModelError: The folder is none of a model.
    """
    store.load_metrics(folder)
    return history_lines(trainings.load(folder))


def as_text(found: Shown) -> str:
    """Return the insights for the terminal: the sentences of the page."""
    history, metrics = found.found, found.metrics
    clicks = clicks_of(history.metric)
    lines = [f"{headline(metrics)}.", f"{rests_on(metrics)}."]
    if metrics.learning_test.has_evidence:
        main = main_effects(history.effects, _MOST_EFFECTS)
        lines += _under(
            "Make more of, make less of",
            [words.advice_sentence(each, clicks) for each in words.advice(main)],
        )
        effects = [
            f"{words.effect_title(each)} ({words.sureness(each.probability)}): "
            f"{words.effect_sentence(each, clicks)}"
            for each in main
        ]
        lines += _under(
            f"What goes together with {clicks}", effects or [words.no_single(metrics)]
        )
    for each in found.truth:
        lines.append(f"Rule: {each.says}: {each.true}; found {each.found}")
    every = found.trainings.all
    if len(every) > 1:
        lines += ["", *changed_lines(every[-1], every[-2])]
    lines += ["", words.enough_sentence(metrics)]
    return "\n".join(map(printable, lines)) + "\n"


def _under(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def as_json(found: Shown) -> str:
    """Return everything but the pictures."""
    return (
        to_json(
            {
                "metrics": found.metrics,
                "insights": found.found,
                "trainings": found.trainings.all,
                "truth": found.truth,
            },
            indent=2,
        )
        + "\n"
    )


FORMS: Mapping[str, Callable[[Shown], str]] = {
    "html": as_page,
    "text": as_text,
    "json": as_json,
}
