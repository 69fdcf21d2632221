"""Guidelines: pieces of advice made checkable, and what they answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from scorer.core.family import Features
from scorer.core.fix import Fix
from scorer.core.units import Box, Quantity, Unit

Limits = TypeVar("Limits")
Weight = Annotated[float, Field(ge=0, le=1e9)]


class Outcome(StrEnum):
    """The kinds of answer."""

    PASS = "pass"  # noqa: S105 - a word, not a password
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not-applicable"
    ERROR = "error"


class Impact(IntEnum):
    """What failing costs: four times the value, in per cent of what is left."""

    MINOR = 1  # a blemish
    MODERATE = 3  # costs some clicks
    SERIOUS = 7  # the message is lost for many
    CRITICAL = 10  # the pin is cut off, refused or unreadable

    @property
    def word(self) -> str:
        """Name in reports and settings."""
        return self.name.lower()

    @classmethod
    def of(cls, word: object) -> Impact:
        """Return the impact of that name.

        Raises:
            ValueError: There is none.
        """
        if isinstance(word, cls):
            return word
        known = {impact.word: impact for impact in cls}
        if str(word) not in known:
            raise ValueError(f"impact is one of {', '.join(known)}")
        return known[str(word)]


ImpactWord = Annotated[
    Impact,
    BeforeValidator(Impact.of),
    PlainSerializer(lambda impact: impact.word, return_type=str),
    WithJsonSchema({"enum": [impact.name.lower() for impact in Impact]}),
]


class Part(StrEnum):
    """The parts of the score."""

    MOBILE = "mobile"  # shape, size, file: how the pin arrives on a phone
    TEXT = "text"  # the overlay: there, large, readable, short, worth a tap
    FOCUS = "focus"  # what the eye finds: subject, clutter, color
    COPY = "copy"  # title, description, call to action


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen, with its numbers and a way out.

    Attributes:
        code: Stable identifier within its guideline.
        message: What was seen, with the value.
        advice: What to do, in a designer's words; it names the words or the thing.
        measured: The value found.
        limit: The value that would pass.
        region: Where, in pixels of the upright image; None for the whole pin.
        object: The words or the thing that is meant; empty is the whole pin.
        fix: How it would be if it was fixed, None where that cannot be drawn.
        weight: How much of the fault it is, against the others of its verdict.
        cost: Points of what the verdict costs that are due to it; they add up to that.
    """

    code: str
    message: str
    advice: str
    measured: Quantity
    limit: Quantity
    region: Box | None = None
    object: str = ""
    fix: Fix | None = None
    weight: Weight = 1.0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A guideline's answer; made only by the named constructors."""

    outcome: Outcome
    score: float | None
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @classmethod
    def judged(cls, findings: Sequence[Finding], *, score: float) -> Verdict:
        """Return pass without findings, fail with them; score 0 (worst) to 1."""
        outcome = Outcome.FAIL if findings else Outcome.PASS
        return cls(outcome, min(1.0, max(0.0, score)), tuple(findings))

    @classmethod
    def review(cls, findings: Sequence[Finding] = (), *, reason: str) -> Verdict:
        """Return "a person should look", and why."""
        return cls(Outcome.REVIEW, None, tuple(findings), reason)

    @classmethod
    def not_applicable(cls, reason: str) -> Verdict:
        """Return "does not concern this pin", and why."""
        return cls(Outcome.NOT_APPLICABLE, None, (), reason)

    @classmethod
    def error(cls, reason: str) -> Verdict:
        """Return "could not be judged", and why."""
        return cls(Outcome.ERROR, None, (), reason)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a field of a Limits record means."""

    unit: Unit
    summary: str
    source: str


def limit(default: float, unit: Unit, summary: str, *, source: str) -> Any:  # noqa: ANN401 - a dataclass field, as dataclasses.field is typed
    """Declare a threshold that a settings file may change, with where it comes from.

    Args:
        default: Its value, in the unit.
        unit: Of its value; shares are 0..1.
        summary: What is allowed, such as "Smallest cap height that passes".
        source: Who says so, or how it was found.
    """
    return dataclasses.field(
        default=default, metadata={"limit": Limit(unit, summary, source)}
    )


@dataclass(frozen=True, slots=True)
class Guideline(Generic[Limits]):
    """One checkable piece of advice; its module's docstring is its page.

    Attributes:
        id: The file's name with hyphens; names the problem.
        title: What a pin that passes does, as a sentence.
        failure_title: What a pin that fails does, as a sentence.
        part: The part of the score that it counts in.
        impact: What failing costs.
        needs: The families it may read.
        limits: Its thresholds.
        check: Judges; gets only the families in ``needs``.
        since: First version that has it.
        preview: Shown, but weighs nothing.
        formerly: Old ids, still accepted in settings.
        settles: Ids of guidelines whose problem goes when this one's is fixed. So does
            what is wrong with the things that its findings mean.
        is_estimate: Whether what it measures was not checked against people; it is told
            after what is sure.
    """

    id: str
    title: str
    failure_title: str
    part: Part
    impact: Impact
    needs: tuple[type[Any], ...]
    limits: Limits
    check: Callable[[Features, Limits], Verdict]
    since: str
    preview: bool = False
    formerly: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    is_estimate: bool = False
