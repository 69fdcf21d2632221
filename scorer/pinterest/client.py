"""One polite client: it waits when told, tries again what may pass, and tells nobody.

The token goes to the API's own host and nowhere else: no answer that sends elsewhere is
followed, and pictures are asked for without it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scorer.core.display.printable import printable
from scorer.core.errors import DependencyError, PinterestError
from scorer.core.installation import how_to_add
from scorer.core.storage.mistakes import first_mistake
from scorer.pinterest import access as accesses
from scorer.pinterest.access import Access, App
from scorer.pinterest.address import Address
from scorer.pinterest.answers import Tokens

A = TypeVar("A", bound=BaseModel)

TRIES = 6
FIRST_PAUSE_SECONDS = 1.0
_SECONDS_A_READ = 30.0
_SECONDS_A_REQUEST = 60.0  # however slowly the bytes come
_LONGEST_WAIT_SECONDS = 900.0  # for what is longer, the user is told when to come back
_MOST_ANSWER_BYTES = 32 * 2**20
_MOST_HOPS = 3


class GoneError(PinterestError):
    """What was asked for is not there any more."""


class Client:
    """Asks the API and fetches pictures.

    Args:
        access: The token; renewed where it ends, if a login gave the means.
        address: Where the API is.
        app: The app of that login.
        tell: Takes a sentence when the client waits for long.
    """

    def __init__(
        self,
        access: Access,
        address: Address,
        app: App | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._access = access
        self._address = address
        self._app = app
        self._tell = tell
        self._http = _http()
        self._session = self._http.Client(
            follow_redirects=False, timeout=self._http.Timeout(_SECONDS_A_READ)
        )
        self._free_at = 0.0  # of time.monotonic(): before it, the API wants no request
        self.requests = 0

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def ask(self, path: str, query: Mapping[str, str | int], kind: type[A]) -> A:
        """Return an answer of the API.

        Raises:
            PinterestError: It refuses, cannot be reached, or answers something else.
            GoneError: There is no such thing (404, 410).
        """
        if self._access.ends_soon:
            self._renew()
        renewed = False
        while True:
            try:
                body = self._tried(
                    lambda: self._send(
                        "GET",
                        f"{self._address.api}{path}",
                        params=dict(query),
                        headers={"Authorization": f"Bearer {self._access.token}"},
                    ),
                    path,
                )
                return _parsed(body, kind, path)
            except _NotAcceptedError as cause:
                if renewed or not self._renew():
                    raise _refused(path, cause) from None
                renewed = True

    def picture(self, url: str, most_bytes: int) -> bytes:
        """Return a picture's bytes.

        Raises:
            PinterestError: It cannot be had, or another host is named.
            GoneError: It is not there any more.
        """
        for _ in range(_MOST_HOPS):
            if not self._address.allows_picture(url):
                raise PinterestError(
                    f"a picture is not on Pinterest's servers: {printable(url)[:120]}",
                    hint="it is left out: scorer asks no other server",
                )
            asked = url
            try:
                return self._tried(
                    lambda asked=asked: self._send("GET", asked, most_bytes=most_bytes),  # type: ignore[misc] # bound now
                    "picture",
                )
            except _MovedError as moved:
                url = moved.where
            except _NotAcceptedError as cause:
                raise _refused("picture", cause) from None
        raise PinterestError("a picture's address leads in circles", hint="try later")

    def exchange(self, app: App, form: Mapping[str, str]) -> Access:
        """Return the token that Pinterest gives for a code or a refresh token.

        Raises:
            PinterestError: It gives none.
        """
        path = "/oauth/token"
        try:
            body = self._tried(
                lambda: self._send(
                    "POST",
                    f"{self._address.api}{path}",
                    data=dict(form),
                    auth=(app.id, app.secret),
                ),
                path,
            )
        except _NotAcceptedError as cause:
            raise _refused(path, cause) from None
        found = _parsed(body, Tokens, path)
        ends = time.time() + found.expires_in if found.expires_in else 0.0
        kept = found.refresh_token or form.get("refresh_token", "")
        return Access(found.access_token, kept, ends)

    def _renew(self) -> bool:
        """Get a new token by the login's refresh token, where there are the means."""
        old = self._access
        if not (self._app and old.refresh_token and old.file):
            return False
        form = {"grant_type": "refresh_token", "refresh_token": old.refresh_token}
        self._access = accesses.keep(self.exchange(self._app, form), old.file)
        return True

    def _tried(self, send: Callable[[], bytes], what: str) -> bytes:
        """Return what a request brings, tried again where that may help."""
        pause = FIRST_PAUSE_SECONDS
        for number in range(1, TRIES + 1):
            self._wait_until_free()
            try:
                return send()
            except _TransientError as error:
                if number == TRIES:
                    raise PinterestError(
                        f"{what}: Pinterest {error.problem}, {TRIES} times",
                        hint="try again later: it goes on where it was",
                    ) from error.__cause__
                wait = error.wait_seconds
                if wait is None:
                    # Not to come back together with everybody else.
                    wait, pause = pause * random.uniform(0.5, 1.0), pause * 2  # noqa: S311
                self._hold(wait)
        raise AssertionError("unreachable")  # pragma: no cover

    def _wait_until_free(self) -> None:
        left = self._free_at - time.monotonic()
        if left > _LONGEST_WAIT_SECONDS:
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(time.time() + left))
            raise PinterestError(
                f"Pinterest takes no more requests before {when}",
                hint="run the same command then: nothing is asked twice",
                code="rate-limited",
            )
        if left > 0:
            if left > 5:
                self._tell(f"Pinterest asks to wait {left:.0f} s")
            time.sleep(left)

    def _hold(self, seconds: float) -> None:
        self._free_at = max(self._free_at, time.monotonic() + seconds)

    def _send(
        self,
        method: str,
        url: str,
        *,
        most_bytes: int = _MOST_ANSWER_BYTES,
        **more: Any,  # noqa: ANN401 - httpx2's
    ) -> bytes:
        """Send one request and return its body.

        Raises:
            _TransientError: Trying again may help.
            _NotAcceptedError, _MovedError, GoneError: It does not.
        """
        self.requests += 1
        until = time.monotonic() + _SECONDS_A_REQUEST
        body = bytearray()
        try:
            with self._session.stream(method, url, **more) as answer:
                self._check(answer)
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > most_bytes:
                        raise PinterestError(
                            f"an answer is larger than {most_bytes // 2**20} MiB",
                            hint="it is left out",
                            code="too-large-file",
                        )
                    if time.monotonic() > until:
                        raise _TransientError("answers too slowly")
        except self._http.TimeoutException as cause:
            raise _TransientError("does not answer in time") from cause
        except (self._http.RequestError, self._http.StreamError) as cause:
            raise _TransientError(_said(cause)) from cause
        return bytes(body)

    def _check(self, answer: Any) -> None:  # noqa: ANN401 - a library loaded late
        status = answer.status_code
        headers = answer.headers
        if 200 <= status < 300:
            if headers.get("x-ratelimit-remaining", "").split(",")[0].strip() == "0":
                self._hold(_seconds(headers.get("x-ratelimit-reset")) or 0.0)
            return
        if status == 429:
            wait = _seconds(headers.get("retry-after"))
            if wait is None:
                wait = _seconds(headers.get("x-ratelimit-reset"))
            raise _TransientError("says that there were too many requests", wait)
        if status >= 500 or status == 408:
            wait = _seconds(headers.get("retry-after"))
            raise _TransientError(f"answers with {status}", wait)
        if status in (404, 410):
            raise GoneError("not there any more", hint="it is left out", code="gone")
        if 300 <= status < 400:
            raise _MovedError(headers.get("location", ""))
        raise _NotAcceptedError(status, _message(answer))


