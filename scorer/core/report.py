"""The report of one pin: everything any format may show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Annotated, Any

from pydantic import Field, JsonValue

from scorer.core.errors import with_hint
from scorer.core.guideline import Finding, ImpactWord, Outcome, Part
from scorer.core.storage.bounds import SMALLEST, LogEffect, Percent, Share
from scorer.core.tables.frames import frame
from scorer.core.units import Quantity

SCHEMA_VERSION = 1

# An expected rate is not above 1; the end of its interval may be.
Rate = Annotated[float, Field(ge=0, le=1_000)]
Pixels = Annotated[int, Field(ge=0, le=2**31)]
# Never an address: whoever opens a report would ask for it.
Thumbnail = Annotated[
    str, Field(pattern=r"^(data:image/[a-z]+;base64,[A-Za-z0-9+/=]+)?$")
]


@dataclass(frozen=True, slots=True)
class Contribution:
    """The part of an estimate that is due to one feature.

    Attributes:
        feature: Full feature name.
        effect: What it adds to the log of the rate, against the account's average.
    """

    feature: str
    effect: LogEffect


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a click-rate model expects of one pin.

    Attributes:
        metric: Which rate, such as ``pin_click_rate``.
        rate: Expected rate, 0..1.
        low: Lower end of the interval.
        high: Upper end of the interval.
        level: Share of pins whose true rate lies within the interval, 0..1.
        baseline: The account's average rate.
        percentile: Share of the account's designs that it is expected to beat, 0..1.
        contributions: One per feature; they sum to log(rate / baseline).
        notices: What the reader must know, such as features outside the support.
    """

    metric: str
    rate: Rate
    low: Rate
    high: Rate
    level: Share
    baseline: Annotated[float, Field(gt=SMALLEST, le=1)]
    percentile: Share
    contributions: tuple[Contribution, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Guidelines 0..100 and the estimate, kept apart.

    Attributes:
        guidelines: 0..100; None where nothing was judged.
        parts: By name, 0..100; None for a part that was not judged. Parts that do not
            apply are absent.
        estimate: What a click-rate model expects.
        partial: Names of the parts that were not judged because their text was not
            read or their words were not given; the score says nothing of them.
        finish: Points that the look of the whole pin adds to the score, or takes; None
            where it is not known. It is no fault, and no advice rests on it.
    """

    guidelines: Percent | None
    parts: Mapping[str, Percent | None] = field(default_factory=dict)
    estimate: Estimate | None = None
    partial: tuple[str, ...] = ()
    finish: float | None = None


@dataclass(frozen=True, slots=True)
class GuidelineResult:
    """One guideline's verdict, with what a reader needs to understand it.

    Attributes:
        cost: Points by which the score would rise if it was met.
    """

    id: str
    title: str
    part: Part
    outcome: Outcome
    score: Share | None
    impact: ImpactWord
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    preview: bool = False
    cost: float = 0.0

    @property
    def is_problem(self) -> bool:
        """Whether it fails and counts; guidelines in preview do not count."""
        return self.outcome is Outcome.FAIL and not self.preview


@dataclass(frozen=True, slots=True)
class Gain:
    """What a change would be worth.

    Attributes:
        guidelines: Points of the score.
        estimate: Of the rate, as a model expects it; None where none says it.
        low: Lower end of the 80 % interval of that.
        high: Upper end.
        probability: That the change is an improvement at all, 0..1.
    """

    guidelines: Annotated[float, Field(ge=-100, le=100)]
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    probability: Share | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change, and what it would be worth."""

    change: str
    gain: Gain
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be scored."""

    code: str
    message: str
    hint: str = ""

    @property
    def line(self) -> str:
        """Why, and what to do next, where there is room for one line."""
        return with_hint(self.message, self.hint)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that go with a pin."""

    title: str = ""
    description: str = ""
    link: str = ""
    board: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is known of one pin; also of one that could not be read.

    Attributes:
        path: The file as the user named it.
        pin: Its words.
        sha256: Of the file's bytes; empty if unread.
        width_px: Width of the upright image.
        height_px: Height of the upright image.
        score: None if the file could not be read.
        features: Every measured number, by full name.
        evidence: What was seen, by key: text lines, focal box, faces, panels, maps.
        results: One per guideline, in order of id.
        advice: The changes worth most, best first.
        notices: What happened while reading, such as "only the first frame".
        thumbnail: ``data:`` URI of a small picture, where the format asked for it.
        failure: Why the file could not be read, else None.
    """

    path: str
    pin: Words = field(default_factory=Words)
    sha256: str = ""
    width_px: Pixels = 0
    height_px: Pixels = 0
    score: Score | None = None
    features: Mapping[str, Quantity] = field(default_factory=dict)
    evidence: Mapping[str, JsonValue] = field(default_factory=dict)
    results: tuple[GuidelineResult, ...] = ()
    advice: tuple[Suggestion, ...] = ()
    notices: tuple[str, ...] = ()
    thumbnail: Thumbnail = ""
    failure: Failure | None = None

    @property
    def problem(self) -> str:
        """Why the file could not be read, with its whole path; empty if it was."""
        if self.failure is None:
            return ""
        name = PurePath(self.path).name
        if name and self.failure.line.startswith(name):
            return self.path + self.failure.line.removeprefix(name)
        return f"{self.path}: {self.failure.line}"

    def numbers(self) -> dict[str, float]:
        """Return the features as bare numbers; what was not measurable is absent."""
        return {name: quantity.value for name, quantity in self.features.items()}

    def row(self) -> dict[str, str | float | None]:
        """Return the report as one row of a table: path, words, scores, numbers.

        Columns are named as in the CSV; measured numbers have their full names.
        """
        return {**self.summary(), **self.numbers()}

    def summary(self) -> dict[str, str | float | None]:
        """Return what a table says of the pin besides what was measured, by column."""
        score = self.score
        estimate = score.estimate if score else None
        return {
            "path": self.path,
            "title": self.pin.title,
            "score": score.guidelines if score else None,
            **{part.value: (score.parts if score else {}).get(part) for part in Part},
            "finish": score.finish if score else None,
            "not_judged": " ".join(score.partial) if score else "",
            "estimate_metric": estimate.metric if estimate else None,
            "estimate_rate": estimate.rate if estimate else None,
            "estimate_low": estimate.low if estimate else None,
            "estimate_high": estimate.high if estimate else None,
            "first_advice": self.advice[0].change if self.advice else "",
            "failure": self.failure.line if self.failure else "",
        }

    def to_frame(self, library: str = "") -> Any:  # noqa: ANN401 - of either library
        """Return the report as a data frame of one row; several: ``scorer.to_frame``.

        Args:
            library: ``pandas`` or ``polars``; the first that is installed if empty.

        Raises:
            DependencyError: Neither is installed.
        """
        return frame([self.row()], library)


@dataclass(frozen=True, slots=True)
class Run:
    """What made the reports of a document.

    Attributes:
        command: As it was typed; the home folder is written ``~``.
        settings: Those that differ from the defaults and change what a report says.
        date: When, ISO 8601 with the offset of the place; empty if not known.
    """

    command: str = ""
    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    date: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that keeps a pin from meeting a gate.

    Attributes:
        message: What it is, as people are told.
        guideline: Id of the guideline whose problem it is; empty of a bound that is
            missed, of what could not be judged, and of a row that Pinterest refuses.
    """

    message: str
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A run's reports, which may still be under way, and what made them.

    Attributes:
        reports: One a pin.
        versions: Of this program and what it measures with, by name.
        run: What made them.
        stopped: For each report what keeps its pin from meeting the gate, empty where
            it is met; None where nobody asked for a gate.
    """

    reports: Iterable[Report]
    versions: Mapping[str, str] = field(default_factory=dict)
    run: Run = field(default_factory=Run)
    stopped: Sequence[tuple[Stop, ...]] | None = None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A finished document, as its JSON holds it.

    Attributes:
        schema_version: Of this record.
        versions: Of what made it.
        reports: One a pin.
        run: What made them.
        stopped: Of ``scorer check``: for each report what keeps its pin from meeting
            the gate.
    """

    schema_version: int
    versions: Mapping[str, str]
    reports: tuple[Report, ...]
    run: Run = field(default_factory=Run)
    stopped: tuple[tuple[Stop, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class StoredGate:
    """What a line of stored reports says of the gate; None where nobody asked."""

    stopped: tuple[Stop, ...] | None = None


@dataclass(frozen=True, slots=True)
class StoredRun:
    """What a stored run says of itself, whatever else is in it."""

    run: Run
