"""Where a picture may lie that its user did not name.

A folder or a list may come from a stranger. What it names is opened only below the
folder that was given, or below the folder of the list: otherwise a link or a row could
show what lies elsewhere on this computer, or send a request to a bucket.
"""

from __future__ import annotations

import os
from pathlib import Path

from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.core.pin import Pin
from scorer.pins import remote


def check_place(pin: Pin) -> None:
    """Refuse a pin that lies outside the folder to which it is bound; opens nothing.

    Raises:
        InputError: Code ``outside-folder``.
    """
    if pin.below is None or is_below(pin.path, pin.below) or _is_address(pin.path):
        return
    raise outside(pin.path)


def is_below(path: Path, folder: Path) -> bool:
    """Return whether a path lies in a folder or deeper, links followed."""
    if remote.is_remote(path) != remote.is_remote(folder):
        return False
    if remote.is_remote(path):
        # A bucket has no links, and is not asked.
        inner, outer = (Path(os.path.normpath(each)) for each in (path, folder))
        return inner.is_relative_to(outer)
    try:
        inner, outer = (Path(os.path.realpath(each)) for each in (path, folder))
    except (OSError, ValueError):
        return True  # no possible file name: opening it says so
    return inner.is_relative_to(outer)


def outside(path: Path) -> InputError:
    """Return the refusal of a file that was not named by the user."""
    name = printable(path.name or str(path), longest=80)
    return InputError(
        f"{name} lies outside the folder whose list or link leads to it",
        hint="name that picture itself, or the folder that holds it",
        code="outside-folder",
    )


def _is_address(path: Path) -> bool:
    """Return whether a path is a web address, which is never fetched."""
    return path.parts[:1] in (("http:",), ("https:",)) and not os.path.lexists(path)
