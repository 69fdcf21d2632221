"""Where requests may go: Pinterest, or a stand-in for it on this computer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scorer.core.errors import SettingsError

VARIABLE = "SCORER_PINTEREST_API"
_API = "https://api.pinterest.com/v5"
_OWN = (".pinterest.com", ".pinimg.com")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Address:
    """The API's address; pictures are fetched from Pinterest's own hosts only."""

    api: str

    @property
    def is_stand_in(self) -> bool:
        """Return whether it is a server on this computer, as tests have it."""
        return urlsplit(self.api).hostname in _LOOPBACK

    @property
    def login_page(self) -> str:
        """Return the page on which a person allows this program to read."""
        if self.is_stand_in:
            return f"{self.api}/login"
        return "https://www.pinterest.com/oauth/"

    def allows_picture(self, url: str) -> bool:
        """Return whether a picture may be asked of an address that an answer names."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if self.is_stand_in:
            own = urlsplit(self.api)
            return (parts.scheme, host, port) == ("http", own.hostname, own.port)
        return (
            parts.scheme == "https"
            and host.endswith(".pinimg.com")
            and port in (None, 443)
            and not parts.username
        )


def address(environment: Mapping[str, str] | None = None) -> Address:
    """Return where the API is: Pinterest's own, its sandbox, or a stand-in.

    Raises:
        SettingsError: The variable names another computer: the token would go there.
    """
    given = os.environ if environment is None else environment
    api = given.get(VARIABLE, "").rstrip("/") or _API
    try:
        parts = urlsplit(api)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    is_own = parts.scheme == "https" and host.endswith(_OWN)
    is_here = parts.scheme == "http" and host in _LOOPBACK
    if not (is_own or is_here) or parts.username or parts.query or parts.fragment:
        raise SettingsError(
            f"{VARIABLE} is no address of Pinterest's: the token would go elsewhere",
            hint=f"unset it, or name {_API} or its sandbox",
        )
    return Address(api)
