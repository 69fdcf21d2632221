"""Bytes that a coverage-guided fuzzer finds, for the readers of files from outside.

Usage: python -m benchmarks.robustness.guided NAME [--cpu SECONDS] [libFuzzer options]

NAME is images, tables, answers (JSON exports), pulled (what the API answers a pull),
manifests, feeds, workbooks, settings, models or reports.
Where JSON is read, half of the inputs are a real document with things put in wrong
places, under a checksum that fits: flipped bytes alone seldom get past the parser.
Needs atheris, which is not among the dependencies: `pip install atheris`. Ends with 0
when so much CPU time is spent, and says on how many inputs.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["scorer", "PIL"]):
    from scorer import reports as formats
    from scorer.account.training import training_rows as rows
    from scorer.cli.report import _stored
    from scorer.clickrate.model import store
    from scorer.core.errors import ScorerError
    from scorer.core.loaded_settings import load
    from scorer.core.report import Document
    from scorer.core.settings import Settings
    from scorer.exports import read
    from scorer.opening import open_image
    from scorer.pins import find
    from tests.exports.test_bad_exports import COUNTED, REFUSED
    from tests.fuzz import test_images, test_models, test_reports, test_tables
    from tests.fuzz.test_pinterest import ANSWERS, pulled
    from tests.support.workbook import workbook

_SETTINGS = Settings(max_pixels=500_000)
_TOP = Path(__file__).parents[2]
_ACCOUNT = _TOP / "fixtures" / "account" / "exports"
_VALUES = [None, True, -1, 0, 0.5, 2**70, 1e308, float("nan"), "", "x", "2026-01-01"]
_VALUES += [[], [None], [1, 2, 3, 4], {}, {"id": 1}, [[]], "\x1b[31m", -(2**63), "1"]

Json = Any
Bendable = tuple[Json, list[tuple[str | int, ...]]]  # a document and its places


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: who reads a file, real ones, and documents to bend."""

    name: str
    use: Callable[[Path], object]
    seeds: Callable[[], Iterator[bytes]]
    documents: Callable[[], Sequence[Json]] = tuple


def images() -> Iterator[bytes]:
    for form in test_images.FORMATS:
        yield test_images.seed(form)


def exports() -> Iterator[bytes]:
    for each in _ACCOUNT.iterdir():
        yield each.read_bytes()
    for _, content, _ in REFUSED:
        yield content
    for _, text, _ in COUNTED:
        yield text.encode()


def stored(path: Path) -> None:
    names = formats.format_names()
    name = names[len(path.read_bytes()) % len(names)]
    for _ in formats.render(Document(_stored(path), {}), name):
        pass


def model(path: Path) -> None:
    """Read as each of the files that a model folder has."""
    data = path.read_bytes()
    for name in test_models.FILES:
        path.with_name(name).write_bytes(data)
    for load_one in (store.load, store.load_metrics, rows.load):
        try:
            load_one(path.parent)
        except ScorerError as error:
            checked(error)


def manifests() -> Iterator[bytes]:
    yield b"path,title,Pin ID\na.png,A cake,12\nb.png,,\n"
    yield b'Media URL;Title\nhttps://x.example/a.png;"A ""cake"""\n'


def feeds() -> Iterator[bytes]:
    yield test_tables.FEED
    yield b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id></entry></feed>"


def workbooks() -> Iterator[bytes]:
    rows = [["path", "title", "Pin ID"], ["a.png", "A cake", 12], ["b.png", None, 1.5]]
    yield workbook(rows)
    yield workbook([["a"]], rows)


def answered(path: Path) -> None:
    """Let a pull be answered so, whatever it asks for."""
    data = path.read_bytes()
    for kind in ANSWERS:
        pulled(kind, data)


def settings() -> Iterator[bytes]:
    yield b'ocr-engine = "none"\nlanguages = ["eng"]\nmax-pixels = 9\n'
    yield b"[limits.small-text]\ncap-height-dp = 7.0\n[[folders]]\n"
    yield b'[tool.scorer]\nselect = ["small-text"]\nfeed-width-dp = 1e3\n'


