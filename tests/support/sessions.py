"""Which processes a session still has: what was started and has to end with it."""

import time
from pathlib import Path

_PATIENCE_S = 20.0


def left_running(session: int) -> list[str]:
    """Return a session's processes, once they had time to end (Linux only)."""
    until = time.monotonic() + _PATIENCE_S
    while (found := _of_session(session)) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def _of_session(number: int) -> list[str]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(number) and fields[0] != "Z":
            found.append(place.parent.name)
    return found
