"""Short names for pins: relative to the folder that they all lie in.

A page that is passed on then says nothing of the folders of whoever made it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from scorer.core.report import Report


def with_short_names(reports: Sequence[Report]) -> list[Report]:
    """Return the reports with paths relative to the folder that holds all of them."""
    folder = common_folder([each.path for each in reports])
    return [replace(each, path=_below(folder, each.path)) for each in reports]


def common_folder(paths: Sequence[str]) -> str:
    """Return the folder that holds all paths; empty if there is none to name.

    Example:
        >>> common_folder(["drafts/a.png", "drafts/old/b.png"])
        'drafts'
        >>> common_folder(["s3://one/a.png", "b.png"])
        ''
    """
    if not paths or any("://" in path for path in paths):
        return ""
    try:
        return os.path.commonpath([PurePath(path).parent for path in paths])
    except ValueError:  # some absolute, some not; or on several drives
        return ""


def _below(folder: str, path: str) -> str:
    pure = PurePath(path)
    if not folder or "://" in path or not pure.is_relative_to(folder):
        return path
    return pure.relative_to(folder).as_posix()
