"""Settings: defaults, the user's own file, the nearest file, the environment, flags.

Whoever sends a folder can put a settings file in it. Each setting therefore declares
its ``Reach``: what a file found in a folder may do with it.
"""

from __future__ import annotations

import dataclasses
import difflib
import fnmatch
import glob
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from scorer.core.errors import SettingsError
from scorer.core.settings_files import (
    Source,
    found_file,
    from_file,
    own_settings_file,
)
from scorer.core.storage.mistakes import in_words

# Feed column of a 390 pt phone: two columns, margins and gutter of 8 pt assumed,
# (390 - 3 * 8) / 2. Pinterest does not publish it.
FEED_WIDTH_DP = 183.0

_PREFIX = "SCORER_"
# Secrets and addresses that `scorer pull` reads by itself: no settings, never shown.
_NOT_SETTINGS = "SCORER_PINTEREST_"
# Names that a hint lists at most, where it can say less.
_MOST_LISTED = 45


class Reach(StrEnum):
    """What a settings file that was found in a folder may do with a setting.

    Flags, the environment and the user's own settings file may set all of them.
    """

    ANY = "set"  # it changes how the pins there are judged, nothing else
    LOWER = "lower"  # a guard: stricter is fine, looser would harm this computer
    BELOW = "name below"  # a path: of a file below the folder of the settings file
    OUTSIDE = "not set"  # it sends, connects, deletes or reads elsewhere


def _not_bool(value: object) -> object:
    """Refuse true and false as numbers, which they are in Python."""
    if isinstance(value, bool):
        raise ValueError("a number is needed")  # noqa: TRY004 - pydantic's way
    return value


Count = Annotated[int, BeforeValidator(_not_bool), Field(ge=1, le=2**50)]
Number = Annotated[float, BeforeValidator(_not_bool), Field(allow_inf_nan=False)]
Width = Annotated[Number, Field(gt=0, le=100_000)]


