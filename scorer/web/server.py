"""The page's server: one socket, and requests that must begin in time."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from scorer.core.errors import ScorerError

_HEADER_SECONDS = 10.0


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes one that is free.

    Raises:
        ScorerError: Nothing can listen there; says why.
    """
    try:
        # Without a host it would be every interface: a name that nobody has is none.
        family, _, _, _, place = socket.getaddrinfo(
            host or ".", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(place[:2], family=family, backlog=2048)
    except (OSError, UnicodeError) as cause:
        taken = getattr(cause, "errno", None) == errno.EADDRINUSE
        # Python adds what it did meanwhile, with the address again.
        reason = str(getattr(cause, "strerror", None) or cause).partition(" (while ")[0]
        raise ScorerError(
            f"nothing can listen at {host or '(no address)'}, port {port}: {reason}",
            hint="choose another --port" if taken else "fix --host",
        ) from cause


def serve(app: ASGIApp, socket_: socket.socket) -> None:
    """Serve until a signal comes."""
    # uvicorn.run would take Ctrl+C for a success.
    server = uvicorn.Server(configuration(app))
    with _hangup_ends(server):
        server.run(sockets=[socket_])


@contextmanager
def _hangup_ends(server: uvicorn.Server) -> Iterator[None]:
    """Let a terminal that is closed end the server as Ctrl+C does: after its answers.

    uvicorn does so for the other signals; this one would break into an answer.
    """
    number = getattr(signal, "SIGHUP", None)
    before = number and signal.getsignal(number)
    if number is None or before == signal.SIG_IGN:
        yield
        return
    is_over = False

    def end(*_: object) -> None:
        nonlocal is_over
        is_over = server.should_exit = True

    signal.signal(number, end)
    try:
        yield
    finally:
        signal.signal(number, before)
    if is_over:
        signal.raise_signal(number)


def configuration(app: ASGIApp, **more: object) -> uvicorn.Config:
    """Return how the app is served."""
    kept = {"log_level": "warning", "ws": "none", "lifespan": "on", **more}
    return uvicorn.Config(app, http=HastyProtocol, **kept)  # type: ignore[arg-type] # of the parameters' types


class HastyProtocol(H11Protocol):
    """Closes connections whose request does not begin, and end its header, in time."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wind()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a header, and no longer once it is there."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._clock is None:
            self._wind()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop()
        super().connection_lost(exc)

    def _wind(self) -> None:
        self._clock = self.loop.call_later(_HEADER_SECONDS, self.transport.close)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
