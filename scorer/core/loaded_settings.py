"""Which settings hold: defaults, the user's file, the nearest, the environment, flags.

What a file found in a folder may say of a setting, that setting's ``Reach`` tells.
"""

from __future__ import annotations

import dataclasses
import glob
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from scorer.core.errors import SettingsError
from scorer.core.settings import (
    Reach,
    Settings,
    checked_value,
    declared,
    folder_table,
    is_remote_name,
)
from scorer.core.settings_files import (
    Source,
    found_file,
    from_file,
    own_settings_file,
)

_PREFIX = "SCORER_"
# Secrets and addresses that `scorer pull` reads by itself: no settings, never shown.
_NOT_SETTINGS = "SCORER_PINTEREST_"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and where each one came from.

    Attributes:
        settings: The settings.
        origins: Where each is said, by name.
        file: The settings file that was found in a folder, None without one.
        given: Names of what a flag or a variable says, which no file is stronger than.
    """

    settings: Settings
    origins: Mapping[str, str]
    file: Path | None = None
    given: frozenset[str] = frozenset()
    _again: Callable[[Path], Loaded] | None = field(
        default=None, compare=False, repr=False
    )
    _folder: Path | None = field(default=None, compare=False, repr=False)
    _known: dict[Path, Loaded] = field(default_factory=dict, compare=False, repr=False)

    def anew(self) -> Loaded:
        """Return the same as the settings files say it now.

        Raises:
            SettingsError: One of them cannot be used any more.
        """
        if self._again is None or self._folder is None:
            return self
        return self._again(self._folder)

    def nearest_to(self, path: Path) -> Loaded:
        """Return the settings for a file: those of the settings file nearest to it.

        Where none lies in its folder or above, these settings hold.

        Raises:
            SettingsError: That settings file cannot be used.
        """
        if self._again is None or is_remote_name(path):
            return self
        folder = path.absolute().parent
        if folder not in self._known:
            self._known[folder] = self._found_from(folder)
        return self._known[folder]

    @contextmanager
    def naming_file(self, path: Path | None = None) -> Iterator[None]:
        """Let what is wrong with a setting be told with the file that says so.

        Args:
            path: The pin for which the setting is used; None where these settings hold
                for all pins.

        Raises:
            SettingsError: What was raised inside, with that file.
        """
        try:
            yield
        except SettingsError as error:
            origin = (
                self.nearest_to(path)._origin(error.setting, path)
                if path
                else self.origins.get(error.setting, "")
            )
            if origin in ("", "default", "flag") or error.message.startswith(origin):
                raise
            raise SettingsError(
                f"{origin}: {error.message}", hint=error.hint, setting=error.setting
            ) from error

    def _origin(self, name: str, path: Path) -> str:
        """Return where the setting of a pin is said, its folder pattern included."""
        is_given = name in self.given
        for pattern in () if is_given else reversed(self.settings.patterns_of(path)):
            named = {key.replace("-", "_") for key in self.settings.folders[pattern]}
            if name in named:
                return f"{self.origins['folders']}: folders.{pattern!r}"
        return self.origins.get(name, "")

    def _found_from(self, folder: Path) -> Loaded:
        try:
            file = found_file(Path(os.path.normpath(folder)))
        except (OSError, ValueError):  # opening the picture says what is wrong
            return self
        if file is None or file == self.file or self._again is None:
            return self
        if file not in self._known:
            self._known[file] = self._again(file.parent)
        return self._known[file]

    def of(self, path: Path) -> Settings:
        """Return the settings that hold for one file, folder patterns included.

        Raises:
            SettingsError: A settings file or a pattern's table cannot be used.
        """
        near = self.nearest_to(path)
        return near.settings.within(path, near.given)


def load(
    folder: Path,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
) -> Loaded:
    """Return the effective settings.

    A flag is stronger than the environment, that than the nearest file with its folder
    patterns, that than the user's own file, that than the default.

    Args:
        folder: Where the search for the nearest settings file starts.
        environment: ``SCORER_…`` variables; the process's own if None.
        flags: Values from the command line; None means "not given".

    Raises:
        SettingsError: A file cannot be parsed, a key is unknown, a value unusable, or a
            file found in a folder says what only the user may say.
    """
    given = os.environ if environment is None else environment
    own = _checked_source(from_file(own_settings_file()))
    file = found_file(folder)
    said_now = _checked_source(_from_environment(given)) | _checked_source(
        {key: ("flag", value) for key, value in (flags or {}).items()}
    )
    merged = own | _within_reach(from_file(file), own) | said_now
    values: dict[str, Any] = {key: value for key, (_, value) in merged.items()}
    names = tuple(entry.name for entry in dataclasses.fields(Settings))
    origins = {name: merged.get(name, ("default", None))[0] for name in names}

    def again(other: Path) -> Loaded:
        return load(other, given, flags)

    return Loaded(
        Settings(**values), origins, file, frozenset(said_now), again, folder.absolute()
    )


def _from_environment(environment: Mapping[str, str]) -> Source:
    hints = get_type_hints(Settings)
    found: Source = {}
    for variable, text in environment.items():
        if not variable.startswith(_PREFIX) or variable.startswith(_NOT_SETTINGS):
            continue
        key = variable.removeprefix(_PREFIX).lower()
        is_list = hints.get(key) == tuple[str, ...]
        value = tuple(filter(None, text.split(","))) if is_list else text
        found[key] = (variable, value)
    return found


def _checked_source(source: Source) -> Source:
    """Return what a trusted source says, checked; None means "not given"."""
    checked = {
        key: (origin, checked_value(key, value, origin))
        for key, (origin, value) in source.items()
        if value is not None
    }
    for pattern, table in _patterns(checked).items():
        folder_table(pattern, table)
    return checked


def _within_reach(source: Source, own: Source) -> Source:
    """Return what a file found in a folder says, if it may say so.

    Args:
        source: What the file says.
        own: What the user's own settings say: guards are not lowered below them.
    """
    checked = _checked_source(source)
    guards = {
        entry.name: own[entry.name][1] if entry.name in own else entry.default
        for entry in dataclasses.fields(Settings)
        if entry.metadata["reach"] is Reach.LOWER
    }
    found = {
        key: (origin, _allowed(key, value, origin, guards))
        for key, (origin, value) in checked.items()
    }
    for pattern, table in _patterns(checked).items():
        for key, value in folder_table(pattern, table).items():
            _allowed(
                key, value, f"{checked['folders'][0]}: folders.{pattern!r}", guards
            )
    if "folders" in found:
        origin = found["folders"][0]
        root = Path(origin).parent
        tables = {
            _seen_from(root, pattern): table
            for pattern, table in _patterns(checked).items()
        }
        found["folders"] = (origin, tables)
    return found


def _seen_from(root: Path, pattern: str) -> str:
    """Return a pattern of a settings file as one of whole paths."""
    if Path(pattern).is_absolute():
        return pattern
    return f"{glob.escape(root.as_posix())}/{pattern.removeprefix('./')}"


def _allowed(
    key: str,
    value: Any,  # noqa: ANN401 - checked
    origin: str,
    guards: Mapping[str, Any],
) -> object:
    """Return a value that a file found in a folder may give, paths made absolute.

    Raises:
        SettingsError: It may not.
    """
    reach = declared(key)["reach"]
    if reach is Reach.OUTSIDE:
        raise _out_of_reach(key, origin, "is not taken from a file found in a folder")
    if reach is Reach.LOWER and value > guards[key]:
        problem = f"= {value:g} is above {guards[key]:g}, which a file found in a "
        raise _out_of_reach(key, origin, f"{problem}folder may not raise")
    if reach is Reach.BELOW and value:
        return _path_below(key, value, origin)
    return value


def _path_below(key: str, value: str, origin: str) -> str:
    """Return the path of a file that lies below the folder of the settings file."""
    folder = Path(origin).parent
    try:
        path = (folder / value).resolve()
        is_below = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        is_below = False
    if not is_below:
        raise _out_of_reach(
            key, origin, f"= {value!r} names a file outside the folder of that file"
        )
    return str(path)


def _out_of_reach(key: str, origin: str, problem: str) -> SettingsError:
    name = key.replace("_", "-")
    return SettingsError(
        f"{origin}: {name} {problem}: {declared(key)['harm']}",
        hint=f"if you want it, set {_PREFIX}{key.upper()} or write it in "
        f"{own_settings_file()}",
    )


def _patterns(checked: Source) -> Mapping[str, Mapping[str, object]]:
    found: Any = checked.get("folders", ("", {}))[1]
    return found  # type: ignore[no-any-return] # checked
