"""What is installed: the versions behind a report's numbers, and how to add extras."""

from __future__ import annotations


def versions() -> dict[str, str]:
    """Return the versions that a report names."""
    from importlib.metadata import version

    import cv2

    return {"scorer": version("pin-scorer"), "opencv": cv2.__version__}


def how_to_add(extra: str) -> str:
    """Return how to install scorer with one of its extras.

    It is on no package index: it is installed from its own folder.
    """
    return (
        f"in the folder of scorer: pip install '.[{extra}]', or "
        f"pipx install --force '.[{extra}]'"
    )
