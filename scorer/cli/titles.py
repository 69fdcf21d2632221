"""``scorer titles``: which title would win."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import handle_errors, load_settings
from scorer.cli._output import say, write
from scorer.core.errors import InputError, ScorerError
from scorer.core.units import counted

if TYPE_CHECKING:
    from scorer.titles.ranking import RankedTitle

    _Why = Callable[[str, list[str]], tuple[tuple[str, float], ...]]
    _Answer = tuple[tuple[RankedTitle, ...], str, _Why]

_REASONS = 4
# From a chance of 55 to 45; and what moves a chance by 5 in 100.
_TOSS_UP, _LARGE = 0.55, 0.2


@click.command(name="titles")
@click.argument("titles", nargs=-1)
@click.option(
    "--file",
    "source",
    type=click.Path(path_type=Path, allow_dash=True),
    help="CSV, TSV or .xlsx with a column title; - is stdin.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.option(
    "--model",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Your own model, trained with features of titles.",
)
@handle_errors
def command(
    titles: tuple[str, ...], source: Path | None, form: str, folder: Path | None
) -> None:
    """Say which of several titles would win, how sure, and why.

    \b
    Examples:
      scorer titles "Bedroom Decor" "10 Cozy Bedroom Ideas for Small Spaces"
      scorer titles --file ideas.csv --format json
    """
    from scorer.titles.ranking import distinct

    found = [*titles, *(_from_file(source) if source else ())]
    given = distinct(found)
    if not given:
        raise ScorerError("no titles", hint="give some, or --file with a column title")
    if empty := sum(not each.strip() for each in found):
        say(f"scorer: {counted(empty, 'empty title')} left out", err=True)
    ranked, limits, why = _answer(given, folder)
    if form == "json":
        write([f"{_as_json(ranked, limits)}\n"], None)
    else:
        say(_as_text(ranked, limits, why))


def _answer(given: list[str], folder: Path | None) -> _Answer:
    """The ranking, the limits of what made it, and what explains it."""
    from scorer.titles.headline_store import built_in
    from scorer.titles.ranking import (
        limits_by_history,
        limits_of,
        rank,
        rank_by_history,
        reasons,
        reasons_by_history,
    )

    settings = load_settings({}).settings
    if folder is None:
        model = built_in()
        ranked = rank(given, model, settings)
        limits = limits_of(given)
        return ranked, limits, lambda title, others: reasons(title, others, model)
    from scorer.clickrate.model.store import load

    own = load(folder)
    return (
        rank_by_history(given, own, settings),
        limits_by_history(own),
        lambda title, others: reasons_by_history(title, others, own, settings),
    )


def _from_file(source: Path) -> list[str]:
    """The titles of any table that a list of pins may be: CSV, TSV, .xlsx."""
    from scorer.core.tables.columns import Fact, roles
    from scorer.pins import table

    name = "standard input" if str(source) == "-" else str(source)
    try:
        if str(source) == "-":
            found = table.parsed(sys.stdin.buffer.read(), name)
        else:
            found = table.read(source)
    except InputError as cause:
        raise ScorerError(cause.message, hint=cause.hint) from cause
    except OSError as cause:
        raise ScorerError(
            f"{name} cannot be read: {cause.strerror}", hint="name a file with titles"
        ) from cause
    (_, header), *rows = found.rows or [(1, [])]
    column = roles(header).get(Fact.TITLE)
    if column is None:
        raise ScorerError(
            f"{name} has no column title", hint="name it in the first line"
        )
    return [row[column] if column < len(row) else "" for _, row in rows]


def _as_json(ranked: tuple[RankedTitle, ...], limits: str) -> str:
    listed = [
        {
            "title": each.title,
            "score": round(each.score, 6),
            "probability": round(each.probability, 6),
            "findings": dict(each.findings),
        }
        for each in ranked
    ]
    return json.dumps(
        {"titles": listed, "limits": limits}, ensure_ascii=False, indent=1
    )


def _as_text(ranked: tuple[RankedTitle, ...], limits: str, why: _Why) -> str:
    from scorer.titles.ranking import HISTORY_IS_SILENT

    is_silent = limits == HISTORY_IS_SILENT
    # Who cannot tell which would win puts none first.
    ordered = list(ranked) if is_silent else sorted(ranked, key=lambda x: -x.score)
    lines = [_headline(ordered, limits), ""]
    for place, each in enumerate(ordered, start=1):
        has_winner = len(ordered) > 1 and not is_silent
        chance = f"   {100 * each.probability:.0f} %" if has_winner else ""
        mark = "-" if is_silent else f"{place}."
        lines.append(f"{mark} {each.title}{chance}")
        others = [other.title for other in ordered if other is not each]
        lines.extend(f"   {line}" for line in _lines(each, others, why))
    return "\n".join([*lines, "", limits])


def _headline(ordered: list[RankedTitle], limits: str) -> str:
    from scorer.titles.ranking import HISTORY_IS_SILENT, win_probability

    if len(ordered) == 1:
        return "One title: nothing to compare it with"
    if limits == HISTORY_IS_SILENT:
        return "Your history does not tell yet which would win"
    chance = win_probability(ordered[0].score, ordered[1].score)
    if chance < _TOSS_UP:
        return "A toss-up: the best two are about equally likely to win"
    sure = f"{100 * chance:.0f} % sure against the second"
    return f"Likeliest to win: {ordered[0].title} ({sure})"


def _lines(each: RankedTitle, others: list[str], why: _Why) -> list[str]:
    # The mean of many others says little and takes long: the best ones are enough.
    found = why(each.title, others[:_REASONS]) if others else ()
    lines = [_reason(name, effect) for name, effect in found[:_REASONS]]
    return lines + [f"! {message} ({name})" for name, message in each.findings.items()]


def _reason(name: str, effect: float) -> str:
    """Return what a word or its absence does, by its effect in log odds."""
    lacking = name.removeprefix("no ")
    what = name if lacking == name else f"without {lacking}"
    much = "a lot" if abs(effect) >= _LARGE else "a little"
    return f"+ {what} (helps {much})" if effect > 0 else f"- {what} (costs {much})"
