"""Readings recorded before, replayed: for tests and for work without an engine.

The folder is ``fixtures/ocr`` below the current one, or ``SCORER_RECORDED_OCR``;
a recording is named after the SHA-256 of shape and pixels.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pydantic import TypeAdapter

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.engines._engine import Engine
from scorer.text.reading import Reading

_ADAPTER = TypeAdapter(Reading)


def record(pixels: Rgb, reading: Reading) -> Path:
    """Write a reading where the engine finds it; returns the file."""
    path = _path(pixels)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_ADAPTER.dump_json(reading, indent=1) + b"\n")
    return path


def _read(pixels: Rgb, settings: Settings) -> Reading:  # noqa: ARG001 - an engine
    path = _path(pixels)
    if not path.is_file():
        raise DependencyError(
            f"no recorded reading {path.name} of this picture",
            hint="record it with `make golden`, or run with --ocr-engine rapid",
        )
    return _ADAPTER.validate_json(path.read_bytes())


def _path(pixels: Rgb) -> Path:
    folder = Path(os.environ.get("SCORER_RECORDED_OCR", "fixtures/ocr"))
    digest = hashlib.sha256(repr(pixels.shape).encode() + pixels.tobytes()).hexdigest()
    return folder / f"{digest[:16]}.json"


ENGINE = Engine(read=_read, version=lambda: "recorded")