def setting(
    default: object,
    summary: str,
    *,
    form: object = None,
    reach: Reach = Reach.ANY,
    harm: str = "",
) -> Any:  # noqa: ANN401 - a dataclass field
    """Declare a setting.

    Args:
        default: Its value where nobody sets it.
        summary: One sentence for ``scorer doctor``.
        form: Type with its bounds; the field's own type if None.
        reach: What a file found in a folder may do with it.
        harm: What a stranger's file could do if its reach were larger.
    """
    metadata = {"summary": summary, "form": form, "reach": reach, "harm": harm}
    if isinstance(default, dict):
        return field(default_factory=dict, hash=False, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run."""

    ocr_engine: str = setting("rapid", "What reads the overlay text")
    languages: tuple[str, ...] = setting(
        ("auto",),
        "Languages of the overlay text, by Tesseract's codes; auto finds other scripts",
    )
    lexicons: str = setting(
        "",
        "Folder with word lists of your own: en.json adds to the built-in ones",
        reach=Reach.OUTSIDE,
        harm="its patterns can keep this computer busy without end",
    )
    feed_width_dp: float = setting(
        FEED_WIDTH_DP,
        "Width at which a phone's feed shows a pin, in dp: not published; two columns "
        "and three gaps of 8 dp on a phone of 390 dp",
        form=Width,
    )
    closeup_width_dp: float = setting(
        390.0,
        "Width at which a phone shows a tapped pin, in dp",
        form=Width,
    )
    max_file_bytes: int = setting(
        64 * 2**20,
        "Larger files are not opened; Pinterest itself takes 20 MB",
        reach=Reach.LOWER,
        harm="files could fill the memory",
        form=Count,
    )
    max_pixels: int = setting(
        60_000_000,
        "Images with more pixels are refused before they are decoded",
        reach=Reach.LOWER,
        harm="a small file could fill the memory",
        form=Count,
    )
    max_seconds: float = setting(
        60.0,
        "A pin that takes more processor time is given up, where workers score",
        reach=Reach.LOWER,
        harm="a picture could keep this computer busy for days",
        form=Annotated[Number, Field(gt=0, le=1_000_000)],
    )
    cluster: str = setting(
        "",
        "Dask cluster that scores: local, or a scheduler's tls://…; empty is none",
        reach=Reach.OUTSIDE,
        harm="whoever answers there gets the pins and can run code on this computer",
    )
    cache: bool = setting(True, "Whether measured numbers are kept for the next run")
    cache_folder: str = setting(
        "",
        "Where they are kept; empty is the user's cache",
        reach=Reach.OUTSIDE,
        harm="it writes elsewhere, and what lies there could say what a report says",
    )
    cache_bytes: int = setting(
        2**30,
        "Size of the cache; the least recently used pins go when it is full",
        reach=Reach.OUTSIDE,
        harm="it could fill the disk, or empty the cache of all other folders",
        form=Annotated[int, BeforeValidator(_not_bool), Field(ge=0, le=2**50)],
    )
    select: tuple[str, ...] = setting((), "Guidelines to judge by; empty is all")
    ignore: tuple[str, ...] = setting((), "Guidelines to leave out")
    limits: Mapping[str, Mapping[str, float]] = setting(
        {},
        "Limits by guideline and name, such as small-text.cap-height-dp",
        form=Mapping[str, Mapping[str, Annotated[Number, Field(ge=0)]]],
    )
    sheet_rows: int = setting(
        100,
        "Pins that Pinterest takes in one sheet for creating pins; not official",
        form=Count,
    )
    sheet_days: int = setting(
        14,
        "Days that a publish date of such a sheet may lie ahead; not official",
        form=Count,
    )
    min_score: float = setting(
        0.0,
        "`check`: lowest score that is met, 0..100",
        form=Annotated[Number, Field(ge=0, le=100)],
    )
    fail_on: str = setting(
        "team",
        "`check`: strict, team, lenient, an impact (failing a guideline of it or more "
        "is not met), never, or bounds such as score:60,points:20,text:50",
    )
    baseline: str = setting(
        "",
        "`check`: file with the old drafts that are let through",
        reach=Reach.BELOW,
        harm="it could say what lies in files elsewhere",
    )
    debug: bool = setting(
        False, "Whether a mistake of this program is told with its traceback"
    )
    folders: Mapping[str, Mapping[str, object]] = setting(
        {},
        "Other settings for files that match a pattern, such as drafts/old/*, seen "
        "from the folder of the settings file",
    )

    def __post_init__(self) -> None:
        """Take one name for a list of one, as settings files do."""
        for name in ("languages", "select", "ignore"):
            given: object = getattr(self, name)
            if isinstance(given, str):
                object.__setattr__(self, name, (given,))

    def checked(self) -> Settings:
        """Return the settings as they are meant, where somebody made them in Python.

        Raises:
            SettingsError: A value is unusable.
        """
        usual = Settings()
        found: dict[str, Any] = {
            each.name: _checked(each.name, getattr(self, each.name), "Settings")
            for each in dataclasses.fields(self)
            if getattr(self, each.name) != getattr(usual, each.name)
        }
        return dataclasses.replace(self, **found)

    def within(self, path: Path) -> Settings:
        """Return the settings for one file: those of each folder pattern it matches.

        Raises:
            SettingsError: A pattern's table has an unknown key or an unusable value.
        """
        found: dict[str, Any] = {}
        for pattern in self.patterns_of(path):
            found |= _folder_table(pattern, self.folders[pattern])
        return dataclasses.replace(self, **found) if found else self

    def patterns_of(self, path: Path) -> list[str]:
        """Return the folder patterns that a file matches, however its path is typed."""
        if not self.folders:
            return []
        typed = [path.as_posix()]
        if not is_remote_name(path):
            ways = (os.path.abspath, os.path.realpath)
            typed += [Path(way(path)).as_posix() for way in ways]
        return [
            pattern
            for pattern in self.folders
            if any(fnmatch.fnmatch(name, pattern) for name in typed)
        ]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and where each one came from.

    Attributes:
        settings: The settings.
        origins: Where each is said, by name.
        file: The settings file that was found in a folder, None without one.
    """

    settings: Settings
    origins: Mapping[str, str]
    file: Path | None = None
    _again: Callable[[Path], Loaded] | None = field(
        default=None, compare=False, repr=False
    )
    _known: dict[Path, Loaded] = field(default_factory=dict, compare=False, repr=False)

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
        for pattern in reversed(self.settings.patterns_of(path)):
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
        return self.nearest_to(path).settings.within(path)


def load(
    folder: Path,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
) -> Loaded:
    """Return the effective settings.

    A flag is stronger than the environment, that than the nearest file, that than the
    user's own file, that than the default.

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
    sources = (
        own,
        _within_reach(from_file(file), own),
        _checked_source(_from_environment(given)),
        _checked_source({key: ("flag", value) for key, value in (flags or {}).items()}),
    )
    merged = {key: said for source in sources for key, said in source.items()}
    values: dict[str, Any] = {key: value for key, (_, value) in merged.items()}
    names = tuple(entry.name for entry in dataclasses.fields(Settings))
    origins = {name: merged.get(name, ("default", None))[0] for name in names}

    def again(other: Path) -> Loaded:
        return load(other, given, flags)

    return Loaded(Settings(**values), origins, file, again)


def is_remote_name(path: Path) -> bool:
    """Return whether a path is an address, which has no folder on this computer."""
    return bool(path.parts) and path.parts[0].endswith(":")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the closest known name, or lists them.

    Of long lists of dotted names it gives those of the family that is meant, or else
    what they begin with.
    """
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    if len(known) > _MOST_LISTED:
        family = name.partition(".")[0] + "."
        if meant := [each for each in known if each.startswith(family)]:
            known = meant
        elif all("." in each for each in known):
            families = dict.fromkeys(each.partition(".")[0] for each in known)
            return f"they begin with one of: {', '.join(families)}"
    return f"known are: {', '.join(known)}"


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
        key: (origin, _checked(key, value, origin))
        for key, (origin, value) in source.items()
        if value is not None
    }
    for pattern, table in _patterns(checked).items():
        _folder_table(pattern, table)
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
        for key, value in _folder_table(pattern, table).items():
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
    reach = _declared(key)["reach"]
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
        f"{origin}: {name} {problem}: {_declared(key)['harm']}",
        hint=f"if you want it, set {_PREFIX}{key.upper()} or write it in "
        f"{own_settings_file()}",
    )


