"""Errors that a user can do something about.

ScorerError                 exit 2
├── SettingsError           a setting, flag or settings file
├── InputError              a picture or list of pins that cannot be read; exit 3
├── ExportError             a Pinterest export that cannot be read
├── DependencyError         a program or package that is not installed
├── ModelError              a model folder that cannot be used
├── OutputError             a file that cannot be written
├── PinterestError          Pinterest refuses, or cannot be reached
└── MissingFeatureError     a family that could not be measured

Anything else that is raised is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

from typing import ClassVar


class ScorerError(Exception):
    """An expected failure, said in one sentence.

    Args:
        message: What failed and on which value; lower case, no full stop.
        hint: What to do next.
        code: Stable identifier that reports carry; the class default if empty.
    """

    exit_code: ClassVar[int] = 2
    default_code: ClassVar[str] = "error"

    def __init__(self, message: str, *, hint: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code or self.default_code

    @property
    def line(self) -> str:
        """What failed and what to do next, where there is room for one line."""
        return with_hint(self.message, self.hint)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep hint and code when a worker process hands the error over."""
        return (_rebuild, (type(self), self.message, self.hint, self.code))


class SettingsError(ScorerError):
    """A setting, a flag or a settings file is not usable.

    Args:
        message: As in ``ScorerError``.
        hint: As there.
        setting: Name of the setting that is wrong, where whoever raises this does not
            know the file that says so (``Loaded.naming_file``).
    """

    default_code = "bad-settings"

    def __init__(self, message: str, *, hint: str = "", setting: str = "") -> None:
        super().__init__(message, hint=hint)
        self.setting = setting

    def __reduce__(self) -> tuple[object, ...]:
        """Keep hint and setting when a worker process hands the error over."""
        return (_rebuild_settings, (self.message, self.hint, self.setting))


class InputError(ScorerError):
    """A picture or a list of pins cannot be read."""

    exit_code = 3
    default_code = "unreadable"


class ExportError(ScorerError):
    """A Pinterest export cannot be read."""

    default_code = "bad-export"


class DependencyError(ScorerError):
    """A program or package that is needed is not installed."""

    default_code = "missing-dependency"


class ModelError(ScorerError):
    """A model folder cannot be used."""

    default_code = "bad-model"


class OutputError(ScorerError):
    """A file cannot be written."""

    default_code = "cannot-write"


class PinterestError(ScorerError):
    """Pinterest refuses a request, answers what it never should, or is not reached."""

    default_code = "pinterest"


class MissingFeatureError(ScorerError):
    """A feature family that is asked for was not measured."""

    default_code = "missing-feature"


def with_hint(message: str, hint: str) -> str:
    """Return what failed and what to do next as one line.

    Example:
        >>> with_hint("a.png is empty", "export it again")
        'a.png is empty – export it again'
    """
    return " – ".join(filter(None, (message, hint)))


def _rebuild_settings(message: str, hint: str, setting: str) -> SettingsError:
    return SettingsError(message, hint=hint, setting=setting)


def _rebuild(
    kind: type[ScorerError], message: str, hint: str, code: str
) -> ScorerError:
    return kind(message, hint=hint, code=code)
