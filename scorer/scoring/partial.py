"""Which parts of the score could not be judged, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scorer.core.family import Features
from scorer.core.guideline import Outcome, Part
from scorer.core.report import GuidelineResult, Report
from scorer.features.text_overlay import TextOverlay
from scorer.features.title import Title

_FAMILY = re.compile(r"^[a-z_]+: ")
# What is said of a list begins with its name.
_LIST = re.compile(r".{1,80}\.(?:csv|tsv|txt|xlsx|xml|rss|atom)[ :]", re.IGNORECASE)
_NO_WORDS = "title and description were not given"


def not_judged(
    results: Sequence[GuidelineResult], features: Features
) -> tuple[str, ...]:
    """Return the names of the parts of which the score says nothing.

    The text where no engine could read it, the copy of a picture that came without its
    words, and any part whose guidelines all ended in an error. A part that nobody asked
    for, or that does not apply, is none of them.
    """
    blind = {
        Part.TEXT: _is_unread(features),
        Part.COPY: _is_without_words(features),
    }
    return tuple(
        part.value
        for part in Part
        if (own := [each for each in results if each.part is part])
        and (blind.get(part, False) or _is_broken(own))
    )


def reasons(report: Report) -> dict[str, str]:
    """Return why each part of a report was not judged, by the part's name."""
    partial = report.score.partial if report.score else ()
    return {part: _reason(report, part) for part in partial}


def without_family(reason: str) -> str:
    """Return the reason of an error without the family's name before it.

    Example:
        >>> without_family("text_overlay: Tesseract is not installed")
        'Tesseract is not installed'
    """
    return _FAMILY.sub("", reason)


def _is_unread(features: Features) -> bool:
    """Whether the pin may hold text and none of its message was read."""
    if "text_overlay" in features.failed:
        return True
    records = features.records
    text = records.get(TextOverlay)
    return isinstance(text, TextOverlay) and bool(text.unread) and not text.message


def _is_without_words(features: Features) -> bool:
    title = features.records.get(Title)
    return isinstance(title, Title) and not title.is_known


def _is_broken(results: Sequence[GuidelineResult]) -> bool:
    return all(each.outcome is Outcome.ERROR for each in results)


def _reason(report: Report, part: str) -> str:
    if part == Part.COPY and not report.pin.title and not report.pin.description:
        return _of_list(report) or _NO_WORDS
    return next(_reasons_of(report, part), "it could not be judged")


def _of_list(report: Report) -> str:
    """Why a list beside the picture gave no words, "" where there is none."""
    found = (each.reason for each in report.results if each.id == "missing-title")
    return next(filter(_LIST.match, found), "")


def _reasons_of(report: Report, part: str) -> Iterator[str]:
    """Yield what the guidelines of a part say of why, errors first."""
    for outcome in (Outcome.ERROR, Outcome.REVIEW):
        for each in report.results:
            if each.part == part and each.outcome is outcome and each.reason:
                yield without_family(each.reason)
