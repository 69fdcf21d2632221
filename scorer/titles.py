"""The title lab: which of several titles would win, how sure, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorer.core.family import Features
from scorer.core.guideline import Guideline
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.features.title import Title, title_of
from scorer.guidelines import (
    late_keyword,
    long_title,
    missing_title,
    no_benefit,
    no_curiosity,
    shouting,
    vague_title,
)
from scorer.wording.headline_model import HeadlineModel

LIMITS = (
    "The built-in model was fitted on headlines of one news site (Upworthy, 2013 to"
    " 2015), not on pins. Of two headlines that a large test told apart it names the"
    " better one about two times in three. Your own history knows more."
)

# What failing a guideline takes off, in log odds. The guidelines carry advice for pins
# that headlines of a news site cannot teach; the sizes are judgement, kept small
# enough that they leave the model's order on headlines as it is.
_PENALTIES: Mapping[Guideline[Any], float] = {
    missing_title.GUIDELINE: 3.0,
    long_title.GUIDELINE: 1.0,
    vague_title.GUIDELINE: 1.0,
    shouting.GUIDELINE: 0.3,
}
# Judged and shown, without weight: the model counts such words itself.
_SHOWN: tuple[Guideline[Any], ...] = (
    late_keyword.GUIDELINE,
    no_benefit.GUIDELINE,
    no_curiosity.GUIDELINE,
)
_SMALLEST_REASON = 0.03
_KINDS = {
    "class": "words of the kind",
    "first": "begins with a word of the kind",
    "last": "ends with a word of the kind",
    "pattern": "the pattern",
    "mark": "the mark",
}


@dataclass(frozen=True, slots=True)
class RankedTitle:
    """A title and its chances against the others of the call.

    Attributes:
        title: As given.
        score: Log odds; the chance of beating another title of the call is
            1 / (1 + exp(other's score - this score)).
        probability: Chance of being the best of the call, 0 to 1.
        findings: What guidelines say against it, by id.
    """

    title: str
    score: float
    probability: float
    findings: Mapping[str, str]


def rank(
    titles: Sequence[str], model: HeadlineModel, settings: Settings
) -> tuple[RankedTitle, ...]:
    """Return the titles in the order given, each with score and chance.

    Args:
        titles: Any number of titles; the same one twice gets the same score.
        model: The built-in title model.
        settings: Where the user's lexicons are.
    """
    judged = [_judged(title, model, settings) for title in titles]
    chances = _chances([score for score, _ in judged])
    return tuple(
        RankedTitle(title, score, chance, findings)
        for title, (score, findings), chance in zip(
            titles, judged, chances, strict=True
        )
    )


def win_probability(score: float, other: float) -> float:
    """Return the chance that the first wins a test large enough to have a winner.

    Example:
        >>> win_probability(0.0, 0.0)
        0.5
    """
    return 1 / (1 + math.exp(min(max(other - score, -700.0), 700.0)))


def reasons(
    title: str, others: Sequence[str], model: HeadlineModel
) -> tuple[tuple[str, float], ...]:
    """Return what sets a title apart from others, in log odds, largest first.

    Words and style numbers are compared with the mean of the others; a difference
    below 0.03 is left out.
    """
    mine = _named_effects(title, model)
    theirs = [_named_effects(other, model) for other in others]
    names = dict.fromkeys(name for each in (mine, *theirs) for name in each)
    gaps = {
        name: mine.get(name, 0.0)
        - sum(each.get(name, 0.0) for each in theirs) / max(len(theirs), 1)
        for name in names
    }
    large = [
        (name if name in mine else f"no {name}", gap)
        for name, gap in gaps.items()
        if abs(gap) > _SMALLEST_REASON
    ]
    return tuple(sorted(large, key=lambda each: -abs(each[1])))


def _judged(
    title: str, model: HeadlineModel, settings: Settings
) -> tuple[float, dict[str, str]]:
    """Score in log odds, and what failed."""
    measured = title_of(Pin(Path(), title=title), settings)
    features = Features({Title: measured})
    findings = {
        each.id: verdict.findings[0].message
        for each in (*_PENALTIES, *_SHOWN)
        if (verdict := each.check(features, each.limits)).findings
    }
    penalty = sum(off for each, off in _PENALTIES.items() if each.id in findings)
    is_read = measured.language == "en" and measured.word_count > 0
    return (model.score(title) if is_read else 0.0) - penalty, findings


def _chances(scores: Sequence[float]) -> list[float]:
    """Chance of each to be the best: for two titles, that of beating the other."""
    best = max(scores, default=0.0)
    odds = [math.exp(score - best) for score in scores]
    return [each / sum(odds) for each in odds]


def _named_effects(title: str, model: HeadlineModel) -> dict[str, float]:
    """Effects of the words and of the style, by names that a person can read."""
    named: dict[str, float] = {}
    for word, effect in model.word_effects(title):
        named[f'"{word}"'] = named.get(f'"{word}"', 0.0) + effect
    for name, effect in model.style_effects(title).items():
        kind, _, rest = name.rpartition(".")
        label = f"{_KINDS[kind]} '{rest}'" if kind else rest
        named[label.replace("_", " ")] = effect
    return named
