"""What the guidelines on overlay text answer where text is absent or hardly read."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Finding, Verdict
from scorer.features.text_overlay import TextOverlay
from scorer.text.line.text_line import TextLine

# Of 814 drawn lines none was read with less: what is below is hardly text.
_SURE = 0.8
_UNSURE = "OCR is not sure of these lines"


def without_overlay(text: TextOverlay) -> Verdict | None:
    """Return the verdict on a pin without overlay lines; None where it has some."""
    if text.overlay:
        return None
    if text.unread:
        return Verdict.review(reason=text.unread)
    return Verdict.not_applicable("no text overlay")


def judged_lines(
    findings: Sequence[Finding], lines: Sequence[TextLine], *, score: float
) -> Verdict:
    """Return the verdict on the lines that were found wanting.

    It is left for review where the engine is sure of none of them: they may be no text.

    Args:
        findings: What was found; none is a pass.
        lines: The lines that the findings rest on.
        score: 0 (worst) to 1.
    """
    if findings and not any(is_sure(line) for line in lines):
        return Verdict.review(findings, reason=_UNSURE)
    return Verdict.judged(findings, score=score)


def is_sure(line: TextLine) -> bool:
    """Whether the engine is sure of what it read."""
    return line.confidence >= _SURE