def _declared(key: str) -> Mapping[str, Any]:
    [entry] = [each for each in dataclasses.fields(Settings) if each.name == key]
    return entry.metadata


def _patterns(checked: Source) -> Mapping[str, Mapping[str, object]]:
    found: Any = checked.get("folders", ("", {}))[1]
    return found  # type: ignore[no-any-return] # checked


def _folder_table(pattern: str, table: Mapping[str, object]) -> dict[str, object]:
    """Return the settings of one folder pattern, checked.

    Raises:
        SettingsError: A key is unknown, a value unusable, or the setting is one of the
            whole run.
    """
    named = {key.replace("-", "_"): value for key, value in table.items()}
    origin = f"folders.{pattern!r}"
    checked = {key: _checked(key, value, origin) for key, value in named.items()}
    for key in checked:
        reach = _declared(key)["reach"]
        if key == "folders" or reach in {Reach.OUTSIDE, Reach.BELOW}:
            raise SettingsError(
                f"{origin}: {key.replace('_', '-')} holds for a whole run",
                hint="remove it there",
            )
    return checked


def _checked(key: str, value: object, origin: str) -> object:
    hints = get_type_hints(Settings)
    if hints.get(key) == tuple[str, ...] and isinstance(value, str):
        value = tuple(filter(None, value.split(",")))  # one is a list of one
    if key not in hints:
        known = (name.replace("_", "-") for name in hints)
        raise SettingsError(
            f"{origin}: unknown setting {key.replace('_', '-')!r}",
            hint=nearest(key.replace("_", "-"), known),
        )
    try:
        form: Any = _declared(key)["form"] or hints[key]
        return TypeAdapter(form).validate_python(value)
    except ValidationError as cause:
        problem = in_words(cause.errors()[0])
        raise SettingsError(
            f"{origin}: {key.replace('_', '-')} = {_short(value)}: {problem}",
            hint="see `scorer doctor` for the settings and their defaults",
        ) from cause


def _short(value: object) -> str:
    """Return a value as Python writes it, not without end."""
    try:
        text = repr(value)
    except (RecursionError, ValueError):  # deep, or of more digits than Python prints
        return type(value).__name__
    return text if len(text) <= 80 else f"{text[:77]}..."
