"""A stranger's folder under strace: nothing sent, nothing started, nothing else opened.

    python -m benchmarks.robustness.traced

Settings, lists, baseline, word list, model, stored report, export and pictures of a
stranger, through each command that reads them. Counted are connections and messages to
an address of the internet, programs other than this Python, and files opened outside
the stranger's folder, this program, what it is installed on and its own temporary
folder and cache. Wants strace (Linux). Ends with 1 where a command did one of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.support.stranger import TOP, furnish

_BLIND = ("--ocr-engine", "none")
COMMANDS = (
    ("check", ".", "-j", "2", *_BLIND),
    ("check", ".", "-j", "1", "--format", "github", *_BLIND),
    ("score", ".", "-j", "1", "-f", "html", *_BLIND),
    ("score", "a.jpg", "-f", "json"),  # with text
    ("score", "pins.csv", "-f", "csv", "-j", "1", *_BLIND),
    ("score", "a.jpg", "--model", "model", *_BLIND),
    ("score", "a.jpg", "--model", "no-model", *_BLIND),
    ("check", "a.jpg", "--baseline", "old.json", *_BLIND),
    ("features", ".", "-j", "1", *_BLIND),
    ("advise", "a.jpg", *_BLIND),
    ("compare", "a.jpg", "sub/b.jpg", *_BLIND),
    ("report", "run.jsonl", "-f", "html"),
    ("report", "odd.jsonl"),
    ("insights", "model"),
    ("train", "export.csv", "--pins", ".", "--out", "../cache/new", *_BLIND),
    ("doctor", "a.jpg"),
)
# What a process of Python opens by itself, and devices that hold nothing.
_SYSTEM = ("/usr/", "/lib", "/etc/", "/proc/", "/sys/", "/dev/")
_CALL = re.compile(r"^\[?(?:pid\s+)?(\d+)?\]?\s*(\w+)\((.*)$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SENDING = ("connect", "sendto", "sendmsg", "bind")
_CHANGING = ("unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "rmdir")


def allowed(place: Path) -> tuple[str, ...]:
    """Return how paths begin that a command may open."""
    installed = map(Path, filter(None, sys.path))
    ours = (TOP, Path(sys.prefix), Path(sys.base_prefix), *installed)
    linked = {each.resolve() for each in ours}
    own = (place / "theirs", place / "cache", place / "tmp")
    return (*_SYSTEM, *(f"{each}" for each in (*ours, *linked, *own)))


def found_in(lines: Iterable[str], place: Path) -> list[str]:
    """Return the calls that a stranger's folder should not bring about."""
    begins = allowed(place)
    found = []
    for line in lines:
        call = _CALL.match(line)
        if call is None:
            continue
        name, rest = call[2], call[3]
        quoted = _QUOTED.search(rest)
        path = quoted[1] if quoted else ""
        is_sent = name in _SENDING and "AF_INET" in rest
        is_started = name.startswith("execve") and not _is_ours(path)
        is_opened = name in ("open", "openat", "creat", *_CHANGING) and _is_outside(
            path, begins, place
        )
        is_read = "ENOENT" not in rest and "= -1" not in rest
        if is_sent or (is_read and (is_started or is_opened)):
            found.append(line.strip())
    return found


def _is_ours(program: str) -> bool:
    return Path(program).resolve() == Path(sys.executable).resolve()


def _is_outside(path: str, begins: tuple[str, ...], place: Path) -> bool:
    whole = os.path.normpath(place / "theirs" / path)
    # Names above the folder are looked at on the way to the settings, not opened.
    return bool(path) and not whole.startswith(begins)


def traced(place: Path, command: tuple[str, ...]) -> tuple[int, str, list[str]]:
    """Return the status of a command, what it said, and its calls."""
    log = place / "calls"
    kinds = "trace=network,process,open,openat,creat,unlink,unlinkat,rename,renameat"
    kinds += ",renameat2,mkdir,rmdir"
    strace = ("strace", "-f", "-qq", "-s", "300", "-e", kinds, "-o", str(log))
    done = subprocess.run(
        [*strace, sys.executable, "-m", "scorer", *command],
        cwd=place / "theirs",
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(TOP),
            "SCORER_CACHE_FOLDER": str(place / "cache"),
            "TMPDIR": str(place / "tmp"),
        },
    )
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return done.returncode, done.stderr, calls[1:]  # the first starts ours


def furnished(place: Path) -> None:
    """Add to a stranger's folder what commands are given besides."""
    theirs = furnish(place)
    for name in ("cache", "tmp"):
        (place / name).mkdir()
    shutil.copytree(TOP / "models" / "demo", theirs / "model")
    (theirs / "no-model").mkdir()
    (theirs / "no-model" / "model.json").write_text(
        '{"schema_version": 1, "kind": "model", "model": "http://127.0.0.1:9/"}'
    )
    (theirs / "odd.jsonl").write_text('{"path": "http://127.0.0.1:9/a.jpg"}\n')
    (theirs / "export.csv").write_text(
        "Pin ID,Title,Media URL,Impressions,Pin clicks\n"
        "12,=1+1,http://127.0.0.1:9/a.jpg,900,9\n"
        "13,../../private/secret,file:///etc/passwd,900,9\n"
    )
    made = subprocess.run(
        [sys.executable, "-m", "scorer", "score", "a.jpg", "-f", "jsonl", *_BLIND],
        cwd=theirs,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(TOP), "SCORER_CACHE": "false"},
    ).stdout
    stored = made.replace('"a.jpg"', '"../private/secret.jpg"')
    (theirs / "run.jsonl").write_text(stored)


def main() -> int:
    bad = 0
    with tempfile.TemporaryDirectory(prefix="s") as folder:
        place = Path(folder).resolve()
        furnished(place)
        # So that a count of none says something.
        secret = (str(place / "private" / "secret.jpg"), "-f", "csv", *_BLIND)
        _, _, calls = traced(place, ("score", *secret))
        assert any("secret.jpg" in each for each in found_in(calls, place))
        for command in COMMANDS:
            status, said, calls = traced(place, command)
            found = found_in(calls, place)
            has_broken = "Traceback" in said or status not in (0, 1, 2, 3)
            bad += bool(found) or has_broken
            print(
                f"{'BAD ' if found or has_broken else ''}{' '.join(command)}: "
                f"status {status}, {len(calls)} calls, {len(found)} odd",
                flush=True,
            )
            for each in found[:5]:
                print(f"  {each[:160]}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
