"""The gate before posting: which pins are not good enough, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from scorer.core.display.closest import nearest
from scorer.core.errors import SettingsError
from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.pin import Pin
from scorer.core.report import GuidelineResult, Report, Score, Stop
from scorer.core.settings import Settings
from scorer.scoring.advice import most_costly_first
from scorer.scoring.partial import reasons, without_family

_NEVER = "never"
# How git marks the first of two versions that it could not merge.
_CONFLICT = "<<<<<<<"
# Ends the pins of a baseline: JSON has no comma behind the last.
_NO_PIN = '"": []'
_POINTS, _SCORE = "points", "score"
# Problems named below a score that is too low.
_NAMED = 2
# What each lets through and stops of the rated pins: docs/guide/ci.md, measured by
# benchmarks/score/gate.py on scores of makers that the score was not fitted to.
PRESETS: Mapping[str, str] = {
    "lenient": "score:45",
    "team": "score:67,points:25",
    "strict": "score:70,points:20",
}


@dataclass(frozen=True, slots=True)
class Gate:
    """What a pin must reach.

    Attributes:
        min_score: Lowest score that is met, 0..100.
        fail_on: Lowest impact whose failure is not met; None lets all through.
        baseline: By SHA-256 of an old draft's bytes, the problems it may keep.
        points: A failed guideline that costs so many points is not met; None lets all
            through.
        parts: Lowest score of a part that is met, by its name.
    """

    min_score: float = 0.0
    fail_on: Impact | None = Impact.SERIOUS
    baseline: Mapping[str, frozenset[str]] | None = None
    points: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def looks_at_all(self) -> bool:
        """Whether it rests on the score, to which every guideline adds."""
        return self.min_score > 0 or self.points is not None or bool(self.parts)


def gate(
    settings: Settings, baseline: Mapping[str, frozenset[str]] | None = None
) -> Gate:
    """Return the gate that the settings ask for.

    Raises:
        SettingsError: ``min-score`` is outside 0..100, or ``fail-on`` is no preset,
            impact, or list of such and of bounds.
    """
    if not 0 <= settings.min_score <= 100:
        raise SettingsError(
            f"min-score = {settings.min_score:g} is not between 0 and 100",
            setting="min_score",
        )
    impact: Impact | None = None
    bounds: dict[str, float] = {}
    for word in _conditions(settings.fail_on):
        name, colon, number = word.partition(":")
        if colon:
            bounds[name] = _bound(settings.fail_on, name, number)
        elif word in (known := {each.word: each for each in Impact}):
            impact = min(filter(None, (impact, known[word])))
        elif word != _NEVER:
            raise _no_condition(settings.fail_on, word)
    return Gate(
        max(settings.min_score, bounds.pop(_SCORE, 0.0)),
        impact,
        baseline,
        bounds.pop(_POINTS, None),
        bounds,
    )


def _conditions(fail_on: str) -> Iterator[str]:
    """Yield what is asked for, a preset taken apart."""
    for word in fail_on.split(","):
        bare = word.strip().casefold()
        yield from PRESETS.get(bare, bare).split(",")


def _bound(fail_on: str, name: str, number: str) -> float:
    if name not in _bounded():
        raise _no_condition(fail_on, name)
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise SettingsError(
            f"fail-on = {fail_on!r}: {name} needs a number from 0 to 100",
            hint=f"write {name}:20",
            setting="fail_on",
        )
    return value


def _bounded() -> tuple[str, ...]:
    return (_SCORE, _POINTS, *(part.value for part in Part))


def _no_condition(fail_on: str, word: str) -> SettingsError:
    words = [*PRESETS, *(impact.word for impact in Impact), _NEVER]
    words += [f"{name}:N" for name in _bounded()]
    hint = nearest(word, words)
    return SettingsError(
        f"fail-on = {fail_on!r}: no gate is called {word}", hint=hint, setting="fail_on"
    )


def stops(pin: Pin, report: Report, gate: Gate) -> tuple[Stop, ...]:
    """Return what keeps a pin, or a picture of a carousel, from meeting the gate.

    Of a carousel the first picture counts; a row that Pinterest refuses always does.
    """
    refused = tuple(map(Stop, pin.refusals))
    return (*refused, *(shortfalls(report, gate) if pin.page == 1 else ()))


def shortfalls(report: Report, gate: Gate) -> tuple[Stop, ...]:
    """Return what keeps a pin from being met, one sentence each; empty if met.

    Where only a score is too low, the costliest problems follow: they are what to fix.

    An old draft in the baseline, unchanged since, fails only by problems that it did
    not have then. A file that could not be read is not judged here.
    """
    if report.score is None:
        return ()
    known = (gate.baseline or {}).get(report.sha256)
    low = {} if known is not None else dict(_low(report.score, gate))
    failed = tuple(_failed(report, gate, known or frozenset()))
    behind = () if failed else tuple(_behind(report, set(low)))[:_NAMED]
    return (*map(Stop, low.values()), *failed, *behind)


def _low(score: Score, gate: Gate) -> Iterator[tuple[str, str]]:
    """Yield which scores are below their bounds: their names, and a sentence each."""
    bounds = {_SCORE: (score.guidelines, gate.min_score)}
    bounds |= {name: (score.parts.get(name), low) for name, low in gate.parts.items()}
    for name, (value, low) in bounds.items():
        if value is not None and value < low:
            yield name, f"{name} {value:g} is below {low:g}"


def _behind(report: Report, low: Set[str]) -> Iterator[Stop]:
    """Yield the problems that take most from the scores that are too low."""
    for each in most_costly_first(report.results):
        if each.is_problem and (_SCORE in low or each.part in low):
            yield _problem(each)


def _problem(result: GuidelineResult) -> Stop:
    """What a guideline found first, what that costs, and how to fix it."""
    worth = f"{result.cost:.0f} points" if result.cost >= 0.5 else result.impact.word
    return _found(result, worth)


def _found(result: GuidelineResult, worth: str) -> Stop:
    first = result.findings[0]
    said = f"{result.id} ({worth}): {first.message} → {first.advice}"
    return Stop(said, result.id)


def blind_spots(
    report: Report, gate: Gate, *, reads_text: bool = True
) -> tuple[Stop, ...]:
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
    if not silent and report.score is not None and report.score.guidelines is None:
        return (Stop("no guideline could judge it"),)
    return tuple(
        Stop(f"{' and '.join(x)} not judged: {why}") for why, x in silent.items()
    )


def _is_blind(result: GuidelineResult, gate: Gate) -> bool:
    """Whether a guideline that the gate rests on ended in an error."""
    counts = gate.looks_at_all or (
        gate.fail_on is not None and result.impact >= gate.fail_on
    )
    return counts and result.outcome is Outcome.ERROR and not result.preview


def failing(report: Report) -> frozenset[str]:
    """Return the ids of the guidelines that a pin fails, those in preview too."""
    return frozenset(each.id for each in report.results if each.outcome is Outcome.FAIL)


def baseline_text(reports: Iterable[Report]) -> str:
    """Return a baseline file's text: what the given pins fail today, by their names.

    A pin is a line, and each line ends alike, so that git merges two baselines.
    """
    names: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for each in sorted(reports, key=lambda report: report.path):
        if each.sha256:  # one picture may lie in two places, with other words
            names.setdefault(each.sha256, each.path)
            found.setdefault(each.sha256, set()).update(failing(each))
    lines = [
        f"{json.dumps(key)}: "
        f"{json.dumps({'name': name, 'problems': sorted(found[key])})},\n"
        for key, name in names.items()
    ]
    return f'{{"baseline": 2, "pins": {{\n{"".join(lines)}{_NO_PIN}\n}}}}\n'


def read_baseline(path: Path) -> dict[str, frozenset[str]]:
    """Return what old drafts may keep.

    Raises:
        SettingsError: The file is missing or no baseline.
    """
    if not path.exists():
        raise SettingsError(
            f"the baseline {path} does not exist",
            hint="write it with `scorer check … --write-baseline FILE`",
        )
    try:
        pins = json.loads(path.read_text(encoding="utf-8-sig"))["pins"]
        return {
            # The first version held the problems alone.
            key: frozenset(held["problems"] if isinstance(held, dict) else held)
            for key, held in pins.items()
            if key
        }
    except json.JSONDecodeError as cause:
        raise _broken_baseline(path, cause) from cause
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


def _broken_baseline(path: Path, cause: json.JSONDecodeError) -> SettingsError:
    """Return the error of a baseline that is no JSON, such as after a merge."""
    lines = cause.doc.splitlines()
    marks = [n for n, line in enumerate(lines, 1) if line.startswith(_CONFLICT)]
    if marks:
        return SettingsError(
            f"{path} holds two versions that git could not merge (line {marks[0]})",
            hint="keep the lines of all pins, and remove those that begin with "
            "<<<<<<<, ======= and >>>>>>>",
        )
    return SettingsError(
        f"{path} is not a baseline: line {cause.lineno} is no JSON",
        hint="fix it, or write one with `scorer check … --write-baseline FILE`",
    )


def let_through(report: Report, gate: Gate) -> tuple[str, ...]:
    """Return the guidelines that a pin fails and the baseline lets through.

    None of a pin that would meet the gate by itself.
    """
    if not shortfalls(report, replace(gate, baseline=None)):
        return ()
    known = (gate.baseline or {}).get(report.sha256, frozenset())
    return tuple(sorted(failing(report) & known))


def _failed(report: Report, gate: Gate, known: frozenset[str]) -> Iterator[Stop]:
    """Yield the failures that the gate does not let through, the most costly first."""
    for each in most_costly_first(report.results):
        if not each.is_problem or each.id in known:
            continue
        if gate.points is not None and each.cost >= gate.points:
            yield _problem(each)
        elif gate.fail_on is not None and each.impact >= gate.fail_on:
            yield _found(each, each.impact.word)
