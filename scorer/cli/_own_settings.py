"""The settings of each pin, as their files say them now, while a folder is watched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from scorer.core.errors import ScorerError, SettingsError
from scorer.core.loaded_settings import Loaded
from scorer.core.settings import Settings
from scorer.core.settings_files import found_file
from scorer.pipeline import check_settings

# Of the settings file of a folder: another value once it may say other things.
_State = tuple[object, ...]


class OwnSettings:
    """Remembers settings, and reads those again whose files changed.

    Args:
        loaded: The settings to begin with.
    """

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._states: dict[Path, _State] = {}
        self._problems: frozenset[str] = frozenset()
        self.settings: dict[Path, Settings] = {}

    def look(self, paths: Collection[Path]) -> list[str]:
        """Take the settings of pins, and return what is newly wrong with them.

        What a file said last holds while it is broken. Pins that never had settings
        have none then.
        """
        states = {folder: _state(folder) for folder in {path.parent for path in paths}}
        is_changed = states != self._states
        self._states = states
        self.settings = {
            path: own for path, own in self.settings.items() if path in paths
        }
        fresh = [path for path in paths if is_changed or path not in self.settings]
        problems = dict.fromkeys(
            [
                *(self._problem_anew() if is_changed else ()),
                *filter(None, map(self._problem_of, fresh)),
            ]
        )
        known, self._problems = self._problems, frozenset(problems)
        return [problem for problem in problems if problem not in known]

    def _problem_anew(self) -> list[str]:
        """Read the files again, or say why not."""
        try:
            self._loaded = self._loaded.anew()
        except ScorerError as error:
            return [error.line]
        return []

    def _problem_of(self, path: Path) -> str:
        """Take the settings of a pin if it can be scored by them, or say why not."""
        try:
            # Patterns are applied: those for other pins make these no others.
            own = replace(self._loaded.of(path), folders={})
            if own != self.settings.get(path):
                with self._loaded.naming_file(path):
                    check_settings(own)
        except ScorerError as error:
            return error.line
        self.settings[path] = own
        return ""


def _state(folder: Path) -> _State:
    try:
        file = found_file(folder)
        state = file.stat() if file else None
    except SettingsError as error:
        return (error.line,)
    except OSError:  # it went: so will its pins
        return ()
    return (file, state and state.st_mtime_ns, state and state.st_size)
