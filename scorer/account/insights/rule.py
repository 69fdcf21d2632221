"""The rule behind a made-up account, beside what the model found of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from scorer.account.insights.words import more, percent
from scorer.clickrate.model.model import INTERVAL_Z, Model
from scorer.clickrate.model.together import Companions, joint_effect
from scorer.core.errors import SettingsError
from scorer.core.storage.bounds import Positive
from scorer.core.storage.codec import from_json
from scorer.core.storage.mistakes import first_mistake
from scorer.features import label

_MOST_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule.

    Attributes:
        says: It in words.
        feature: Full name of the feature that sees it.
        start: A value of the feature.
        end: Another one.
        times: How many times as many clicks the end gets; 1 where the rule gives
            nothing for it.
    """

    says: str
    feature: str
    start: float
    end: float
    times: Positive


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything that made an account's clicks, chance aside."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """A part of the rule beside what was found.

    Attributes:
        says: The part in words.
        true: Its effect.
        found: The effect found, with its range.
        verdict: Whether they agree, in words.
        agrees: Whether they do.
    """

    says: str
    true: str
    found: str
    verdict: str
    agrees: bool


def read_rule(path: Path) -> Rule:
    """Return the rule of a file.

    Raises:
        SettingsError: It cannot be read.
    """
    shape = 'give {"parts": [{"says", "feature", "start", "end", "times"}]}'
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SettingsError(f"{path} is too large for a rule", hint=shape)
        return from_json(Rule, path.read_bytes())
    except OSError as cause:
        raise SettingsError(f"{path} cannot be read: {cause}", hint=shape) from cause
    except ValidationError as cause:
        why = first_mistake(cause)
        raise SettingsError(f"{path} holds no rule: {why}", hint=shape) from cause


def truths(
    model: Model,
    rule: Rule,
    companions: Companions,
    groups: Sequence[Sequence[str]],
) -> tuple[Truth, ...]:
    """Return each part of a rule beside what the model found.

    Args:
        model: The model.
        rule: The rule.
        companions: How features move together on the account's pins.
        groups: Features that are one finding, the one that is named first.
    """
    return tuple(_truth(model, part, companions, groups) for part in rule.parts)


def _truth(
    model: Model,
    part: Part,
    companions: Companions,
    groups: Sequence[Sequence[str]],
) -> Truth:
    true = math.log(part.times)
    group = next((each for each in groups if part.feature in each), (part.feature,))
    effect, sd, other = 0.0, 0.0, ""
    if part.feature in companions.names:
        others = {companions.names[k] for k in companions.of(part.feature)}
        if true != 0:
            others |= {*group}
        elif group[0] not in others:
            other = group[0]
        members = (part.feature, *sorted(others - {part.feature}))
        effect, sd = joint_effect(model, companions, members, part.start, part.end)
    low, high = effect - INTERVAL_Z * sd, effect + INTERVAL_Z * sd
    found = f"{percent(effect)} ({percent(low)} to {percent(high)})"
    if part.feature not in model.names:
        found = "not measured on these pins"
    verdict, agrees = _verdict(true, effect, low, high)
    if other:
        verdict += f"; these pins cannot tell it from: {label(other)}"
    said = "none" if part.times == 1 else f"{more(true)} clicks"
    return Truth(part.says, said, found, verdict, agrees)


def _verdict(true: float, effect: float, low: float, high: float) -> tuple[str, bool]:
    if true == 0:
        is_silent = low <= 0 <= high
        return ("rightly not sure", True) if is_silent else ("taken for real", False)
    if effect * true <= 0:
        return "not found", False
    is_sure = low > 0 or high < 0
    return ("found", True) if is_sure else ("found, not surely", True)