TARGETS = (
    Target("images", lambda path: open_image(path, _SETTINGS), images),
    Target("tables", lambda path: read([_as(path, "export.csv")]), exports),
    Target(
        "answers",
        lambda path: read([_as(path, "12.json")]),
        exports,
        test_tables.answers,
    ),
    Target(
        "pulled",
        answered,
        lambda: (json.dumps(each).encode() for each in ANSWERS.values()),
        lambda: list(ANSWERS.values()),
    ),
    Target("workbooks", lambda path: list(find([_as(path, "p.xlsx")])), workbooks),
    Target("manifests", lambda path: list(find([_as(path, "p.csv")])), manifests),
    Target("feeds", lambda path: list(find([_as(path, "p.xml")])), feeds),
    Target(
        "settings",
        lambda path: load(_as(path, "scorer.toml").parent, environment={}),
        settings,
    ),
    Target(
        "models",
        model,
        lambda: iter([b'{"schema_version": 1}', b'{"kind": "model", "schema": 2}']),
        lambda: [test_models.seed(name) for name in test_models.FILES],
    ),
    Target(
        "reports",
        lambda path: stored(_as(path, "run.jsonl")),
        lambda: iter([json.dumps(test_reports.SEED).encode()]),
        lambda: [test_reports.SEED],
    ),
)


def _as(path: Path, name: str) -> Path:
    return path.rename(path.with_name(name))


def bent(data: bytes, documents: Sequence[Bendable]) -> bytes:
    """Return a document with what the bytes say put where the bytes say."""
    dice = atheris.FuzzedDataProvider(data)
    document, known = documents[dice.ConsumeIntInRange(0, len(documents) - 1)]
    for _ in range(dice.ConsumeIntInRange(1, 3)):
        path = known[dice.ConsumeIntInRange(0, len(known) - 1)]
        value = dice.PickValueInList([*_VALUES, dice.ConsumeUnicode(12)])
        try:
            document = test_reports.changed(path, value, document)
        except (LookupError, TypeError, AttributeError):
            continue  # an earlier change took the place away
    return test_models.sealed(document)


def with_places(document: Json) -> Bendable:
    """Return a document and its places, two of each list: some hold thousands."""
    found = test_reports.places(document)
    return document, [
        path for path in found if all(isinstance(p, str) or p < 2 for p in path)
    ]


def checked(error: ScorerError) -> None:
    assert error.code, error
    assert error.message, error


def attempt(target: Target, documents: Sequence[Bendable], data: bytes) -> None:
    """Let one input be read: it is, or it is clearly refused."""
    if documents and data[:1] > b"\x7f":
        data = bent(data[1:], documents)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "given"
        path.write_bytes(data)
        try:
            target.use(path)
        except ScorerError as error:
            checked(error)


def fuzz(target: Target, cpu_seconds: float, options: Sequence[str]) -> None:
    documents = [with_places(each) for each in target.documents()]
    runs = 0

    def one(data: bytes) -> None:
        nonlocal runs
        attempt(target, documents, data)
        runs += 1
        if time.process_time() > cpu_seconds:
            print(
                f"{cpu_seconds:6.0f} CPU s {runs:9,d} inputs  {target.name}", flush=True
            )
            os._exit(0)  # libFuzzer takes a usual exit for a crash

    with tempfile.TemporaryDirectory() as place:
        for number, seed in enumerate(target.seeds()):
            (Path(place) / str(number)).write_bytes(seed)
        atheris.Setup(
            [sys.argv[0], "-timeout=20", "-verbosity=0", *options, place], one
        )
        atheris.Fuzz()


def main() -> None:
    name, *options = sys.argv[1:]
    cpu_seconds = 60.0
    if "--cpu" in options:
        at = options.index("--cpu")
        cpu_seconds = float(options[at + 1])
        del options[at : at + 2]
    (target,) = (each for each in TARGETS if each.name == name)
    fuzz(target, cpu_seconds, options)


if __name__ == "__main__":
    main()
