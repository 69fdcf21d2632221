"""The page's server."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from markupsafe import escape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scorer.core.display.printable import printable
from scorer.core.errors import ScorerError, SettingsError
from scorer.core.installation import versions
from scorer.core.loaded_settings import Loaded
from scorer.core.report import Failure, Report, Words
from scorer.core.settings import Settings
from scorer.pipeline import check_settings
from scorer.reports.html import empty, fragment, piece, script, style
from scorer.web._chances import MOST_BYTES, chances
from scorer.web._intake import BrokenOffError, Room, body
from scorer.web.door import Hosts, Token
from scorer.web.workers import Upload, Workers

log = logging.getLogger(__name__)

_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Bounds what many uploads can hold: so many bodies of max_bytes.
_UPLOADS_AT_ONCE = 8
_BINARY = "application/octet-stream"


def application(  # noqa: C901 - one answer a route
    workers: Workers,
    *,
    max_bytes: int,
    hosts: tuple[str, ...] = (),
    token: str = "",
    model: Path | None = None,
    loaded: Loaded | None = None,
) -> Starlette:
    """Return the app.

    Args:
        workers: Score the uploads; closed with the app.
        max_bytes: Larger uploads are refused while they come in.
        hosts: Names under which it may be asked, against DNS rebinding; any where a
            token is needed.
        model: Folder of the click-rate model that the workers ask, named on the page.
        token: What everybody who asks must know; empty where only this computer can.
        loaded: Settings of all uploads, read anew for each, their file named on the
            page; None for those of the workers.
    """
    room = Room(_UPLOADS_AT_ONCE * max_bytes)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        workers.warm()
        yield
        workers.close()

    async def score(request: Request) -> Response:
        # A type that no form of another site can send without being asked first.
        if request.headers.get("content-type") != _BINARY:
            return PlainTextResponse(f"send {_BINARY}", 415)
        given = request.query_params
        words = Words(
            given.get("title", "")[:1000], given.get("description", "")[:4000]
        )
        name = printable(given.get("name", "pin"), longest=120)
        try:
            async with body(request, room) as data:
                report = await workers.report(
                    Upload(name, data, words, _settings(loaded))
                )
        except SettingsError as error:
            failure = Failure(error.code, error.message, error.hint)
            report = Report(name, words, failure=failure)
        except BrokenOffError:
            log.warning("the upload of %s broke off", name)
            return PlainTextResponse("broken off", 400)
        index = given.get("index", "1")
        number = int(index[:6]) if index.isdecimal() else 1
        return HTMLResponse(piece(report, number, with_numbers=model is not None))

    async def compare(request: Request) -> Response:
        if request.headers.get("content-type") != _BINARY:
            return PlainTextResponse(f"send {_BINARY}", 415)
        if model is None:
            return PlainTextResponse("no model", 404)
        try:
            async with body(request, room) as data:
                found = await asyncio.to_thread(chances, model, data)
        except BrokenOffError:
            return PlainTextResponse("broken off", 400)
        except ScorerError as error:
            return PlainTextResponse(printable(error.message), 400)
        return JSONResponse(found)

    async def page(_: Request) -> Response:
        text = _own("page.html").replace("<!-- report -->", fragment([]))
        named = _model_named(model) + _file_named(loaded)
        return HTMLResponse(text.replace("<!-- rests on -->", named))

    async def shell(_: Request) -> Response:
        return HTMLResponse(empty(versions()))

    return Starlette(
        routes=[
            Route("/", page),
            Route("/empty.html", shell),
            Route("/report.css", _asset("text/css", style())),
            Route("/page.css", _asset("text/css", _own("page.css"))),
            Route("/report.js", _asset("text/javascript", script())),
            Route("/page.js", _asset("text/javascript", _own("page.js"))),
            Route("/score", score, methods=["POST"], max_body_size=max_bytes),
            Route("/chances", compare, methods=["POST"], max_body_size=MOST_BYTES),
        ],
        middleware=[
            Middleware(_Headers),
            Middleware(Token, token=token) if token else Middleware(Hosts, names=hosts),
        ],
        lifespan=lifespan,
    )


class _Headers:
    """Sends the safety headers with every answer, also with refusals."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [
                    (key.lower().encode(), value.encode())
                    for key, value in _HEADERS.items()
                ]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        await self._app(scope, receive, sending)


def _model_named(model: Path | None) -> str:
    """Return the mark that says which model is asked; empty without one."""
    if model is None:
        return ""
    name = escape(printable(model.resolve().name, longest=60))
    return f'<p class="rests" id="model">Clicks estimated by <b>{name}</b></p>'


def _settings(loaded: Loaded | None) -> Settings | None:
    """Return the settings as their files say them now, if a pin can be scored by them.

    Raises:
        SettingsError: It cannot; names the file.
    """
    if loaded is None:
        return None
    now = loaded.anew()
    with now.naming_file():
        check_settings(now.settings)
    return now.settings


def _file_named(loaded: Loaded | None) -> str:
    """Return the mark that says which settings file holds; empty without one."""
    if loaded is None or loaded.file is None:
        return ""
    shown = "/".join(loaded.file.parts[-2:])
    return f'<p class="rests">Settings of <b>{escape(printable(shown))}</b></p>'


def _asset(kind: str, text: str) -> Callable[[Request], Awaitable[Response]]:
    async def respond(_: Request) -> Response:
        return Response(text, media_type=kind)

    return respond


def _own(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")
