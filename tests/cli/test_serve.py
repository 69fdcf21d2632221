"""The serve command: where it listens, and what it says of that."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scorer.core.errors import ScorerError
from scorer.web.server import listening

PINS = Path(__file__).parents[2] / "fixtures" / "pins"


@contextlib.contextmanager
def serving(*arguments):
    """Yield what a server says until it listens."""
    run = subprocess.Popen(
        [sys.executable, "-m", "scorer", "serve", "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        bufsize=0,
        text=False,
        env={**os.environ, "SCORER_OCR_ENGINE": "none"},
    )
    said = [run.stderr.readline().decode()]
    while said[-1] and "Ctrl+C" not in said[-1]:
        said.append(run.stderr.readline().decode())
    try:
        yield "".join(said)
    finally:
        run.send_signal(signal.SIGTERM)
        rest = run.communicate(timeout=60)[1]
        assert run.returncode == 128 + signal.SIGTERM
        assert rest.strip() == b""


def status(address, path, **headers):
    """Return what a server answers at an address as it was printed."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    with contextlib.closing(connection):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def has_ipv6():
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as tried:
        tried.bind(("::1", 0))
        return True
    return False


def opens_without_token(said, host):
    """Return the address that a server says, which is that of this computer alone."""
    [line] = said.splitlines()
    address = line.split()[0]
    assert ("[::1]" in address) == (host == "::1")
    assert status(address, "/") == 200
    return urlsplit(address)


def test_this_computer_needs_no_token_and_gets_an_address_that_opens():
    with serving("--host", "127.0.0.1") as said:
        opens_without_token(said, "127.0.0.1")


def test_other_interfaces_are_warned_of_and_need_the_token():
    with serving("--host", "0.0.0.0") as said:
        warning, line = said.splitlines()
        port = re.search(r":(\d+)/", line)[1]
        here = f"http://127.0.0.1:{port}"

        assert "other computers reach this page" in warning
        assert status(here, "/") == 403
        assert status(here, f"/?token={re.search(r'token=([^ ]+)', line)[1]}") == 303


@pytest.mark.parametrize("host", ["", "no.such.host.invalid", "999.1.1.1", "a" * 300])
def test_where_nothing_can_listen_is_a_sentence(host):
    with pytest.raises(ScorerError) as caught:
        listening(host, 0)

    assert "--host" in caught.value.hint


def test_a_port_that_is_taken_is_a_sentence():
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ScorerError, match="nothing can listen") as caught,
    ):
        listening("127.0.0.1", taken.getsockname()[1])

    assert caught.value.message.count("127.0.0.1") == 1
    assert "--port" in caught.value.hint


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGHUP")
@pytest.mark.parametrize(
    ("name", "host"),
    [("SIGTERM", "localhost"), ("SIGHUP", "::1" if has_ipv6() else "127.0.0.1")],
)
def test_an_answer_that_is_under_way_is_given_before_the_end(name, host):
    """As a closed terminal ends it, or a container that is stopped."""
    data = (PINS / "square.jpg").read_bytes()
    head = "POST /score?name=a.jpg HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue"
    head += f"\r\nContent-Type: application/octet-stream\r\nContent-Length: {len(data)}"
    run = subprocess.Popen(
        [sys.executable, "-m", "scorer", "serve", "--port", "0", "--host", host],
        stderr=subprocess.PIPE,
        env={**os.environ, "SCORER_OCR_ENGINE": "none"},
    )
    place = opens_without_token(run.stderr.readline().decode(), host)
    there = (place.hostname, place.port)
    with socket.create_connection(there, timeout=60) as asking:
        asking.sendall(f"{head}\r\n\r\n".encode())
        assert asking.recv(1000).startswith(b"HTTP/1.1 100")  # it waits for the picture
        run.send_signal(getattr(signal, name))
        asking.sendall(data)
        answer = b"".join(iter(lambda: asking.recv(100_000), b""))
    rest = run.communicate(timeout=60)[1]

    assert answer.startswith(b"HTTP/1.1 200")
    assert run.returncode == 128 + getattr(signal, name)
    assert rest.strip() == b""
