"""Lighthouse for pins: scores Pinterest creatives before they are posted.

The public names are loaded on first use: ``score``, ``PinFeatures``, ``Pin``,
``Report``, ``Settings``, ``ScorerError`` and ``__version__``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.api import score
    from scorer.core.errors import ScorerError
    from scorer.core.pin import Pin
    from scorer.core.report import Report
    from scorer.core.settings import Settings
    from scorer.transformer import PinFeatures

    __version__: str

_HOMES = {
    "score": "scorer.api",
    "PinFeatures": "scorer.transformer",
    "Pin": "scorer.core.pin",
    "Report": "scorer.core.report",
    "ScorerError": "scorer.core.errors",
    "Settings": "scorer.core.settings",
}
__all__ = [
    "Pin",
    "PinFeatures",
    "Report",
    "ScorerError",
    "Settings",
    "__version__",
    "score",
]


def __getattr__(name: str) -> object:
    """Return a public name, imported when it is first asked for."""
    import importlib
    from importlib.metadata import version

    if name == "__version__":
        return version("pin-scorer")
    if name not in _HOMES:
        raise AttributeError(f"module 'scorer' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
