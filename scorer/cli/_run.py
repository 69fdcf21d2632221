"""What made a report: the command, the settings, the time."""

from __future__ import annotations

import shlex
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import JsonValue

    from scorer.core.report import Run
    from scorer.core.settings import Settings

# What changes what a report says, and names no folder of whoever made it.
_TELLING = (
    "ocr_engine",
    "languages",
    "feed_width_dp",
    "closeup_width_dp",
    "select",
    "ignore",
    "limits",
    "folders",
)
# What another command on the same pins is to be given, too.
_JUDGING = ("model", "ocr_engine", "languages", "ignore", "select")


def run_of(settings: Settings) -> Run:
    """Return what is made now, by the command that runs."""
    from scorer.core.report import Run

    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    return Run(command(), _changed(settings), now)


def command() -> str:
    """Return the command that runs, as it was typed; empty outside of one."""
    context = click.get_current_context(silent=True)
    arguments = context.find_root().obj if context else None
    if not isinstance(arguments, tuple):
        return ""
    return as_typed(arguments)


def as_typed(words: Iterable[str]) -> str:
    """Return a command as a person types it: paths from the current folder on."""
    return " ".join(["scorer", *map(_without_home, words)])


def given_options() -> list[str]:
    """Return the options that say how the command that runs judges, as they were given.

    Another command on the same pins wants them, too.
    """
    context = click.get_current_context(silent=True)
    if context is None:
        return []
    words: list[str] = []
    for option in context.command.params:
        source = context.get_parameter_source(option.name or "")
        if option.name in _JUDGING and source is ParameterSource.COMMANDLINE:
            words += [option.opts[0], str(context.params[option.name])]
    return words


def no_option(path: str) -> str:
    """Return a path that is taken for no option, whatever its name begins with."""
    return f"./{path}" if path.startswith("-") else path


def _without_home(word: str) -> str:
    """An argument without the folders of whoever typed it, where it is a path.

    The shell knows ``~`` outside of quotation marks only.
    """
    if not Path(word).is_absolute():
        return shlex.quote(word)
    path = Path(word)
    if path.is_relative_to(Path.cwd()):
        return shlex.quote(no_option(path.relative_to(Path.cwd()).as_posix()))
    if path.is_relative_to(Path.home()):
        return "~/" + shlex.quote(path.relative_to(Path.home()).as_posix())
    return shlex.quote(word)


def _changed(settings: Settings) -> dict[str, JsonValue]:
    from scorer.core.storage.codec import to_data

    defaults = type(settings)()
    return {
        each.name.replace("_", "-"): to_data(value)
        for each in fields(settings)
        if each.name in _TELLING
        and (value := getattr(settings, each.name)) != getattr(defaults, each.name)
    }
