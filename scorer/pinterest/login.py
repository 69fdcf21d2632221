"""A person allows this program to read: in the browser, and back on this computer.

Source:
    OAuth 2.0 for native apps (RFC 8252): loopback redirect, state, PKCE (RFC 7636).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
import webbrowser
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from scorer.core.errors import PinterestError, ScorerError
from scorer.pinterest import access as accesses
from scorer.pinterest.access import Access, App
from scorer.pinterest.address import Address
from scorer.pinterest.client import Client

PORT = 8085
_SCOPES = "boards:read,pins:read,user_accounts:read"
_WAIT_SECONDS = 300.0
_LONGEST_CODE = 4_000
_PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>scorer</title>"
    "<p>{}</p><p>You can close this page.</p></html>"
)


def login(
    app: App,
    address: Address,
    file: Path,
    *,
    port: int = PORT,
    show: Callable[[str], None],
    browse: Callable[[str], object] = webbrowser.open,
) -> Access:
    """Return a token, kept in a file that only its owner can read.

    Args:
        app: The app that asks; its redirect URI is ``http://localhost:PORT/``.
        address: Where Pinterest is.
        file: Where the token is kept.
        port: Where the browser comes back to.
        show: Takes the address of the page, for people whose browser does not open.
        browse: Opens a page.

    Raises:
        PinterestError: The person did not allow it, or in time; or Pinterest gives no
            token.
        ScorerError: Nothing can listen at the port.
    """
    state = secrets.token_urlsafe(24)
    verifier = secrets.token_urlsafe(48)
    with _listening(port) as server:
        redirect = f"http://localhost:{server.server_port}/"
        query = {
            "client_id": app.id,
            "redirect_uri": redirect,
            "response_type": "code",
            "scope": _SCOPES,
            "state": state,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        page = f"{address.login_page}?{urlencode(query)}"
        show(page)
        browse(page)
        code = _code(server, state)
    client = Client(Access(""), address)
    try:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
        }
        return accesses.keep(client.exchange(app, form), file)
    finally:
        client.close()


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class _Server(HTTPServer):
    """Waits for one answer, and takes only one that knows the state."""

    allow_reuse_address = False
    found: Mapping[str, str] | None = None
    state = ""


class _Handler(BaseHTTPRequestHandler):
    """Takes the browser's answer, and tells the person."""

    server: _Server
    timeout = 5

    def do_GET(self) -> None:  # the name is http.server's
        """Take an answer."""
        try:
            parts = urlsplit(self.path)
        except ValueError:  # "//[": another program's
            parts = urlsplit("")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        known = hmac.compare_digest(
            query.get("state", "").encode(), self.server.state.encode()
        )
        if parts.path != "/" or not known:
            self._answer(400, "This is not the answer that scorer waits for.")
            return
        self.server.found = query
        allowed = "code" in query
        self._answer(200, "scorer may read now." if allowed else "Nothing was allowed.")

    def _answer(self, status: int, sentence: str) -> None:
        body = _PAGE.format(sentence).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's
        """Say nothing: the request's line holds the code."""


def _listening(port: int) -> _Server:
    try:
        return _Server(("127.0.0.1", port), _Handler)
    except OSError as cause:
        raise ScorerError(
            f"nothing can listen at port {port}: {cause.strerror}",
            hint="end the program that does, or choose another --port and make it the "
            "app's redirect URI",
        ) from cause


def _code(server: _Server, state: str) -> str:
    server.state = state
    until = time.monotonic() + _WAIT_SECONDS
    while server.found is None:
        server.timeout = until - time.monotonic()
        if server.timeout <= 0:
            raise PinterestError(
                f"nobody gave permission within {_WAIT_SECONDS / 60:.0f} minutes",
                hint="run `scorer login` again",
            )
        server.handle_request()
    code = server.found.get("code", "")
    if not code or len(code) > _LONGEST_CODE:
        raise PinterestError(
            "permission was refused on Pinterest's page",
            hint="run `scorer login` again and allow it",
        )
    return code
