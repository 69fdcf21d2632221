"""The processes that `serve` and `mcp` score with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scorer.cli._options import estimator_for, load_settings

if TYPE_CHECKING:
    from scorer.core.loaded_settings import Loaded
    from scorer.web.workers import Workers


def started(flags: dict[str, str | None], model: Path | None) -> tuple[Loaded, Workers]:
    """Return settings that can be used, and processes that score by them.

    Raises:
        SettingsError: A setting cannot be used.
        DependencyError: The OCR engine is not installed.
        ModelError: The model cannot be used.
    """
    from scorer.pipeline import check_settings
    from scorer.web.workers import Workers

    loaded = load_settings(flags)
    settings = loaded.settings
    with loaded.naming_file():
        check_settings(settings)
    estimator_for(model)
    return loaded, Workers(settings, model=model, seconds=settings.max_seconds)