class _TransientError(Exception):
    """A request that failed and may not fail again."""

    def __init__(self, problem: str, wait_seconds: float | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.wait_seconds = wait_seconds


class _NotAcceptedError(Exception):
    """A request that is refused as it is."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status)
        self.status = status
        self.message = message


class _MovedError(_NotAcceptedError):
    """An answer that sends elsewhere."""

    def __init__(self, where: str) -> None:
        super().__init__(302, "sends to another address, which is not followed")
        self.where = where


def _http() -> Any:  # noqa: ANN401 - a library loaded late
    try:
        import httpx2
    except ImportError as cause:
        raise DependencyError(
            "scorer pull needs httpx2", hint=how_to_add("api")
        ) from cause
    return httpx2


def _parsed(body: bytes, kind: type[A], path: str) -> A:
    try:
        return kind.model_validate_json(body)
    except ValidationError as cause:
        problem = printable(first_mistake(cause))[:200]
        raise PinterestError(
            f"{path}: the answer is not as Pinterest describes it: {problem}",
            hint="Pinterest may have changed its API: look for a newer scorer",
            code="changed-api",
        ) from None


def _refused(what: str, cause: _NotAcceptedError) -> PinterestError:
    problems = {
        401: "Pinterest does not accept the token",
        403: "the token may not read this",
    }
    hints = {
        401: "it may have ended: make a new one, or run `scorer login`",
        403: "it needs the scopes boards:read, pins:read and user_accounts:read",
    }
    said = f" ({cause.message})" if cause.message else ""
    problem = problems.get(cause.status, f"Pinterest answers with {cause.status}")
    return PinterestError(
        f"{what}: {problem}{said}",
        hint=hints.get(cause.status, "try again later, or look for a newer scorer"),
        code=f"status-{cause.status}",
    )


def _message(answer: Any) -> str:  # noqa: ANN401 - a library loaded late
    """Return what an error answer says, short and printable."""
    with suppress(Exception):
        said = json.loads(answer.read()[:10_000]).get("message")
        if isinstance(said, str):
            return printable(said)[:160]
    return ""


def _seconds(header: str | None) -> float | None:
    """Return the seconds that a header says, of a number or a date; None if it is none.

    Of several limits, as in ``0, 12``, the first counts.
    """
    if not header:
        return None
    first = header.split(",")[0].split(";")[0].strip()
    with suppress(ValueError):
        seconds = float(first)
        return max(0.0, seconds) if seconds < 10**7 else None
    with suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    return None


def _said(cause: Exception) -> str:
    kinds = {
        "ConnectError": "cannot be reached",
        "RemoteProtocolError": "breaks off its answer",
        "ReadError": "breaks off its answer",
        "DecodingError": "answers with damaged bytes",
    }
    return kinds.get(type(cause).__name__, "cannot be asked")
