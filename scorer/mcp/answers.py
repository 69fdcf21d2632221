"""What the tools answer: typed, and short enough for a model to read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

from scorer.account.comparison import win_probability
from scorer.clickrate.model.store import load
from scorer.core.errors import InputError
from scorer.core.guideline import Finding, Outcome
from scorer.core.pin import Pin
from scorer.core.report import GuidelineResult, Report
from scorer.reports import finding_costs
from scorer.scoring.advice import most_costly_first
from scorer.scoring.gate import Gate, blind_spots, stops
from scorer.scoring.partial import reasons
from scorer.web.workers import Step

# Of a pin among others.
_MOST_CHANGES = 3

# Scores nearer than this were not told apart by people who rated pins twice.
_NOTICEABLE = 5.0
# Agents take some 25,000 tokens of an answer: of more variants, or more pins that do
# not meet the gate, the first are told in full.
_VARIANTS_IN_FULL, _SHORT_IN_FULL = 10, 40

Points = Annotated[float, Field(ge=0, le=100)]


class Change(BaseModel):
    """One thing to change, and why."""

    guideline: str
    impact: str
    problem: str
    change: str
    points: Annotated[float, Field(description="Points of the score, if fixed.")]
    region: Annotated[
        tuple[float, float, float, float] | None,
        Field(description="left, top, width, height in px of the picture"),
    ] = None


class Rate(BaseModel):
    """What a click-rate model of the account expects."""

    metric: str
    rate: float
    low: float
    high: float
    level: Annotated[float, Field(description="share of pins within low and high")]
    notices: list[str]


class ScoredPin(BaseModel):
    """A pin's score, and what to change first.

    85 and more: post it; 70: a small change; 50: ask for a change; below 35: do not.
    """

    name: str
    score: Points | None
    parts: dict[str, float | None]
    not_judged: Annotated[
        dict[str, str], Field(description="parts of which nothing is known, and why")
    ]
    changes: Annotated[list[Change], Field(description="costliest first")]
    check_by_eye: Annotated[list[Change], Field(description="not sure; no points")]
    estimate: Rate | None = None
    width_px: int = 0
    height_px: int = 0
    notices: list[str] = []
    error: Annotated[str, Field(description="why it could not be read")] = ""


class Variant(BaseModel):
    """A variant among others: what to change first, and nothing more."""

    name: str
    score: Points | None
    parts: dict[str, float | None]
    changes: Annotated[list[Change], Field(description="the costliest")]
    more: Annotated[int, Field(description="changes that score_pin has besides")] = 0
    estimate: Rate | None = None
    error: Annotated[str, Field(description="why it could not be read")] = ""


class CheckedPin(BaseModel):
    """Whether a pin meets the gate."""

    name: str
    met: bool
    score: Points | None
    missing: Annotated[list[str], Field(description="what keeps it from being met")]
    more: Annotated[
        int, Field(description="of these that are left out: ask for it")
    ] = 0
    unseen: Annotated[list[str], Field(description="what could not be looked at")]
    own_gate: Annotated[
        str, Field(description="where the settings of its folder ask for another gate")
    ] = ""


class Checked(BaseModel):
    """Whether all pins meet the gate."""

    met: bool
    min_score: Annotated[float, Field(description="of the gate of most pins")]
    fail_on: Annotated[str, Field(description="of the gate of most pins")]
    pins: list[CheckedPin]


class Favorite(BaseModel):
    """The variant that the account's own history speaks for."""

    name: str
    against: Annotated[str, Field(description="the second by that history")]
    probability: Annotated[float, Field(description="that it is clicked more, 0 to 1")]


class Compared(BaseModel):
    """Variants of a pin, best first."""

    best: Annotated[str, Field(description="by the score")]
    lead: Annotated[float, Field(description="points ahead of the second")]
    sure: Annotated[bool, Field(description="False: too close to tell apart")]
    pins: list[Variant]
    by_history: Annotated[
        Favorite | None,
        Field(description="with --model; may differ from best: say both"),
    ] = None


class GuidelinePage(BaseModel):
    """A guideline: why, how it is measured, how to fix it, when it is wrong."""

    id: str
    title: str
    page: Annotated[str, Field(description="Markdown")]


class RankedTitle(BaseModel):
    """A title and its chance of being the best of those given."""

    title: str
    chance: float
    problems: list[str]


class RankedTitles(BaseModel):
    """Titles, best first."""

    titles: list[RankedTitle]
    limits: Annotated[str, Field(description="what the ranking rests on")]


class TriedChange(BaseModel):
    """A pin as if it was changed so."""

    change: str
    score: Points | None
    passes_now: Annotated[list[str], Field(description="guidelines that failed before")]
    fails_now: Annotated[
        list[str], Field(description="guidelines, and what they found")
    ]
    said: Annotated[
        str, Field(description="what was drawn otherwise, or why it cannot be done")
    ] = ""


class Tried(BaseModel):
    """A pin as it is, and as if it was changed."""

    name: str
    score: Points | None
    changes: list[TriedChange]


def tried(steps: Sequence[Step]) -> Tried:
    """Return what a tool says of a pin that was changed.

    Args:
        steps: The pin as it is, then with each change.
    """
    first = steps[0].report
    before = first.results if first else ()
    return Tried(
        name=first.path if first else "",
        score=_points(first),
        changes=[
            TriedChange(
                change=step.name,
                score=_points(step.report),
                passes_now=_passing(before, step.report),
                fails_now=_failing(before, step.report),
                said=step.said,
            )
            for step in steps[1:]
        ],
    )


def _points(report: Report | None) -> float | None:
    return report.score.guidelines if report and report.score else None


