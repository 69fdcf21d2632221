"""What the guidelines on words answer where title and overlay lack something."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Finding, Verdict
from scorer.features.overlay_copy import OverlayCopy
from scorer.features.text_overlay import TextOverlay
from scorer.features.title import Title

_NO_TITLE = (
    "no title was given: add one in pins.csv, or in the Title box of scorer serve"
)
NO_LIST = "no words in a language with a word list"
_NO_LIST_OF = "some of the words are in a language without a word list"
_NO_WORDS = "neither the pin nor its title has words"


def no_title(title: Title) -> str:
    """Return why no title is known: none was given, or in a list nobody understands."""
    return title.unknown or _NO_TITLE


def without_words(text: TextOverlay) -> Verdict:
    """Return the verdict on a pin that has words neither on it nor in its title."""
    if text.unread:
        return Verdict.review(reason=text.unread)
    return Verdict.not_applicable(_NO_WORDS)


def lacking(
    finding: Finding,
    title: Title,
    overlay: OverlayCopy,
    *,
    counts: Sequence[int | None],
    score: float,
) -> Verdict:
    """Return the verdict on words that lack something.

    It is left for review where some of the words are not known: they may have it. Where
    some are in a language without a word list nothing is judged: these may, too.

    Args:
        finding: What the known words lack.
        title: The title, or none where a picture came alone.
        overlay: The overlay's words.
        counts: What each text that has words has of it; None where it has no list.
        score: 0 (worst) to 1.
    """
    if None in counts:
        return Verdict.not_applicable(_NO_LIST_OF)
    if not title.is_known:
        return Verdict.review(reason=no_title(title))
    if overlay.unread:
        return Verdict.review(reason=overlay.unread)
    return Verdict.judged((finding,), score=score)
