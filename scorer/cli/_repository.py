"""Paths as hosts look for them: from the root of the repository that is checked.

A step may run in a folder below it (``working-directory``); what a path is seen from
there GitHub and GitLab do not know, and show what was found nowhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.core.report import Report

# Where GitHub and GitLab say that the repository lies in which they run something.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def from_repository(reports: Iterable[Report], form: str) -> Iterable[Report]:
    """Return the reports, seen from the repository in a run of GitHub's or GitLab's.

    Args:
        reports: With paths as they were named, in the current folder.
        form: Format that they are for; only what these hosts read is changed.
    """
    from scorer.reports import report_format

    root = next(filter(None, map(os.environ.get, _ROOTS)), None)
    if root is None or not report_format(form).names_repository:
        return reports
    return _seen_from(Path(root).resolve(), Path.cwd(), reports)


def _seen_from(root: Path, folder: Path, reports: Iterable[Report]) -> Iterator[Report]:
    from scorer.pins.remote import is_remote

    for report in reports:
        path = Path(os.path.normpath(folder / report.path))
        if is_remote(Path(report.path)) or not path.is_relative_to(root):
            yield report
        else:
            seen = path.relative_to(root).as_posix()
            yield report if seen == report.path else replace(report, path=seen)
