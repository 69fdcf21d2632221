"""The bytes of uploads, from clients that may be slow, many, or gone.

A slow client costs what it has sent, not a place: it cannot keep another from being
read. What all bodies together may hold is bounded.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

# A phone on a weak wireless network sends faster; so does every program here.
_LEAST_BYTES_PER_SECOND = 64 * 1024
_GRACE_SECONDS = 5.0
_BODY_SECONDS = 60.0
_ROOM_SECONDS = 10.0
_CLOSE = {"Connection": "close"}


class BrokenOffError(Exception):
    """The client went away in the middle of its upload."""


class Room:
    """Bytes that all bodies together may hold.

    Args:
        size: So many.
    """

    def __init__(self, size: int) -> None:
        self._left = size
        self._freed = asyncio.Condition()

    async def take(self, count: int) -> None:
        """Wait until there is room for more bytes, and take it.

        Raises:
            TimeoutError: There is none for too long.
        """
        async with asyncio.timeout(_ROOM_SECONDS), self._freed:
            await self._freed.wait_for(lambda: self._left >= count)
            self._left -= count

    async def give(self, count: int) -> None:
        """Give bytes back."""
        async with self._freed:
            self._left += count
            self._freed.notify_all()


@asynccontextmanager
async def body(request: Request, room: Room) -> AsyncIterator[bytes]:
    """Yield a request's whole body, which takes its room until it is let go.

    Raises:
        HTTPException: It comes too slowly (408), or there is no room for it (503).
        BrokenOffError: The client went away.
    """
    parts: list[bytes] = []
    held = 0
    try:
        async for part in _parts(request):
            await _taken(room, len(part))
            held += len(part)
            parts.append(part)
        yield b"".join(parts)
    except ClientDisconnect as cause:
        raise BrokenOffError from cause
    finally:
        await room.give(held)


async def _parts(request: Request) -> AsyncIterator[bytes]:
    """Yield the parts of a body as long as they come fast enough."""
    loop = asyncio.get_running_loop()
    begun, count = loop.time(), 0
    parts = aiter(request.stream())
    while True:
        earned = _GRACE_SECONDS + count / _LEAST_BYTES_PER_SECOND
        try:
            async with asyncio.timeout_at(begun + min(earned, _BODY_SECONDS)):
                part = await anext(parts)
        except StopAsyncIteration:
            return
        except TimeoutError as cause:
            raise HTTPException(408, "too slow", _CLOSE) from cause
        count += len(part)
        yield part


async def _taken(room: Room, count: int) -> None:
    try:
        await room.take(count)
    except TimeoutError as cause:
        raise HTTPException(503, "busy", _CLOSE) from cause
