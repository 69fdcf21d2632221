"""Settings files: where they are found, and what they say."""

from __future__ import annotations

import tomllib
from pathlib import Path

from scorer.core.errors import SettingsError

_NAME, _HIDDEN, _PROJECT = NAMES = ("scorer.toml", ".scorer.toml", "pyproject.toml")
# Far above what anybody writes by hand, far below what keeps a parser busy.
_MOST_BYTES = 2**20

# By setting: where it is said, and what.
Source = dict[str, tuple[str, object]]


def own_settings_file() -> Path:
    """Return where the user's own settings are; the file need not exist."""
    from platformdirs import user_config_path

    return user_config_path("pin-scorer") / _NAME


def settings_file(folder: Path) -> Path | None:
    """Return the nearest scorer.toml, or pyproject.toml with [tool.scorer], upwards.

    The file may be hidden, as those of other programs are: ``.scorer.toml``.
    """
    for parent in (folder.absolute(), *folder.absolute().parents):
        for own in (parent / _NAME, parent / _HIDDEN):
            if own.is_file():
                return own
        project = parent / _PROJECT
        if project.is_file() and _table(project) is not None:
            return project
    return None


def found_file(folder: Path) -> Path | None:
    """Return the nearest settings file, unless it is the user's own."""
    path = settings_file(folder)
    return None if path == own_settings_file() else path


def from_file(path: Path | None) -> Source:
    """Return what a file says; nothing where there is none.

    Raises:
        SettingsError: It cannot be read.
    """
    table = _table(path) if path and path.is_file() else None
    return {
        key.replace("-", "_"): (str(path), value)
        for key, value in (table or {}).items()
    }


def _table(path: Path) -> dict[str, object] | None:
    try:
        document = tomllib.loads(_text(path))
    except (OSError, ValueError, RecursionError) as cause:
        deep = isinstance(cause, RecursionError)
        problem = "too many brackets within each other" if deep else cause
        raise SettingsError(
            f"{path} cannot be read as TOML: {problem}", hint="fix or remove the file"
        ) from cause
    if path.name != _PROJECT:
        return document
    tool = document.get("tool")
    table = tool.get("scorer") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(f"it is larger than {_MOST_BYTES // 2**20} MiB")
    return content.decode("utf-8-sig")  # editors on Windows begin with a mark
