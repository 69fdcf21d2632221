"""Settings: which there are, their defaults and bounds, and who may set them.

Whoever sends a folder can put a settings file in it. Each setting therefore declares
its ``Reach``: what a file found in a folder may do with it.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from scorer.core.display.closest import nearest
from scorer.core.errors import SettingsError
from scorer.core.storage.mistakes import in_words

# Feed column of a 390 pt phone: two columns, margins and gutter of 8 pt assumed,
# (390 - 3 * 8) / 2. Pinterest does not publish it.
FEED_WIDTH_DP = 183.0


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
            each.name: checked_value(each.name, getattr(self, each.name), "Settings")
            for each in dataclasses.fields(self)
            if getattr(self, each.name) != getattr(usual, each.name)
        }
        return dataclasses.replace(self, **found)

    def within(self, path: Path, given: Collection[str] = ()) -> Settings:
        """Return the settings for one file: those of each folder pattern it matches.

        Args:
            path: The file.
            given: What a flag or a variable says: no pattern is stronger than these.

        Raises:
            SettingsError: A pattern's table has an unknown key or an unusable value.
        """
        found: dict[str, Any] = {}
        for pattern in self.patterns_of(path):
            found |= folder_table(pattern, self.folders[pattern])
        weaker = {key: value for key, value in found.items() if key not in given}
        return dataclasses.replace(self, **weaker) if weaker else self

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


def is_remote_name(path: Path) -> bool:
    """Return whether a path is an address, which has no folder on this computer."""
    return bool(path.parts) and path.parts[0].endswith(":")


def declared(key: str) -> Mapping[str, Any]:
    """Return what ``setting`` was told of the setting of that name."""
    [entry] = [each for each in dataclasses.fields(Settings) if each.name == key]
    return entry.metadata


def folder_table(pattern: str, table: Mapping[str, object]) -> dict[str, object]:
    """Return the settings of one folder pattern, checked.

    Raises:
        SettingsError: A key is unknown, a value unusable, or the setting is one of the
            whole run.
    """
    named = {key.replace("-", "_"): value for key, value in table.items()}
    origin = f"folders.{pattern!r}"
    checked = {key: checked_value(key, value, origin) for key, value in named.items()}
    for key in checked:
        reach = declared(key)["reach"]
        if key == "folders" or reach in {Reach.OUTSIDE, Reach.BELOW}:
            raise SettingsError(
                f"{origin}: {key.replace('_', '-')} holds for a whole run",
                hint="remove it there",
            )
    return checked


def checked_value(key: str, value: object, origin: str) -> object:
    """Return the value of a setting as it is meant, such as a list for a text.

    Args:
        key: The setting's name.
        value: As somebody wrote it.
        origin: Where that stands, for the error.

    Raises:
        SettingsError: There is no such setting, or the value is none of it.
    """
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
        form: Any = declared(key)["form"] or hints[key]
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
