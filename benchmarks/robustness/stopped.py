"""Stop commands that stay or fetch at random moments: nothing half, nobody left.

    python -m benchmarks.robustness.stopped [--moments 50] [--only score,train,pull]

score  a folder, with two workers and a report that takes the place of an older one
train  on an account whose features are stored, again and again into one folder
watch  a folder in which drafts are saved, with a report that is written anew
serve  the local page, while pictures are sent to it
pull   an account of 60 pins, from a stand-in on the loopback address

SIGKILL, SIGTERM and SIGHUP in turn. After each no process of the command may be left
and every file that was written must be whole; after SIGTERM and SIGHUP there may be no
traceback, no temporary file, and the status is theirs. A pull that is stopped so often
must at last have what one has that nobody touched.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from scorer.clickrate.model import store
from scorer.core.errors import ModelError
from tests.support.fake_pinterest import TOKEN, FakePinterest, serving
from tests.support.sessions import left_running

TOP = Path(__file__).parents[2]
PINS = TOP / "fixtures" / "pins"
ACCOUNT = TOP / "fixtures" / "account"
_HOW = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
_SCORER = (sys.executable, "-m", "scorer")
_PULL = (
    "from scorer.pinterest import client; client.FIRST_PAUSE_SECONDS = 0.01; "
    "from scorer.cli import main; main()"
)
_PATIENCE_S = 60.0

Work = Callable[[subprocess.Popen[bytes]], None]


class Stopping:
    """Starts a command again and again, stops it, and counts what was wrong."""

    def __init__(self, moments: int) -> None:
        self.dice = random.Random(5)
        self.moments = moments
        self.found: Counter[str] = Counter()

    def stop(
        self,
        command: tuple[str, ...],
        work: Work,
        number: int,
        **environment: str,
    ) -> None:
        """Run a command once, let it work, and stop it."""
        how = _HOW[number % len(_HOW)]
        # Short, as sockets want it.
        temporary = Path(tempfile.mkdtemp(prefix="s"))
        with tempfile.TemporaryFile() as said:
            run = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                env={**os.environ, "TMPDIR": str(temporary), **environment},
                start_new_session=True,
            )
            work(run)
            has_ended = run.poll() is not None
            if not has_ended:
                os.kill(run.pid, how)
            try:
                run.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.found[f"{how.name}: did not end"] += 1
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
        self.found["ended by itself" if has_ended else how.name] += 1
        self._check(run, how, text, temporary, has_ended=has_ended)

    def _check(
        self,
        run: subprocess.Popen[bytes],
        how: signal.Signals,
        text: str,
        temporary: Path,
        *,
        has_ended: bool,
    ) -> None:
        if left_running(run.pid):
            self.found[f"bad, {how.name}: processes left"] += 1
        if "Traceback" in text:
            self.found[f"bad, {how.name}: traceback"] += 1
            print(text[-2_000:])
        # Before Python runs, a signal ends a program as it ends any.
        is_usual = run.returncode in (128 + how, -how)
        if not has_ended and not is_usual:
            self.found[f"bad, {how.name}: status {run.returncode}"] += 1
        if how is not signal.SIGKILL and list(temporary.iterdir()):
            self.found[f"bad, {how.name}: temporary files"] += 1
        shutil.rmtree(temporary, ignore_errors=True)

    def alone(self, folder: Path, names: set[str]) -> None:
        """Count files that an end leaves beside those that are wanted."""
        if odd := {each.name for each in folder.iterdir()} - names:
            self.found["bad: something left beside"] += 1
            print(sorted(odd))

    def whole(self, path: Path) -> None:
        """Count a report that is there and not whole."""
        with suppress(FileNotFoundError):
            try:
                json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                self.found["bad: half a report"] += 1


def score(stopping: Stopping) -> None:
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "out" / "run.json"
        report.parent.mkdir()
        command = (*_SCORER, "score", str(PINS), "-q", "-j", "2", "-o", str(report))
        command += ("--ocr-engine", "none", "--no-cache")
        for number in range(stopping.moments):
            stopping.stop(command, _for_a_while(stopping.dice, 6.0), number)
            stopping.whole(report)
            if _HOW[number % 3] != signal.SIGKILL:
                stopping.alone(report.parent, {report.name})
            else:
                _clear(report)


def train(stopping: Stopping) -> None:
    with tempfile.TemporaryDirectory() as place:
        features, model = Path(place) / "features.csv", Path(place) / "out" / "model"
        model.parent.mkdir()
        blind = ("--ocr-engine", "none")
        measure = ("features", str(ACCOUNT / "pins"), "-q", "-o", str(features))
        subprocess.run((*_SCORER, *measure, *blind), check=True)
        command = (*_SCORER, "train", str(ACCOUNT / "exports"), "--out", str(model))
        command += ("--features", str(features), *blind)
        for number in range(stopping.moments):
            stopping.stop(command, _for_a_while(stopping.dice, 6.0), number)
            if model.exists() and _is_broken(model):
                stopping.found["bad: half a model"] += 1
            if _HOW[number % 3] != signal.SIGKILL:
                stopping.alone(model.parent, {model.name, f"{model.name}.previous"})
            else:
                _clear(model)


def _for_a_while(dice: random.Random, seconds: float) -> Work:
    """Let a command work, for another while each time."""

    def work(run: subprocess.Popen[bytes]) -> None:
        with suppress(subprocess.TimeoutExpired):
            run.wait(dice.uniform(0.0, seconds))

    return work


def _clear(kept: Path) -> None:
    """Remove what a kill left beside a file or folder: nobody else can."""
    for each in set(kept.parent.iterdir()) - {kept}:
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink()


def _is_broken(model: Path) -> bool:
    try:
        store.load(model)
        store.load_metrics(model)
    except ModelError as error:
        print(error)
        return True
    return False


def watch(stopping: Stopping) -> None:
    data = (PINS / "square.jpg").read_bytes()
    for number in range(stopping.moments):
        with tempfile.TemporaryDirectory() as place:
            drafts, out = Path(place) / "drafts", Path(place) / "out"
            drafts.mkdir()
            out.mkdir()
            report = out / "run.json"

            def work(run: subprocess.Popen[bytes], drafts: Path = drafts) -> None:
                until = time.monotonic() + stopping.dice.uniform(0.0, 6.0)
                saved = 0
                while time.monotonic() < until and run.poll() is None:
                    (drafts / f"{saved}.jpg").write_bytes(data + bytes([saved % 256]))
                    saved += 1
                    time.sleep(0.1)

            command = ("watch", str(drafts), "--settle", "0.1", "--every", "0.05")
            command += ("-o", str(report), "--ocr-engine", "none", "--no-cache")
            stopping.stop((*_SCORER, *command), work, number)
            stopping.whole(report)
            if _HOW[number % 3] != signal.SIGKILL:
                stopping.alone(out, {report.name})


def serve(stopping: Stopping) -> None:
    data = (PINS / "small-text.jpg").read_bytes()
    for number in range(stopping.moments):
        port = 20_000 + stopping.dice.randrange(20_000)

        def work(run: subprocess.Popen[bytes], port: int = port) -> None:
            until = time.monotonic() + stopping.dice.uniform(0.0, 10.0)
            threads = [
                threading.Thread(target=_send, args=(port, data, until))
                for _ in range(2)
            ]
            for each in threads:
                each.start()
            while time.monotonic() < until and run.poll() is None:
                time.sleep(0.05)

        command = ("serve", "--port", str(port), "--ocr-engine", "none")
        stopping.stop((*_SCORER, *command), work, number, SCORER_CACHE="false")


def _send(port: int, data: bytes, until: float) -> None:
    """Send pictures until the page is gone."""
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            kind = {"Content-Type": "application/octet-stream"}
            connection.request("POST", "/score?name=a.jpg", data, kind)
            connection.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.2)  # not there yet, or not any more
        finally:
            connection.close()


def pull(stopping: Stopping) -> None:
    with serving() as fake, tempfile.TemporaryDirectory() as place:
        fake.add(60)
        calm, rough = Path(place) / "calm", Path(place) / "rough"
        subprocess.run(_pull(calm), check=True, env={**os.environ, **_access(fake)})
        for number in range(stopping.moments):
            # Sixty pictures and a few lists; the last moments are those of writing.
            until = len(fake.asked) + stopping.dice.randint(0, 70)

            def work(run: subprocess.Popen[bytes], until: int = until) -> None:
                while run.poll() is None and len(fake.asked) < until:
                    time.sleep(0.002)

            before = set(_odd(rough))  # what a kill left, which nobody can clear away
            stopping.stop(_pull(rough), work, number, **_access(fake))
            if _HOW[number % 3] != signal.SIGKILL and (odd := {*_odd(rough)} - before):
                stopping.found["bad: a half-written file"] += 1
                print(sorted(odd))
            if stopping.dice.random() < 0.5:  # begin anew now and then
                shutil.rmtree(rough, ignore_errors=True)
        subprocess.run(_pull(rough), check=True, env={**os.environ, **_access(fake)})
        if _contents(rough) != _contents(calm):
            stopping.found["bad: other files than an undisturbed pull"] += 1


def _pull(out: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", _PULL, "pull", "-q", "-o", str(out))


def _access(fake: FakePinterest) -> dict[str, str]:
    return {
        "SCORER_PINTEREST_API": f"{fake.address}/v5",
        "SCORER_PINTEREST_TOKEN": TOKEN,
    }


def _odd(out: Path) -> list[str]:
    """Return files that a pull keeps under no name of its own."""
    known = re.compile(r"\d+\.jpg|pins\.(csv|json)|analytics\.json|\.pull\.jsonl")
    names = [each.name for each in out.rglob("*") if each.is_file()]
    return [name for name in names if not known.fullmatch(name)]


def _contents(out: Path) -> dict[str, bytes]:
    found = sorted(each for each in out.rglob("*") if each.is_file())
    return {str(each.relative_to(out)): each.read_bytes() for each in found}


KINDS = {each.__name__: each for each in (score, train, watch, serve, pull)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--only", default=",".join(KINDS))
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(TOP)
    is_bad = False
    for name in given.only.split(","):
        stopping = Stopping(given.moments)
        KINDS[name](stopping)
        print(name, dict(sorted(stopping.found.items())), flush=True)
        is_bad |= any(each.startswith("bad") for each in stopping.found)
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main())
