"""Ask the local page 2,000 times, good and bad mixed, 8 at a time.

Usage: python -m benchmarks.robustness.soak [REQUESTS]
"""

from __future__ import annotations

import io
import random
import socket
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from tests.web._serving import ask, serving

BINARY = "application/octet-stream"


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((400, 600)).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


GOOD = picture()


def good(port):
    return ask(port, "POST", "/score?name=a.jpg", GOOD, content_type=BINARY)[0] == 200


def garbage(port):
    body = random.randbytes(2000)
    return ask(port, "POST", "/score?name=b", body, content_type=BINARY)[0] == 200


def cut(port):
    body = GOOD[: len(GOOD) // 2]
    return ask(port, "POST", "/score", body, content_type=BINARY)[0] == 200


def large(port):
    try:
        found = ask(port, "POST", "/score", bytes(300_000), content_type=BINARY)[0]
    except (BrokenPipeError, ConnectionResetError):
        return True
    return found == 413


def chunked(port):
    pieces = (bytes(1000) for _ in range(400))
    try:
        status = ask(port, "POST", "/score", pieces, content_type=BINARY)[0]
    except (BrokenPipeError, ConnectionResetError):
        return True
    return status == 413


def foreign(port):
    return ask(port, "GET", "/", Host="evil.example")[0] == 400


def form(port):
    return ask(port, "POST", "/score", b"x", content_type="text/plain")[0] == 415


def traversal(port):
    return ask(port, "GET", "/..%2f..%2fetc/passwd")[0] == 404


def giant_title(port):
    path = f"/score?title={quote('<script>' * 1500)}&index={'9' * 5000}"
    status, _, text = ask(port, "POST", path, GOOD, content_type=BINARY)
    return status in (200, 400, 414, 431) and "<script>" not in text


def aborted(port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"POST /score HTTP/1.1\r\nContent-Length: 99999\r\n\r\nx")
    return True


KINDS = (good, garbage, cut, large, chunked, foreign, form, traversal, giant_title)
KINDS += (aborted,)


def memory_mib() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def timed(port, kind):
    start = time.perf_counter()
    try:
        is_right = kind(port)
    except (OSError, HTTPException) as error:
        print(kind.__name__, type(error).__name__, error)
        is_right = False
    return kind.__name__, is_right, time.perf_counter() - start


def main() -> int:
    count = int((sys.argv[1:] or ["2000"])[0])
    random.seed(3)
    with serving() as port, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda kind: timed(port, kind), KINDS * 10))
        before = memory_mib()
        kinds = random.choices(KINDS, k=count)
        rows = list(pool.map(lambda kind: timed(port, kind), kinds))
        after = memory_mib()
        is_answering = good(port)
    wrong = [name for name, is_right, _ in rows if not is_right]
    times = sorted(seconds for _, _, seconds in rows)
    print(f"{count} requests, {len(wrong)} answered wrongly {sorted(set(wrong))}")
    print(f"median {statistics.median(times) * 1000:.0f} ms, ", end="")
    print(f"p99 {times[int(0.99 * len(times))] * 1000:.0f} ms")
    print(f"memory {before:.0f} MiB before, {after:.0f} MiB after")
    print("answering" if is_answering else "NOT answering")
    is_met = not wrong and is_answering and after <= 1.2 * before
    print("met" if is_met else "NOT MET")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
