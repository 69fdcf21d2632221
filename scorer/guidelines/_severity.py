"""How bad a fault is, growing from nothing at the limit, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.guideline import Finding, Verdict

# Advice for less of a fault than this is not worth anybody's time.
_SLIGHT = 0.05


def severity(value: float, limit: float, full: float) -> float:
    """Return 0 at the limit and on its good side, 1 at ``full`` and beyond.

    Args:
        value: What was measured.
        limit: Where the fault begins.
        full: Where it is a fault in full, on either side of the limit. Where both are
            one, a setting left no room between them: 0.

    Example:
        >>> severity(20.0, 10.0, 30.0), severity(9.0, 10.0, 5.0), severity(3, 2, 2)
        (0.5, 0.2, 0.0)
    """
    if full == limit:
        return 0.0
    return min(1.0, max(0.0, (value - limit) / (full - limit)))


def graded(findings: Sequence[Finding], lost: float, *, doubt: str) -> Verdict:
    """Return pass without findings, fail in proportion to what is lost.

    Args:
        findings: What lies beyond a limit, or so near to it that the measure's error
            may put it there.
        lost: Severity of the worst of them, 0 to 1; 0 where all are within the error.
        doubt: Why a person should look, where next to nothing is surely lost.
    """
    if findings and lost <= _SLIGHT:
        return Verdict.review(findings, reason=doubt)
    return Verdict.judged(findings, score=1 - lost)
