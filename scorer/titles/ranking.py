"""The title lab: which of several titles would win, how sure, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorer.clickrate.model.model import Model
from scorer.core.errors import ModelError
from scorer.core.family import Features
from scorer.core.guideline import Guideline
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.core.units import counted
from scorer.features import label
from scorer.features.overlay_copy import OverlayCopy
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
from scorer.titles.headline_model import HeadlineModel
from scorer.titles.named_effects import as_written, is_word, named_effects
from scorer.wording import tokens
from scorer.wording.lexicon import language_of
from scorer.wording.measures import fields_of

HISTORY_LIMITS = (
    "The model was trained on your own history. It knows titles as they were"
    " published, with the pictures and topics that they had then. It never tested two"
    " titles against each other."
)
HISTORY_IS_SILENT = (
    "The model was trained on your own history, and your figures do not show yet which"
    " titles work: this order is little better than chance. Without --model the"
    " built-in one answers."
)
LIMITS = (
    "The built-in model was fitted on headlines of one news site (Upworthy, 2013 to"
    " 2015), not on pins. Of two headlines that a large test told apart it names the"
    " better one about two times in three. Your own history knows more."
)

_NOT_READ = (
    " It knows English only: {} of {} not English, and {} as average, neither better"
    " nor worse."
)

# What failing a guideline takes off, in log odds. The guidelines carry advice for pins
# that headlines of a news site cannot teach; the sizes are judgment, kept small
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
_NO_OVERLAY = OverlayCopy(**fields_of("", Settings()))  # type: ignore[arg-type] # by name
# The logistic curve closest to the normal one has this slope.
_LOGIT = 1.702


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


def distinct(titles: Iterable[str]) -> list[str]:
    """Return the titles that can be ranked: each once, none of them empty."""
    return list(dict.fromkeys(each for each in titles if each.strip()))


def rank(
    titles: Sequence[str], model: HeadlineModel, settings: Settings
) -> tuple[RankedTitle, ...]:
    """Return the titles in the order given, each with score and chance.

    Args:
        titles: Any number of titles; the same one twice gets the same score.
        model: The built-in title model.
        settings: Where the user's lexicons are.
    """
    measured = [_title(each, settings) for each in titles]
    findings = [_failures(each) for each in measured]
    scores = [
        _score(each, failed, model)
        for each, failed in zip(measured, findings, strict=True)
    ]
    return _ranked(titles, scores, findings)


def rank_by_history(
    titles: Sequence[str], model: Model, settings: Settings
) -> tuple[RankedTitle, ...]:
    """Return the titles scored by a model of the user's own history.

    The log effects on the rate are divided by the sd of their differences, so that
    differences of scores are log odds here too; the sd is the mean one of the call.

    Args:
        titles: One or more.
        model: Of the account.
        settings: Of measuring titles.

    Returns:
        The best first.

    Raises:
        ModelError: The model has no features of titles.
    """
    if not any(name.startswith("title.") for name in model.names):
        raise ModelError(
            "the model was trained without features of titles",
            hint="train one with `scorer train --families title`, or leave out --model",
        )
    columns = _columns(titles, model, settings)
    apart = columns - columns.mean(axis=0)
    # Two columns are sd(difference) / 2 from their mean, many sd(difference) / sqrt(2).
    pair = math.sqrt(2 * len(titles) / max(len(titles) - 1, 1))
    sd = pair * float(np.sqrt(np.mean(model.effect_sd(apart) ** 2)))
    scores = [
        float(e) for e in _LOGIT * (columns @ model.posterior_mean) / max(sd, 1e-9)
    ]
    found = [_failures(_title(each, settings)) for each in titles]
    return _ranked(titles, scores, found)


def reasons_by_history(
    title: str, others: Sequence[str], model: Model, settings: Settings
) -> tuple[tuple[str, float], ...]:
    """Return what sets a title apart by an own model: log effect by feature's label.

    Args:
        title: The one.
        others: What it is compared with the mean of; without any nothing is said.
        model: Of the account.
        settings: Of measuring titles.

    Returns:
        What adds or takes most first; nothing where the model's figures do not show
        that titles matter.
    """
    if not model.learning_test.has_evidence:
        return ()
    columns = _columns((title, *others), model, settings)
    parts = np.array(
        [
            np.bincount(model.curve_of_column, row * model.posterior_mean)
            for row in columns
        ]
    )
    gaps = parts[0] - parts[1:].mean(axis=0) if others else 0 * parts[0]
    own = gaps[1 : 1 + len(model.names)]  # titles alone have no pairs of features
    named = zip(model.names, own.tolist(), strict=True)
    large = [
        (label(name), gap) for name, gap in named if abs(gap) > _SMALLEST_REASON / 3
    ]
    return tuple(sorted(large, key=lambda each: -abs(each[1])))


def limits_by_history(model: Model) -> str:
    """Return what an own model does not know."""
    return HISTORY_LIMITS if model.learning_test.has_evidence else HISTORY_IS_SILENT


def limits_of(titles: Sequence[str]) -> str:
    """Return what the built-in model does not know, of these titles too."""
    count = sum(not _is_read(each) for each in titles)
    if not count:
        return LIMITS
    titles_are = f"{counted(len(titles), 'title')} {'is' if count == 1 else 'are'}"
    return LIMITS + _NOT_READ.format(
        count, titles_are, "counts" if count == 1 else "count"
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

    Words and what else a title has are compared with the mean of the others; a
    difference below 0.03 is left out, and so is a word that all of them have. A title
    that is not English has none, and is no other.

    Args:
        title: The one.
        others: What it is compared with the mean of.
        model: Of headlines.

    Returns:
        A word ("no word" where only the others have it) or mark, and its log odds.
    """
    if not _is_read(title):
        return ()
    mine = named_effects(title, model)
    read = [other for other in others if _is_read(other)]
    theirs = [named_effects(other, model) for other in read]
    if not theirs:
        return ()
    everyone = (mine, *theirs)
    names = [
        name
        for name in dict.fromkeys(name for each in everyone for name in each)
        if not (is_word(name) and all(name in each for each in everyone))
    ]
    gaps = {
        name: mine.get(name, 0.0)
        - sum(each.get(name, 0.0) for each in theirs) / max(len(theirs), 1)
        for name in names
    }
    large = [
        (f"{'' if name in mine else 'no '}{as_written(name, (title, *read))}", gap)
        for name, gap in gaps.items()
        if abs(gap) > _SMALLEST_REASON
    ]
    return tuple(sorted(large, key=lambda each: -abs(each[1])))


