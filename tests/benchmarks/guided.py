"""Bytes that a coverage-guided fuzzer finds, for the readers of files from outside.

Usage: python tests/benchmarks/guided.py NAME [libFuzzer options: -max_total_time=200]

NAME is images, tables, manifests, settings, models or reports. Needs atheris, which is
not among the dependencies: `pip install atheris` where a wheel of it is to be had.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["scorer", "PIL"]):
    from scorer.clickrate import store
    from scorer.core.codec import from_json
    from scorer.core.errors import ScorerError
    from scorer.core.report import Report
    from scorer.core.settings import Settings, load
    from scorer.exports import read
    from scorer.opening import open_image
    from scorer.pins import find

_SETTINGS = Settings(max_pixels=500_000)
_TOP = Path(__file__).parents[2]


def images(path: Path) -> None:
    open_image(path, _SETTINGS)


def tables(path: Path) -> None:
    read([path.rename(path.with_suffix(".csv"))])


def manifests(path: Path) -> None:
    list(find([path.rename(path.with_suffix(".csv"))]))


def settings(path: Path) -> None:
    load(path.rename(path.with_name("scorer.toml")).parent, environment={})


def models(path: Path) -> None:
    store.load(path.rename(path.with_name(store.MODEL)).parent)


def reports(path: Path) -> None:
    try:
        from_json(Report, path.read_bytes())
    except ValueError:
        return


# Reader, and where real files lie that the fuzzer starts from.
READERS: dict[str, tuple[Callable[[Path], None], Path]] = {
    "images": (images, _TOP / "fixtures" / "pins"),
    "tables": (tables, _TOP / "fixtures" / "account" / "exports"),
    "manifests": (manifests, _TOP / "fixtures" / "pins"),
    "settings": (settings, _TOP / "fixtures"),
    "models": (models, _TOP / "models" / "demo"),
    "reports": (reports, _TOP / "fixtures" / "golden"),
}


def main() -> None:
    name, *options = sys.argv[1:]
    reader, seeds = READERS[name]

    def attempt(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "given"
            path.write_bytes(data)
            with contextlib.suppress(ScorerError):  # a clear refusal
                reader(path)

    with tempfile.TemporaryDirectory() as found:
        atheris.Setup(
            [sys.argv[0], "-timeout=20", *options, found, str(seeds)], attempt
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
