"""Settings: defaults, the nearest file, the environment, flags."""

from __future__ import annotations

import dataclasses
import difflib
import fnmatch
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from scorer.core.errors import SettingsError

# Feed column of a 390 pt phone: two columns, margins and gutter of 8 pt assumed,
# (390 - 3 * 8) / 2. Pinterest does not publish it.
FEED_WIDTH_DP = 183.0

_PREFIX = "SCORER_"


def setting(default: object, summary: str) -> Any:  # noqa: ANN401 - a dataclass field
    """Declare a setting with its default and one sentence for ``scorer doctor``."""
    if isinstance(default, dict):
        return field(default_factory=dict, metadata={"summary": summary})
    return field(default=default, metadata={"summary": summary})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run."""

    ocr_engine: str = setting("rapid", "What reads the overlay text")
    languages: tuple[str, ...] = setting(
        ("eng",), "Languages of the overlay text, by Tesseract's codes"
    )
    lexicons: str = setting(
        "", "Folder with word lists of your own: en.json adds to the built-in ones"
    )
    feed_width_dp: float = setting(
        FEED_WIDTH_DP,
        "Width at which a phone's feed shows a pin, in dp: not published; two columns "
        "and three gaps of 8 dp on a phone of 390 dp",
    )
    closeup_width_dp: float = setting(
        390.0, "Width at which a phone shows a tapped pin, in dp"
    )
    max_file_bytes: int = setting(
        64 * 2**20, "Larger files are not opened; Pinterest itself takes 20 MB"
    )
    max_pixels: int = setting(
        60_000_000, "Images with more pixels are refused before they are decoded"
    )
    max_seconds: float = setting(
        60.0, "A pin that takes longer is given up where pins are scored in workers"
    )
    cluster: str = setting(
        "", "Dask cluster that scores: local, or a scheduler's tcp://…; empty is none"
    )
    cache: bool = setting(True, "Whether measured numbers are kept for the next run")
    cache_folder: str = setting("", "Where they are kept; empty is the user's cache")
    cache_bytes: int = setting(
        2**30, "Size of the cache; the least recently used pins go when it is full"
    )
    select: tuple[str, ...] = setting((), "Guidelines to judge by; empty is all")
    ignore: tuple[str, ...] = setting((), "Guidelines to leave out")
    limits: Mapping[str, Mapping[str, float]] = setting(
        {}, "Limits by guideline and name, such as small-text.cap-height-dp"
    )
    min_score: float = setting(0.0, "`check`: lowest score that is met, 0..100")
    fail_on: str = setting(
        "serious", "`check`: failing a guideline of this impact or more is not met"
    )
    baseline: str = setting(
        "", "`check`: file with the old drafts that are let through"
    )
    folders: Mapping[str, Mapping[str, object]] = setting(
        {}, "Other settings for paths that match a pattern, such as drafts/old/*"
    )

    def within(self, path: Path) -> Settings:
        """Return the settings for one file: those of each folder pattern it matches.

        Raises:
            SettingsError: A pattern's table has an unknown key or an unusable value.
        """
        found: dict[str, Any] = {}
        for pattern, table in self.folders.items():
            if fnmatch.fnmatch(path.as_posix(), pattern):
                found |= _folder_table(pattern, table)
        return dataclasses.replace(self, **found) if found else self


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and where each one came from."""

    settings: Settings
    origins: Mapping[str, str]


def load(
    folder: Path,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
) -> Loaded:
    """Return the effective settings: flag over environment over file over default.

    Args:
        folder: Where the search for the nearest settings file starts.
        environment: ``SCORER_…`` variables; the process's own if None.
        flags: Values from the command line; None means "not given".

    Raises:
        SettingsError: A file cannot be parsed, a key is unknown or a value unusable.
    """
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for source in (
        _from_file(folder),
        _from_environment(os.environ if environment is None else environment),
        {key: ("flag", value) for key, value in (flags or {}).items()},
    ):
        for key, (origin, value) in source.items():
            if value is not None:
                values[key] = _checked(key, value, origin)
                origins[key] = origin
    loaded = Settings(**values)  # type: ignore[arg-type] # checked
    for pattern, table in loaded.folders.items():
        _folder_table(pattern, table)
    names = tuple(entry.name for entry in dataclasses.fields(Settings))
    everywhere = {name: origins.get(name, "default") for name in names}
    return Loaded(loaded, everywhere)


def settings_file(folder: Path) -> Path | None:
    """Return the nearest scorer.toml, or pyproject.toml with [tool.scorer], upwards."""
    for parent in (folder.absolute(), *folder.absolute().parents):
        own = parent / "scorer.toml"
        if own.is_file():
            return own
        project = parent / "pyproject.toml"
        if project.is_file() and _table(project) is not None:
            return project
    return None


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the closest known name, or lists them all."""
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {close[0]}?" if close else f"known are: {', '.join(known)}"


def _from_file(folder: Path) -> dict[str, tuple[str, object]]:
    path = settings_file(folder)
    table = _table(path) if path else None
    return {
        key.replace("-", "_"): (str(path), value)
        for key, value in (table or {}).items()
    }


def _table(path: Path) -> dict[str, object] | None:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise SettingsError(
            f"{path} cannot be read as TOML: {cause}", hint="fix or remove the file"
        ) from cause
    if path.name == "scorer.toml":
        return document
    table = document.get("tool", {}).get("scorer")
    return table if isinstance(table, dict) else None


def _from_environment(
    environment: Mapping[str, str],
) -> dict[str, tuple[str, object]]:
    hints = get_type_hints(Settings)
    found: dict[str, tuple[str, object]] = {}
    for variable, text in environment.items():
        if not variable.startswith(_PREFIX):
            continue
        key = variable.removeprefix(_PREFIX).lower()
        is_list = hints.get(key) == tuple[str, ...]
        value = tuple(filter(None, text.split(","))) if is_list else text
        found[key] = (variable, value)
    return found


def _folder_table(pattern: str, table: Mapping[str, object]) -> dict[str, object]:
    """Return the settings of one folder pattern, checked."""
    named = {key.replace("-", "_"): value for key, value in table.items()}
    return {
        key: _checked(key, value, f"folders.{pattern!r}")
        for key, value in named.items()
    }


def _checked(key: str, value: object, origin: str) -> object:
    hints = get_type_hints(Settings)
    if key not in hints:
        known = (name.replace("_", "-") for name in hints)
        raise SettingsError(
            f"{origin}: unknown setting {key.replace('_', '-')!r}",
            hint=nearest(key.replace("_", "-"), known),
        )
    try:
        return TypeAdapter(hints[key]).validate_python(value)
    except ValidationError as cause:
        problem = cause.errors()[0]["msg"].lower()
        raise SettingsError(
            f"{origin}: {key.replace('_', '-')} = {value!r}: {problem}",
            hint="see `scorer doctor` for the settings and their defaults",
        ) from cause
