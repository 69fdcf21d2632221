"""No engine: nothing is read, and it is said that nothing was."""

from __future__ import annotations

from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.engines._engine import Engine
from scorer.text.reading import Reading


def _read(pixels: Rgb, settings: Settings) -> Reading:  # noqa: ARG001 - an engine
    return Reading((), unread="text was not read (--ocr-engine none)")


ENGINE = Engine(read=_read, version=lambda: "none", looks=False)
