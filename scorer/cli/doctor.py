"""``scorer doctor``: what this installation has, and its settings."""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Mapping
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli._options import current_folder, handle_errors
from scorer.cli._output import say

if TYPE_CHECKING:
    from scorer.core.settings import Settings

# A module of each, which is there only with it.
_EXTRAS = {
    "web": "uvicorn",
    "api": "httpx2",
    "mcp": "mcp",
    "heic": "pi_heif",
    "parquet": "pyarrow",
    "s3": "s3fs",
    "cluster": "distributed",
}


@click.command(name="doctor")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--clear-cache", is_flag=True, help="Forget what was measured.")
@handle_errors
def command(file: Path | None, clear_cache: bool) -> None:
    """Show versions, OCR engines, settings and their source.

    With FILE, a picture or a folder: the settings that hold for it and why, and the
    words that a list beside it gives.

    \b
    Examples:
      scorer doctor
      scorer doctor drafts/pin.png
      scorer doctor --clear-cache
    """
    from scorer.core.loaded_settings import load

    if file is not None:
        _show_file(file)
        return
    from scorer.core.installation import versions
    from scorer.core.settings_files import own_settings_file

    for name, version in versions().items():
        say(f"{name:20} {version}")
    say(f"{'python':20} {platform.python_version()}, {_system()}")
    _warn_of_twins()
    _show_engines()
    _show_extras()
    settings = load(current_folder())
    say("\nSettings")
    _show_settings(settings.settings, settings.origins)
    say(f"{'your own settings':20} {own_settings_file()}")
    say()
    _show_cache(settings.settings, clear=clear_cache)


def _system() -> str:
    """Name and release of the system; its long form would start a program."""
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _show_settings(settings: Settings, origins: Mapping[str, str]) -> None:
    for field in dataclasses.fields(settings):
        value = _shown(getattr(settings, field.name))
        say(f"{field.name.replace('_', '-'):20} {value:24} {origins[field.name]}")


def _show_file(path: Path) -> None:
    """Say which settings hold for a file and why, and what a list says of it.

    Raises:
        ScorerError: It does not exist, or its settings cannot be used.
    """
    from scorer.core.errors import ScorerError
    from scorer.core.loaded_settings import load

    if not path.exists():
        raise ScorerError(f"{path} does not exist", hint="check the path")
    # A folder's settings are those of the files in it.
    inside = path / "any" if path.is_dir() else path
    loaded = load(current_folder()).nearest_to(inside)
    say(f"{'settings file':20} {loaded.file or 'none in its folder or above'}")
    origins = dict(loaded.origins)
    for pattern in loaded.settings.patterns_of(inside):
        say(f"{'matches':20} {pattern}")
        named = {key.replace("-", "_") for key in loaded.settings.folders[pattern]}
        for name in named - loaded.given:
            origins[name] = f"{origins['folders']}: {pattern}"
    _show_settings(loaded.of(inside), origins)
    if not path.is_dir():
        _show_words(path)


def _show_words(path: Path) -> None:
    """Say what the list of pins beside a picture gives it."""
    from scorer.core.display.printable import printable
    from scorer.pins import find

    say("\nWords")
    for pin in find([path]):
        shown = [
            (name, getattr(pin, name))
            for name in ("title", "description", "link", "board", "id")
        ]
        shown += [("not understood", pin.unworded)]
        shown += [("remark", each) for each in (*pin.refusals, *pin.notices)]
        given = [
            (name, printable(value, longest=200)) for name, value in shown if value
        ]
        for name, value in given or [("none", "no list beside it names it")]:
            say(f"{name:20} {value}")


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


def _show_extras() -> None:
    """Say which extras are installed, and how to get the others."""
    from importlib.util import find_spec

    from scorer.core.installation import how_to_add

    say("\nExtras")
    for extra, module in _EXTRAS.items():
        there = find_spec(module) is not None
        said = "installed" if there else f"missing: {how_to_add(extra)}"
        say(f"{extra:20} {said}")


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
