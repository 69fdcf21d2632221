"""The page's server in a thread, for tests."""

import contextlib
import threading
import time
from http.client import HTTPConnection

import uvicorn

from scorer.core.settings import Settings
from scorer.web.app import application
from scorer.web.server import configuration
from scorer.web.workers import Workers


@contextlib.contextmanager
def serving(
    *,
    max_bytes=200_000,
    seconds=60.0,
    model=None,
    token="",
    select=("wide-image",),
    loaded=None,
):
    """Yield the port of a server that judges by shape only."""
    settings = Settings(ocr_engine="none", select=select)
    workers = Workers(settings, model=model, count=1, seconds=seconds)
    hosts = ("127.0.0.1", "::1")
    app = application(
        workers, max_bytes=max_bytes, hosts=hosts, token=token, loaded=loaded
    )
    server = uvicorn.Server(configuration(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def ask(port, method, path, body=None, **headers):
    """Return status, headers and text of one request."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()
