"""What to type where a package is missing that only some need."""

from __future__ import annotations


def how_to_add(extra: str) -> str:
    """Return how to install scorer with one of its extras.

    It is on no package index: it is installed from its own folder.
    """
    return (
        f"in the folder of scorer: pip install '.[{extra}]', or "
        f"pipx install --force '.[{extra}]'"
    )
