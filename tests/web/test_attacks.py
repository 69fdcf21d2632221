"""What a hostile client can try on the local page."""

import contextlib
import http.client
import io
import socket
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from scorer.web import _intake, server
from tests.support.workers import needs_workers
from tests.web import _serving
from tests.web._serving import ask, serving

BINARY = "application/octet-stream"


def _picture():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 60), "teal").save(buffer, "PNG")
    return buffer.getvalue()


PICTURE = _picture()


@pytest.fixture(scope="module")
def port():
    with serving() as number:
        yield number


def test_slow_body_is_ended_and_the_page_still_answers(monkeypatch):
    monkeypatch.setattr(_intake, "_GRACE_SECONDS", 0.2)
    head = f"POST /score HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {BINARY}\r\n"
    with (
        serving() as port,
        socket.create_connection(("127.0.0.1", port), timeout=20) as slow,
    ):
        slow.sendall(f"{head}Content-Length: 1000\r\n\r\nx".encode())

        assert slow.recv(100).startswith(b"HTTP/1.1 408")
        assert ask(port, "GET", "/")[0] == 200


def test_a_header_that_does_not_end_is_closed(monkeypatch):
    monkeypatch.setattr(server, "_HEADER_SECONDS", 0.3)
    with serving() as port:
        begun = [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "]
        lines = [socket.create_connection(("127.0.0.1", port), 20) for _ in begun]
        for line, text in zip(lines, begun, strict=True):
            line.sendall(text)
        assert [line.recv(100) for line in lines] == [b"", b""]
        for line in lines:
            line.close()


def test_nor_may_the_next_header_on_a_connection_take_longer(monkeypatch):
    monkeypatch.setattr(server, "_HEADER_SECONDS", 0.3)
    configured = _serving.configuration

    def patient(*given, **named):  # uvicorn itself would wait five seconds, and close
        config = configured(*given, **named)
        config.timeout_keep_alive = 3600
        return config

    monkeypatch.setattr(_serving, "configuration", patient)
    whole = b"GET /page.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with serving() as port, socket.create_connection(("127.0.0.1", port), 20) as line:
        for _ in range(2):
            line.sendall(whole)
            answer = http.client.HTTPResponse(line)
            answer.begin()
            assert answer.status == 200
            assert answer.read()
        line.sendall(whole[:20])
        while line.recv(1_000_000):  # its timeout is that of the connection
            pass


def test_slow_clients_do_not_keep_another_waiting(monkeypatch):
    # Who waited for them would wait for an hour, and `ask` for a minute.
    monkeypatch.setattr(_intake, "_GRACE_SECONDS", 3600.0)
    head = f"POST /score HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {BINARY}\r\n"
    with serving() as port, contextlib.ExitStack() as lines:
        for _ in range(40):
            slow = socket.create_connection(("127.0.0.1", port), 20)
            lines.enter_context(slow)
            slow.sendall(f"{head}Content-Length: 200000\r\n\r\nx".encode())
        status, _, _ = ask(port, "POST", "/score", PICTURE, content_type=BINARY)

        assert status == 200


def test_what_all_bodies_hold_is_bounded(monkeypatch):
    monkeypatch.setattr(_intake, "_ROOM_SECONDS", 0.3)
    monkeypatch.setattr("scorer.web.app._UPLOADS_AT_ONCE", 1)
    head = f"POST /score HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {BINARY}\r\n"
    with serving(max_bytes=50_000) as port:
        with socket.create_connection(("127.0.0.1", port), 20) as holds:
            holds.sendall(f"{head}Content-Length: 50000\r\n\r\n".encode())
            holds.sendall(bytes(49_990))
            time.sleep(0.5)
            status, _, _ = ask(port, "POST", "/score", PICTURE, content_type=BINARY)
            assert status == 503
        deadline = time.monotonic() + 20
        while status != 200 and time.monotonic() < deadline:
            status, _, _ = ask(port, "POST", "/score", PICTURE, content_type=BINARY)
        assert status == 200


@pytest.mark.parametrize(
    "rest",
    [b"Content-Length: 1000\r\n\r\nx", b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n"],
)
def test_an_upload_that_breaks_off_is_a_line_in_the_log(caplog, rest):
    head = (
        f"POST /score?name=a.png HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {BINARY}"
    )
    with serving() as port:
        with socket.create_connection(("127.0.0.1", port), 20) as line:
            line.sendall(f"{head}\r\n".encode() + rest)
            time.sleep(0.3)
        deadline = time.monotonic() + 20
        while "broke off" not in caplog.text and time.monotonic() < deadline:
            time.sleep(0.05)
        assert ask(port, "GET", "/")[0] == 200

    assert caplog.text.count("the upload of a.png broke off") == 1
    assert "Traceback" not in caplog.text


def test_two_hundred_uploads_at_once_are_all_answered():
    with serving() as port, ThreadPoolExecutor(200) as pool:
        answers = pool.map(
            lambda _: ask(port, "POST", "/score", b"junk", content_type=BINARY)[0],
            range(200),
        )

        assert set(answers) == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/../app.py",
        "//etc/passwd",
        "/page.html%00.js",
    ],
)
def test_path_tricks_find_nothing(port, path):
    status, _, text = ask(port, "GET", path)

    assert status in (400, 404)
    assert "root:" not in text
    assert "import" not in text


def test_uploads_leave_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("SCORER_CACHE_FOLDER", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    with serving() as port:
        for body in (b"junk", bytes(100_000), PICTURE):
            ask(port, "POST", "/score?name=../../up.png", body, content_type=BINARY)
        written = [each for each in tmp_path.rglob("*") if each.is_file()]

    assert written == []


def test_giant_index_and_title_do_no_harm():
    with serving() as port:
        path = f"/score?index={'9' * 5000}&title={'%3Cscript%3E' * 300}"
        status, _, text = ask(port, "POST", path, b"junk", content_type=BINARY)

    assert status == 200
    assert "<script>" not in text


@needs_workers
def test_pin_that_takes_too_long_is_a_failed_one_and_the_page_still_answers():
    buffer = io.BytesIO()
    Image.new("RGB", (5000, 7500), "red").save(buffer, "PNG")
    path = "/score?name=slow.png"
    with serving(max_bytes=1_000_000, seconds=0.1) as port:
        status, _, text = ask(
            port, "POST", path, buffer.getvalue(), content_type=BINARY
        )

        assert status == 200
        assert "slow.png took more than 0.1 s of computing time" in text
        assert ask(port, "GET", "/")[0] == 200
