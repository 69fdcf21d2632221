"""A stand-in for Pinterest's API v5 and its pictures, on the loopback address.

Written from the OpenAPI description 5.23; it can misbehave in every way that a
``Fault`` names, at the requests that a test chooses.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from PIL import Image

TOKEN = "pina_THIS-IS-SECRET"
PAGE = 250


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    method: str
    path: str
    query: dict[str, str]
    token: str
    form: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """How an answer goes wrong.

    ``cut`` breaks off in the body, ``slow`` never ends it, ``text`` is no JSON.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    cut: bool = False
    slow: float = 0.0


@dataclass
class FakePinterest:
    """An account of pins; ``fault`` is asked before each answer.

    Args:
        pins: As the API gives them; ``pin`` makes one.
        boards: Names by id.
        picture: Bytes of a picture by pin id; a small JPEG of its own by default.
        fault: What goes wrong at a request, given its number from 0.
    """

    pins: list[dict[str, object]] = field(default_factory=list)
    boards: dict[str, str] = field(default_factory=lambda: {"1": "Meal prep"})
    picture: Callable[[str], bytes] | None = None
    figures: dict[str, object] = field(default_factory=dict)
    fault: Callable[[int, Asked], Fault | None] = lambda _number, _asked: None
    page: int = PAGE
    challenge: str = ""
    tokens: list[str] = field(default_factory=lambda: [TOKEN])
    asked: list[Asked] = field(default_factory=list)
    address: str = ""

    def add(self, count: int, **more: object) -> None:
        """Add so many pins."""
        begun = len(self.pins)
        for number in range(begun, begun + count):
            self.pins.append(pin(f"{10**15 + number}", self.address, **more))

    def paths(self, begin: str) -> list[str]:
        """Return the paths that were asked for and begin so."""
        return [each.path for each in self.asked if each.path.startswith(begin)]


def pin(identity: str, address: str, **more: object) -> dict[str, object]:
    """Return a pin as ``GET /pins?pin_metrics=true`` has it."""
    sizes = {
        name: {
            "width": width,
            "height": None if name == "600x" else width * 3 // 2,
            "url": f"{address}/images/{name}/{identity}.jpg",
        }
        for name, width in (("150x150", 150), ("600x", 600), ("1200x", 1200))
    }
    return {
        "id": identity,
        "created_at": "2026-01-01T20:10:40-00:00",
        "link": "https://www.example.com/",
        "title": f"Pin {identity[-4:]}",
        "description": None,
        "dominant_color": "#6E7874",
        "alt_text": None,
        "creative_type": "REGULAR",
        "board_id": "1",
        "board_section_id": None,
        "board_owner": {"username": "shop"},
        "is_owner": True,
        "is_standard": False,
        "has_been_promoted": False,
        "parent_pin_id": None,
        "media": {"media_type": "image", "images": sizes},
        "pin_metrics": {
            "90d": {"pin_click": 3, "impression": 200, "clickthrough": 1},
            "lifetime_metrics": {
                "pin_click": 7,
                "impression": 500,
                "clickthrough": 3,
                "reaction": 10,
                "comment": 2,
            },
        },
        **more,
    }


@contextmanager
def serving(**more: object) -> Iterator[FakePinterest]:
    """Run a stand-in; its ``address`` has no path."""
    fake = FakePinterest(**more)  # type: ignore[arg-type]
    server = _Server(("127.0.0.1", 0), _Handler)
    server.fake = fake
    fake.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    fake: FakePinterest

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that are gone: tests kill them."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._respond("GET", {})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        text = self.rfile.read(length).decode()
        self._respond("POST", {k: v[0] for k, v in parse_qs(text).items()})

    def _respond(self, method: str, form: dict[str, str]) -> None:
        fake = self.server.fake
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        token = self.headers.get("Authorization", "")
        asked = Asked(method, parts.path, query, token, form)
        number = len(fake.asked)
        fake.asked.append(asked)
        fault = fake.fault(number, asked)
        if fault is not None and not fault.cut:
            self._send(fault.status, fault.body, fault.headers, slow=fault.slow)
            return
        status, body = _answer(fake, asked)
        cut = len(body) // 2 if fault is not None else 0
        self._send(status, body, (), missing=cut)

    def _send(
        self,
        status: int,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        *,
        missing: int = 0,
        slow: float = 0.0,
    ) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + int(slow > 0)))
        self.end_headers()
        self.wfile.write(body[: len(body) - missing])
        if slow or missing:
            self.wfile.flush()
            time.sleep(slow)
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def _answer(fake: FakePinterest, asked: Asked) -> tuple[int, bytes]:
    if asked.path.startswith("/images/"):
        return _picture(fake, asked)
    if asked.path == "/v5/oauth/token":
        return _token(fake, asked)
    if asked.token.removeprefix("Bearer ") not in fake.tokens:
        return 401, _json({"code": 2, "message": "Authentication failed."})
    boards = [{"id": key, "name": name} for key, name in fake.boards.items()]
    lists = {"/v5/boards": boards, "/v5/pins": fake.pins}
    if asked.path in lists:
        return 200, _json(_page(fake, lists[asked.path], asked))
    if asked.path.endswith("/analytics"):
        identity = asked.path.split("/")[-2]
        if identity in fake.figures:
            return 200, _json(fake.figures[identity])
    return 404, _json({"code": 50, "message": "Not found."})


def _page(
    fake: FakePinterest, items: Sequence[object], asked: Asked
) -> dict[str, object]:
    begin = int(asked.query.get("bookmark", "m0")[1:])
    end = begin + min(int(asked.query.get("page_size", "25")), fake.page)
    return {
        "items": items[begin:end],
        "bookmark": f"m{end}" if end < len(items) else None,
    }


def _picture(fake: FakePinterest, asked: Asked) -> tuple[int, bytes]:
    identity = asked.path.split("/")[-1].removesuffix(".jpg")
    if not any(each["id"] == identity for each in fake.pins):
        return 404, b"gone"
    return 200, fake.picture(identity) if fake.picture else small_jpeg(identity)


def small_jpeg(identity: str) -> bytes:
    """Return a small picture whose bytes are nobody else's."""
    buffer = io.BytesIO()
    color = tuple(hashlib.sha256(identity.encode()).digest()[:3])
    Image.new("RGB", (20, 30), color).save(buffer, "JPEG", comment=identity.encode())
    return buffer.getvalue()


def _token(fake: FakePinterest, asked: Asked) -> tuple[int, bytes]:
    if fake.challenge and asked.form.get("grant_type") == "authorization_code":
        digest = hashlib.sha256(asked.form.get("code_verifier", "").encode()).digest()
        given = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if given != fake.challenge:
            return 400, _json({"code": 283, "message": "Invalid verifier."})
    fake.tokens.append(f"pina_NEW-SECRET-{len(fake.tokens)}")
    return 200, _json(
        {
            "access_token": fake.tokens[-1],
            "refresh_token": "pinr_OTHER-SECRET",
            "response_type": "authorization_code",
            "token_type": "bearer",
            "expires_in": 2_592_000,
            "scope": "boards:read pins:read user_accounts:read",
        }
    )


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
