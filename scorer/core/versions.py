"""The versions behind a report's numbers."""

from __future__ import annotations

from importlib.metadata import version


def versions() -> dict[str, str]:
    """Return the versions that a report names."""
    import cv2

    return {"scorer": version("pin-scorer"), "opencv": cv2.__version__}
