"""Reading the text in a pin. One engine a file."""

from __future__ import annotations

import sys

from scorer.core.display.closest import nearest
from scorer.core.errors import DependencyError, SettingsError
from scorer.core.registry import entry, names
from scorer.core.settings import Settings
from scorer.core.storage.packaged import stamp
from scorer.text.engines._engine import Engine
from scorer.text.scripts import letters, pin_model, script, step_scripts
from scorer.text.scripts.foreign_lines import REVISION
from scorer.text.scripts.languages import AUTO, package, unknown, with_known_script
from scorer.text.scripts.tesseract_lines import installed, installed_names

# Replays readings, for tests; no reader of pins.
_DOUBLE = "recorded"


def engine_names() -> tuple[str, ...]:
    """Return the names of the engines for users; imports none of them."""
    return tuple(name for name in names(sys.modules[__name__]) if name != _DOUBLE)


def engine(name: str) -> Engine:
    """Return an engine by name; only its own file is imported.

    Raises:
        SettingsError: There is none of that name.
    """
    if name not in {*engine_names(), _DOUBLE}:
        hint = nearest(name, engine_names())
        raise SettingsError(
            f"unknown OCR engine {name!r}", hint=hint, setting="ocr_engine"
        )
    return entry(sys.modules[__name__], name, "ENGINE", Engine)


def check(settings: Settings) -> None:
    """Refuse an engine or a language that is not there, before the first pin.

    Raises:
        SettingsError: There is no such engine or language.
        DependencyError: The engine, or what it needs for a language, is not installed.
    """
    chosen = engine(settings.ocr_engine)
    chosen.version()
    named = tuple(code for code in settings.languages if code != AUTO)
    code, hint = unknown(named)
    if code and code not in installed():  # somebody may have made data of their own
        raise SettingsError(
            f"there is no language {code!r}", hint=hint, setting="languages"
        )
    missing = chosen.lacks(named)
    if missing:
        raise DependencyError(
            f"nothing on this computer reads {', '.join(missing)}",
            hint="install Tesseract and its data, such as Debian's "
            f"{package(missing[0])}",
        )


def version(settings: Settings) -> str:
    """Return name and version of all that reads text, part of the cache key.

    Raises:
        DependencyError: The engine is not installed.
    """
    named = engine(settings.ocr_engine).version()
    if settings.ocr_engine == "none":
        return named
    others = ", ".join(sorted(installed_names() & with_known_script()))
    fitted = (
        script.FITTED,
        step_scripts.FITTED,
        letters.FITTED,
        pin_model.FITTED,
    )
    fits = " ".join(stamp(name)[:12] for name in fitted)
    return f"{named}; scripts {REVISION} {fits}; tesseract {others}"
