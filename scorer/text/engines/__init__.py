"""Reading the text in a pin. One engine a file."""

from __future__ import annotations

import sys

from scorer.core.errors import SettingsError
from scorer.core.pin import Creative
from scorer.core.registry import entry, names
from scorer.core.settings import nearest
from scorer.text.engines._engine import Engine, Reading


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines; imports none of them."""
    return names(sys.modules[__name__])


def engine(name: str) -> Engine:
    """Return an engine by name; only its own file is imported.

    Raises:
        SettingsError: There is none of that name.
    """
    if name not in engine_names():
        hint = nearest(name, engine_names())
        raise SettingsError(f"unknown OCR engine {name!r}", hint=hint)
    return entry(sys.modules[__name__], name, "ENGINE", Engine)


def read_text(creative: Creative) -> Reading:
    """Return what the engine of the settings reads; shared by ``creative.once``.

    Raises:
        DependencyError: The engine is not installed.
    """
    return engine(creative.settings.ocr_engine).read(creative.pixels, creative.settings)
