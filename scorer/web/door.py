"""Who may ask: this computer, or whoever has the address with its token."""

from __future__ import annotations

import ipaddress
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_COOKIE = "scorer"


def is_loopback(host: str) -> bool:
    """Return whether only this computer reaches an address or name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_wildcard(host: str) -> bool:
    """Return whether an address stands for every interface."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def address(host: str, port: int, token: str = "") -> str:
    """Return the page's address as a browser takes it.

    Example:
        >>> address("::1", 80, "abc")
        'http://[::1]:80/?token=abc'
    """
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}" + (f"/?token={token}" if token else "")


class Hosts:
    """Refuses requests under another name, which DNS rebinding makes.

    Args:
        app: What answers the others.
        names: Names and addresses without port or brackets.
    """

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "http" and _host(scope) not in self._names:
            refusal = PlainTextResponse("Invalid host header", 400)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


class Token:
    """Refuses requests that do not know the token; the address that is printed does.

    It is kept in a cookie, which a site under another name never gets: no name of this
    computer need be known beforehand.

    Args:
        app: What answers the others.
        token: The secret.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http" or self._is_known(_cookie(scope)):
            await self._app(scope, receive, send)
        elif scope["path"] == "/" and self._is_known(_given(scope)):
            welcome = RedirectResponse("/", 303)
            welcome.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict")
            await welcome(scope, receive, send)
        else:
            refusal = PlainTextResponse("open the address that scorer printed", 403)
            await refusal(scope, receive, send)

    def _is_known(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())


def _host(scope: Scope) -> str:
    try:
        return (urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname) or ""
    except ValueError:
        return ""


def _cookie(scope: Scope) -> str:
    try:
        kept = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    return kept[_COOKIE].value if _COOKIE in kept else ""


def _given(scope: Scope) -> str:
    query: bytes = scope["query_string"]
    return parse_qs(query.decode("latin-1")).get("token", [""])[0]
