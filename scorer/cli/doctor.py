"""``scorer doctor``: what this installation has, and its settings."""

from __future__ import annotations

import dataclasses
from importlib.metadata import distributions
from typing import TYPE_CHECKING

import click

from scorer.cli._options import current_folder, handle_errors
from scorer.cli._output import say

if TYPE_CHECKING:
    from scorer.core.settings import Settings


@click.command(name="doctor")
@click.option("--clear-cache", is_flag=True, help="Forget what was measured.")
@handle_errors
def command(clear_cache: bool) -> None:
    """Show versions, OCR engines, settings and their source.

    \b
    Examples:
      scorer doctor
      scorer doctor --clear-cache
    """
    from scorer.core.settings import load
    from scorer.core.settings_files import own_settings_file
    from scorer.core.versions import versions

    for name, version in versions().items():
        say(f"{name:20} {version}")
    _warn_of_twins()
    _show_engines()
    settings = load(current_folder())
    say("\nSettings")
    for field in dataclasses.fields(settings.settings):
        value = _shown(getattr(settings.settings, field.name))
        origin = settings.origins[field.name]
        say(f"{field.name.replace('_', '-'):20} {value:24} {origin}")
    say(f"{'your own settings':20} {own_settings_file()}")
    say()
    _show_cache(settings.settings, clear=clear_cache)


def _show_engines() -> None:
    """Say which engines can read text here, and how to get the others."""
    from scorer.core.errors import ScorerError
    from scorer.text.engines import engine, engine_names

    say("\nWhat reads text")
    for name in engine_names():
        try:
            said = engine(name).version()
        except ScorerError as error:
            said = f"missing: {error.hint}"
        say(f"{name:20} {said}")


def _shown(value: object) -> str:
    """Return a setting's value as a person writes it."""
    if isinstance(value, tuple | dict):
        return ", ".join(value) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value) or "–"


def _show_cache(settings: Settings, *, clear: bool) -> None:
    from scorer.cache import cache_file, opened
    from scorer.core.units import counted

    store = opened(settings)
    if store is None:
        say("cache                off")
        return
    if clear:
        store.clear()
    held = store.held_bytes() / 2**20
    pins = store.pin_count()
    say(
        f"{'cache':20} {counted(pins, 'pin')}, {held:.1f} MiB in {cache_file(settings)}"
    )


def _warn_of_twins() -> None:
    """Say when several OpenCV wheels overwrite each other."""
    found = sorted(
        {each.name for each in distributions() if each.name.startswith("opencv")}
    )
    if len(found) > 1:
        say(f"warning: {', '.join(found)} overwrite each other; keep one")
