"""What the guidelines on overlay text answer where there is none."""

from __future__ import annotations

from scorer.core.guideline import Verdict
from scorer.features.text_overlay import TextOverlay


def without_overlay(text: TextOverlay) -> Verdict | None:
    """Return the verdict on a pin without overlay lines; None where it has some."""
    if text.overlay:
        return None
    if text.unread:
        return Verdict.review(reason=text.unread)
    return Verdict.not_applicable("no text overlay")