def _passing(before: Sequence[GuidelineResult], after: Report | None) -> list[str]:
    failed = {each.id for each in before if each.outcome is Outcome.FAIL}
    results = after.results if after else ()
    return [x.id for x in results if x.outcome is Outcome.PASS and x.id in failed]


def _failing(before: Sequence[GuidelineResult], after: Report | None) -> list[str]:
    failed = {each.id for each in before if each.outcome is Outcome.FAIL}
    return [
        f"{each.id}: {each.findings[0].message}"
        for each in most_costly_first(after.results if after else ())
        if each.outcome is Outcome.FAIL and each.id not in failed and each.findings
    ]


def scored(report: Report) -> ScoredPin:
    """Return what a tool says of a report."""
    failed = [each for each in report.results if each.outcome is Outcome.FAIL]
    unsure = [each for each in report.results if each.outcome is Outcome.REVIEW]
    score = report.score
    estimate = score.estimate if score else None
    return ScoredPin(
        name=report.path,
        score=score.guidelines if score else None,
        parts=dict(score.parts) if score else {},
        not_judged=reasons(report) if score else {},
        changes=changes(failed),
        check_by_eye=changes(unsure),
        estimate=Rate(
            metric=estimate.metric,
            rate=estimate.rate,
            low=estimate.low,
            high=estimate.high,
            level=estimate.level,
            notices=list(estimate.notices),
        )
        if estimate
        else None,
        width_px=report.width_px,
        height_px=report.height_px,
        notices=list(report.notices),
        error=report.failure.line if report.failure else "",
    )


def variant(report: Report) -> Variant:
    """Return what a tool says of a report among others: an answer holds many."""
    pin = scored(report)
    return Variant(
        name=pin.name,
        score=pin.score,
        parts=pin.parts,
        changes=pin.changes[:_MOST_CHANGES],
        more=max(0, len(pin.changes) - _MOST_CHANGES),
        estimate=pin.estimate,
        error=pin.error,
    )


def checked(
    pin: Pin, report: Report, gate: Gate, *, reads_text: bool, own_gate: str = ""
) -> CheckedPin:
    """Return what a tool says of a pin at the gate.

    Args:
        pin: As it was named.
        report: Of that pin.
        gate: What it must reach.
        reads_text: Whether text was to be read.
        own_gate: What asks for it, where that is not the gate of most pins.
    """
    short = stops(pin, report, gate)
    unseen = blind_spots(report, gate, reads_text=reads_text)
    failure = report.failure
    return CheckedPin(
        name=report.path,
        met=not short and not unseen and failure is None,
        score=report.score.guidelines if report.score else None,
        missing=[each.message for each in short],
        unseen=[failure.line] if failure else [each.message for each in unseen],
        own_gate=own_gate,
    )


def in_length(pins: Sequence[CheckedPin]) -> list[CheckedPin]:
    """Return checked pins, of many that fall short only the first thing that does it.

    Args:
        pins: As they were checked.
    """
    found, short = [], 0
    for pin in pins:
        short += bool(pin.missing)
        is_full = short <= _SHORT_IN_FULL or len(pin.missing) < 2
        left = {"missing": pin.missing[:1], "more": len(pin.missing) - 1}
        found.append(pin if is_full else pin.model_copy(update=left))
    return found


def compared(found: list[Variant]) -> Compared:
    """Return what a tool says of variants of a pin.

    Raises:
        InputError: Fewer than two of them have a score.
    """
    ranked = sorted(found, key=lambda each: -(-1 if each.score is None else each.score))
    first, second = ranked[0].score, ranked[1].score
    if first is None or second is None:
        lacks = next(each.error for each in reversed(ranked) if each.score is None)
        raise InputError(
            "fewer than two of them could be scored",
            hint=lacks or "no guideline could judge the others",
        )
    lead = first - second
    return Compared(
        best=ranked[0].name,
        lead=round(lead, 1),
        sure=lead >= _NOTICEABLE,
        pins=[*ranked[:_VARIANTS_IN_FULL], *map(_in_short, ranked[_VARIANTS_IN_FULL:])],
    )


def _in_short(pin: Variant) -> Variant:
    """Return a variant far behind others, without its changes."""
    return pin.model_copy(update={"changes": [], "more": pin.more + len(pin.changes)})


def favorite(folder: Path, reports: Sequence[Report]) -> Favorite | None:
    """Return the variant with the highest rate to expect, and how surely it leads.

    Args:
        folder: Of the model that gave the reports their estimates.
        reports: Of the variants.

    Returns:
        None where fewer than two have an estimate.

    Raises:
        ModelError: The model cannot be read.
    """
    expected = {
        report.path: (each.rate, report)
        for report in reports
        if (each := report.score.estimate if report.score else None)
    }
    if len(expected) < 2:
        return None
    ranked = sorted(expected.values(), key=lambda each: -each[0])
    (_, first), (_, second) = ranked[:2]
    chance = win_probability(load(folder), first, second)
    return Favorite(name=first.path, against=second.path, probability=round(chance, 3))


def changes(results: list[GuidelineResult]) -> list[Change]:
    """Return each finding as a change, what costs most first."""
    found = [
        _change(result, finding, cost)
        for result in most_costly_first(results)
        for finding, cost in zip(result.findings, finding_costs(result), strict=True)
    ]
    reviews = [
        Change(
            guideline=result.id,
            impact=result.impact.word,
            problem=result.reason,
            change="look at it",
            points=0.0,
        )
        for result in results
        if not result.findings and result.reason
    ]
    return found + reviews


def _change(result: GuidelineResult, finding: Finding, cost: float) -> Change:
    box = finding.region
    return Change(
        guideline=result.id,
        impact=result.impact.word,
        problem=finding.message,
        change=finding.advice,
        points=cost,
        region=(box.left, box.top, box.width, box.height) if box else None,
    )
