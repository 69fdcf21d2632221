"""Reading the text in a pin. One engine a file."""

from __future__ import annotations

import sys

from scorer.core.errors import SettingsError
from scorer.core.pin import Creative
from scorer.core.registry import entry, names
from scorer.core.settings import nearest
from scorer.ocr._engine import Engine, Reading


def engine(name: str) -> Engine:
    """Return an engine by name; only its own file is imported.

    Raises:
        SettingsError: There is none of that name.
    """
    folder = sys.modules[__name__]
    if name not in names(folder):
        raise SettingsError(
            f"unknown OCR engine {name!r}", hint=nearest(name, names(folder))
        )
    return entry(folder, name, "ENGINE", Engine)


def read_text(creative: Creative) -> Reading:
    """Return what the engine of the settings reads; shared by ``creative.once``.

    Raises:
        DependencyError: The engine is not installed.
    """
    return engine(creative.settings.ocr_engine).read(creative.pixels, creative.settings)
