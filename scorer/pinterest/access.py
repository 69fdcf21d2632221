"""The token: from the environment, or from a file that only its owner can read.

It is in no argument, setting, log, report or cache, and no message says it.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from scorer.core.errors import OutputError, SettingsError
from scorer.core.storage.files import write_private

VARIABLE = "SCORER_PINTEREST_TOKEN"
APP_ID = "SCORER_PINTEREST_APP_ID"
APP_SECRET = "SCORER_PINTEREST_APP_SECRET"  # noqa: S105 - the variable's name
_MOST_BYTES = 64 * 2**10
_EARLY_SECONDS = 300  # a token is renewed before it ends in the middle of a run
_HOW = "make an app and a token (docs/guide/pull.md), or run `scorer login`"


@dataclass(frozen=True, slots=True)
class App:
    """An app of Pinterest's developer pages."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Access:
    """What lets this program read an account."""

    token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    expires_at: float = 0.0  # seconds since 1970; 0 where nobody said
    file: Path | None = None

    @property
    def ends_soon(self) -> bool:
        """Return whether it is known to end within minutes."""
        return 0 < self.expires_at < time.time() + _EARLY_SECONDS


def token_file() -> Path:
    """Return where ``scorer login`` keeps what it was given."""
    from platformdirs import user_config_path

    return user_config_path("pin-scorer") / "pinterest.json"


def app(environment: Mapping[str, str] | None = None) -> App | None:
    """Return the app that the environment names, if it does."""
    given = os.environ if environment is None else environment
    identity, secret = given.get(APP_ID, "").strip(), given.get(APP_SECRET, "").strip()
    if not identity and not secret:
        return None
    return App(_plain(identity, APP_ID), _plain(secret, APP_SECRET))


def access(
    file: Path | None = None, environment: Mapping[str, str] | None = None
) -> Access:
    """Return the token.

    Args:
        file: File that holds a token alone, or what a login wrote; the environment's
            token, and then the login's file, if None.
        environment: Variables; the process's own if None.

    Raises:
        SettingsError: There is none, or others can read its file.
    """
    given = os.environ if environment is None else environment
    if file is None and given.get(VARIABLE, "").strip():
        return Access(_plain(given[VARIABLE].strip(), VARIABLE))
    path = file or token_file()
    if file is None and not path.exists():
        raise SettingsError(f"no token for Pinterest: {VARIABLE} is not set", hint=_HOW)
    return _stored(path)


def keep(found: Access, path: Path) -> Access:
    """Write a login's token to its file, which only its owner can read.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise OutputError(
            f"{path.parent} cannot be made: {cause.strerror}", hint="make that folder"
        ) from cause
    stored = {
        "token": found.token,
        "refresh_token": found.refresh_token,
        "expires_at": found.expires_at,
    }
    write_private(path, json.dumps(stored))
    return Access(found.token, found.refresh_token, found.expires_at, path)


@dataclass(frozen=True, slots=True)
class _Stored:
    token: str
    refresh_token: str = ""
    expires_at: float = 0.0


def _stored(path: Path) -> Access:
    text = _text(path).strip()
    if not text.startswith("{"):
        return Access(_plain(text, str(path)), file=path)
    try:
        stored = TypeAdapter(_Stored).validate_json(text, strict=True)
    except ValidationError:
        # Not the cause: pydantic's message would quote what it found.
        raise SettingsError(
            f"{path} holds no token",
            hint="write the token alone into it, or run `scorer login` again",
        ) from None
    return Access(
        _plain(stored.token, str(path)),
        stored.refresh_token,
        stored.expires_at,
        path,
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            _check_owner_only(path, os.fstat(file.fileno()))
            content = file.read(_MOST_BYTES + 1)
    except OSError as cause:
        raise SettingsError(
            f"{path} cannot be read: {cause.strerror}", hint=_HOW
        ) from cause
    return content[:_MOST_BYTES].decode("utf-8", errors="replace")


def _check_owner_only(path: Path, found: os.stat_result) -> None:
    if os.name == "nt":  # whose permissions are elsewhere: the user's own folder
        return
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise SettingsError(
            f"{path} can be read by others on this computer: a token in it is not used",
            hint=f"chmod 600 {path}",
        )


def _plain(text: str, origin: str) -> str:
    """Return a token or id as a request can carry it; a message never quotes it."""
    if not text or len(text) > 4_000 or not text.isascii() or not text.isprintable():
        raise SettingsError(
            f"{origin}: that is no token or id from Pinterest: it is empty, or has "
            "other characters than letters, digits and signs",
            hint="copy it again, without quotes and line breaks",
        )
    if " " in text:
        raise SettingsError(
            f"{origin}: there is a space in it", hint="copy the token alone"
        )
    return text
