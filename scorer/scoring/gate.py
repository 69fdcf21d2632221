"""The gate before posting: which pins are not good enough, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorer.core.errors import SettingsError
from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.report import GuidelineResult, Report
from scorer.core.settings import Settings, nearest
from scorer.scoring.advice import most_costly_first
from scorer.scoring.partial import reasons, without_family

_NEVER = "never"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a pin must reach.

    Attributes:
        min_score: Lowest score that is met, 0..100.
        fail_on: Lowest impact whose failure is not met; None lets all through.
        baseline: By SHA-256 of an old draft's bytes, the problems it may keep.
    """

    min_score: float = 0.0
    fail_on: Impact | None = Impact.SERIOUS
    baseline: Mapping[str, frozenset[str]] | None = None


def gate(
    settings: Settings, baseline: Mapping[str, frozenset[str]] | None = None
) -> Gate:
    """Return the gate that the settings ask for.

    Raises:
        SettingsError: ``min-score`` is outside 0..100, or ``fail-on`` is no impact.
    """
    if not 0 <= settings.min_score <= 100:
        raise SettingsError(
            f"min-score = {settings.min_score:g} is not between 0 and 100"
        )
    words = [impact.word for impact in Impact] + [_NEVER]
    if settings.fail_on not in words:
        hint = nearest(settings.fail_on, words)
        raise SettingsError(f"fail-on = {settings.fail_on!r} is no impact", hint=hint)
    lowest = None if settings.fail_on == _NEVER else Impact.of(settings.fail_on)
    return Gate(settings.min_score, lowest, baseline)


def shortfalls(report: Report, gate: Gate) -> tuple[str, ...]:
    """Return what keeps a pin from being met, one sentence each; empty if met.

    An old draft in the baseline, unchanged since, fails only by problems that it did
    not have then. A file that could not be read is not judged here.
    """
    if report.score is None:
        return ()
    known = (gate.baseline or {}).get(report.sha256)
    value = report.score.guidelines
    missed = known is None and value is not None and value < gate.min_score
    scores = (f"score {value:g} is below {gate.min_score:g}",) if missed else ()
    return scores + tuple(_serious(report, gate, known or frozenset()))


def blind_spots(
    report: Report, gate: Gate, *, reads_text: bool = True
) -> tuple[str, ...]:
    """Return what the gate could not look at, one sentence each; empty if it saw all.

    Copy that was not given is none of it: pictures alone may be checked.

    Args:
        report: Of one pin.
        gate: What a pin must reach.
        reads_text: Whether text was to be read; who switched that off is not told.
    """
    silent: dict[str, list[str]] = {}
    for part, why in reasons(report).items():
        if part != Part.COPY and (reads_text or part != Part.TEXT):
            silent.setdefault(why, []).append(part)
    for each in report.results:
        if _is_blind(each, gate) and without_family(each.reason) not in silent:
            silent.setdefault(without_family(each.reason), []).append(each.id)
    return tuple(f"{' and '.join(x)} not judged: {why}" for why, x in silent.items())


def _is_blind(result: GuidelineResult, gate: Gate) -> bool:
    """Whether a guideline that the gate rests on ended in an error."""
    counts = gate.fail_on is not None and result.impact >= gate.fail_on
    return counts and result.outcome is Outcome.ERROR and not result.preview


def problems(report: Report) -> frozenset[str]:
    """Return the guidelines that a pin fails."""
    return frozenset(each.id for each in report.results if each.outcome is Outcome.FAIL)


def baseline_text(reports: Iterable[Report]) -> str:
    """Return a baseline file's text: what the given pins fail today."""
    pins = {each.sha256: sorted(problems(each)) for each in reports if each.sha256}
    return json.dumps({"baseline": 1, "pins": pins}, indent=1, sort_keys=True) + "\n"


def read_baseline(path: Path) -> dict[str, frozenset[str]]:
    """Return what old drafts may keep.

    Raises:
        SettingsError: The file is missing or no baseline.
    """
    try:
        pins = json.loads(path.read_text(encoding="utf-8"))["pins"]
        return {key: frozenset(names) for key, names in pins.items()}
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as cause:
        raise SettingsError(
            f"{path} is not a baseline",
            hint="write one with `scorer check … --write-baseline FILE`",
        ) from cause


def _serious(report: Report, gate: Gate, known: frozenset[str]) -> Iterable[str]:
    for each in most_costly_first(report.results):
        failed = each.outcome is Outcome.FAIL and not each.preview
        if not failed or gate.fail_on is None or each.id in known:
            continue
        if each.impact >= gate.fail_on:
            first = each.findings[0]
            yield f"{each.id} ({each.impact.word}): {first.message} → {first.advice}"
