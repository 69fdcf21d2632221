"""Lighthouse for pins: scores Pinterest creatives before they are posted.

The public names are loaded on first use: ``score`` and ``to_frame``; ``PinFeatures``
and ``ClickRate`` for scikit-learn; ``Pin``, ``Report``, ``Settings``, ``ScorerError``
and ``__version__``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.api import score, to_frame
    from scorer.core.errors import ScorerError
    from scorer.core.pin import Pin
    from scorer.core.report import Report
    from scorer.core.settings import Settings
    from scorer.estimators.click_rate import ClickRate
    from scorer.estimators.pin_features import PinFeatures

    __version__: str

_HOMES = {
    "score": "scorer.api",
    "to_frame": "scorer.api",
    "ClickRate": "scorer.estimators.click_rate",
    "PinFeatures": "scorer.estimators.pin_features",
    "Pin": "scorer.core.pin",
    "Report": "scorer.core.report",
    "ScorerError": "scorer.core.errors",
    "Settings": "scorer.core.settings",
}
__all__ = [
    "ClickRate",
    "Pin",
    "PinFeatures",
    "Report",
    "ScorerError",
    "Settings",
    "__version__",
    "score",
    "to_frame",
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


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted(__all__)
