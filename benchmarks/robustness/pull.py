"""Pull an account that is killed and answered wrongly: complete, nothing twice.

Usage: python -m benchmarks.robustness.pull [--pins 1000] [--kills 20] [--faults 0.01]
                                 [--described SCHEMA.json]

Against a stand-in for Pinterest on the loopback address. Prints the requests of an
undisturbed run and of one that is killed (SIGKILL) at random moments while a share of
its answers is 429, 5xx or breaks off; what differs between both folders; where the
token stands. ``--described`` checks the stand-in's answers against the OpenAPI
description, a file with its ``schemas`` (wants jsonschema).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.support.fake_pinterest import TOKEN, Asked, FakePinterest, Fault, serving

_RUN = (
    "from scorer.pinterest import client; client.FIRST_PAUSE_SECONDS = 0.01; "
    "from scorer.cli import main; main()"
)


def _command(fake: FakePinterest, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, "pull", "-q", "-o", str(out)],
        env={
            **os.environ,
            "SCORER_PINTEREST_API": f"{fake.address}/v5",
            "SCORER_PINTEREST_TOKEN": TOKEN,
        },
        stdout=subprocess.DEVNULL,
    )


def _faults(share: float, seed: int) -> Any:
    draw = random.Random(seed)

    def fault(_number: int, _asked: Asked) -> Fault | None:
        if draw.random() >= share:
            return None
        return draw.choice(
            [
                Fault(429, (("Retry-After", "0"),)),
                Fault(503),
                Fault(500, body=b"<html>"),
                Fault(cut=True),
            ]
        )

    return fault


def _disturbed(fake: FakePinterest, out: Path, kills: int, took: float) -> int:
    """Return how many runs were killed before one came to its end."""
    draw = random.Random(1)
    killed = 0
    begun = time.monotonic()
    while True:
        run = _command(fake, out)
        if killed == kills:
            if run.wait() != 0:
                raise SystemExit("the last run failed")
            return killed
        asked = len(fake.asked)
        until = asked + draw.randint(1, max(2, len(fake.pins) // (kills + 2)))
        while run.poll() is None and len(fake.asked) < until:
            if time.monotonic() - begun > 60 * took + 600:
                raise SystemExit("it does not come to an end")
            time.sleep(0.002)
        if run.poll() is not None:
            return killed
        run.kill()
        run.wait()
        killed += 1


def _contents(out: Path) -> dict[str, bytes]:
    found = sorted(each for each in out.rglob("*") if each.is_file())
    return {str(each.relative_to(out)): each.read_bytes() for each in found}


def _described(fake: FakePinterest, description: Path) -> int:
    """Return how many answers are not as the description has them."""
    from jsonschema import Draft202012Validator

    stored = json.loads(description.read_text(encoding="utf-8"))
    known = stored["schemas"]
    text = json.dumps(_plain(known, known))
    schemas = json.loads(text.replace("#/components/schemas/", "#/$defs/"))
    wrong = 0
    kinds = {"/v5/pins?pin_metrics=true": "Pin"}
    for path, kind in kinds.items():
        request = Request(
            f"{fake.address}{path}", headers={"Authorization": f"Bearer {TOKEN}"}
        )
        with urlopen(request) as answer:
            items = json.load(answer)["items"]
        check = Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schemas})
        for item in items:
            wrong += any(True for _ in check.iter_errors(item))
    return wrong


def _plain(schema: Any, known: Any) -> Any:
    """Return OpenAPI 3.0's schema as JSON Schema says it.

    The description may be a part of the whole: what a name stands for that it does not
    hold, may be anything, and is no choice of several.
    """
    if isinstance(schema, list):
        return [_plain(each, known) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if not _is_known(schema, known):
        return True
    plain = {
        key: _plain(
            [each for each in value if _is_known(each, known)]
            if key == "oneOf"
            else value,
            known,
        )
        for key, value in schema.items()
        if key != "discriminator"
    }
    if plain.pop("nullable", False) is True:
        return {"anyOf": [plain, {"type": "null"}]}
    return plain


def _is_known(schema: Any, known: Any) -> bool:
    name = schema.get("$ref") if isinstance(schema, dict) else None
    return not isinstance(name, str) or name.rpartition("/")[2] in known


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pins", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--faults", type=float, default=0.01)
    parser.add_argument("--described", type=Path)
    given = parser.parse_args()
    with serving() as fake, tempfile.TemporaryDirectory() as folder:
        fake.add(given.pins)
        if given.described:
            wrong = _described(fake, given.described)
            print(f"answers not as described: {wrong}")
        fake.asked.clear()
        begun = time.monotonic()
        if _command(fake, Path(folder, "whole")).wait() != 0:
            raise SystemExit("the undisturbed run failed")
        took = time.monotonic() - begun
        usual = len(fake.asked)
        fake.asked.clear()
        fake.fault = _faults(given.faults, seed=2)
        killed = _disturbed(fake, Path(folder, "torn"), given.kills, took)
        whole, torn = (_contents(Path(folder, each)) for each in ("whole", "torn"))
        print(f"undisturbed: {usual} requests")
        print(
            f"killed {killed} times, {given.faults:.0%} of answers wrong: "
            f"{len(fake.asked)} requests, {len(fake.asked) / usual:.3f}x"
        )
        differ = [name for name in {*whole, *torn} if whole.get(name) != torn.get(name)]
        print(f"files that differ: {len(differ)} of {len(whole)}")
        for name in differ[:5]:
            print(f"  {name}")
        leaks = [name for name, data in torn.items() if TOKEN.encode() in data]
        print(f"files that hold the token: {len(leaks)}")


if __name__ == "__main__":
    main()