def _title(text: str, settings: Settings) -> Title:
    return title_of(Pin(Path(), title=text), settings)


def _columns(
    titles: Sequence[str], model: Model, settings: Settings
) -> NDArray[np.float64]:
    """Columns of an own model, (n, k); what is no feature of a title is average."""
    known = [Features({Title: _title(each, settings)}).values() for each in titles]
    worded = [model.with_words(n, t) for n, t in zip(known, titles, strict=True)]
    values = np.vstack([model.feature_row(each) for each in worded])
    return model.centered_columns(values, np.full(len(titles), np.nan))


def _failures(measured: Title) -> dict[str, str]:
    """What guidelines say against a title, by id."""
    features = Features({Title: measured, OverlayCopy: _NO_OVERLAY})
    return {
        each.id: verdict.findings[0].message
        for each in (*_PENALTIES, *_SHOWN)
        if (verdict := each.check(features, each.limits)).findings
    }


def _score(measured: Title, failed: Mapping[str, str], model: HeadlineModel) -> float:
    """Log odds by the built-in model, less what failed guidelines take off."""
    penalty = sum(off for each, off in _PENALTIES.items() if each.id in failed)
    return (model.score(measured.text) if _is_read(measured.text) else 0.0) - penalty


def _is_read(title: str) -> bool:
    """Whether the built-in model can tell anything of a title: English, with words."""
    straight = tokens.straightened(title)
    return language_of(straight) == "en" and bool(tokens.words(straight))


def _ranked(
    titles: Sequence[str],
    scores: Sequence[float],
    findings: Sequence[Mapping[str, str]],
) -> tuple[RankedTitle, ...]:
    rows = zip(titles, scores, _chances(scores), findings, strict=True)
    return tuple(RankedTitle(*row) for row in rows)


def _chances(scores: Sequence[float]) -> list[float]:
    """Chance of each to be the best: for two titles, that of beating the other."""
    best = max(scores, default=0.0)
    odds = [math.exp(score - best) for score in scores]
    return [each / sum(odds) for each in odds]
