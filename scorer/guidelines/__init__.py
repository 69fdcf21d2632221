"""Guidelines: what is advised of a pin. One file each, page included."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from scorer.core.display.closest import nearest
from scorer.core.errors import ScorerError, SettingsError
from scorer.core.family import Features
from scorer.core.guideline import Guideline, Outcome, Verdict
from scorer.core.registry import load
from scorer.core.report import GuidelineResult
from scorer.core.settings import Settings
from scorer.core.units import Quantity, Unit


@cache
def guidelines() -> dict[str, Guideline[Any]]:
    """Return every guideline by id."""
    found = load(sys.modules[__name__], "GUIDELINE", Guideline)
    return {guideline.id: guideline for guideline in found.values()}


def guideline(name: str, setting: str = "") -> Guideline[Any]:
    """Return the guideline of that id, present or former.

    Args:
        name: Its id.
        setting: Which setting names it, to be told where there is none.

    Raises:
        SettingsError: There is none; the hint names the closest.
    """
    for candidate in guidelines().values():
        if name == candidate.id or name in candidate.formerly:
            return candidate
    where = f" in {setting}" if setting else ""
    raise SettingsError(
        f"unknown guideline {name!r}{where}",
        hint=nearest(name, guidelines()),
        setting=setting,
    )


def page(name: str) -> str:
    """Return a guideline's page: the docstring of its module, Markdown."""
    module = sys.modules[guideline(name).check.__module__]
    return module.__doc__ or ""


def limits_of(name: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return a guideline's limits: setting, default, meaning, and where it is from."""
    found = guideline(name).limits
    return tuple(
        (
            field.name.replace("_", "-"),
            str(Quantity(getattr(found, field.name), field.metadata["limit"].unit)),
            field.metadata["limit"].summary,
            field.metadata["limit"].source,
        )
        for field in dataclasses.fields(found)
    )


def chosen(settings: Settings) -> tuple[Guideline[Any], ...]:
    """Return the guidelines to judge by, in order of id, with the settings' limits.

    Raises:
        SettingsError: An id, a limit's name or its value is not usable.
    """
    ignored = {guideline(name, "ignore").id for name in settings.ignore}
    selected = {guideline(name, "select").id for name in settings.select}
    limits = {
        guideline(name, "limits").id: given for name, given in settings.limits.items()
    }
    return tuple(
        _with_limits(guidelines()[name], limits.get(name, {}))
        for name in sorted((selected or set(guidelines())) - ignored)
    )


def judge(
    features: Features, guidelines: tuple[Guideline[Any], ...]
) -> tuple[GuidelineResult, ...]:
    """Return each guideline's result; one whose features are missing is an error."""
    return tuple(_result(each, _verdict(each, features)) for each in guidelines)


def _with_limits(target: Guideline[Any], given: Mapping[str, float]) -> Guideline[Any]:
    units = {
        field.name: field.metadata["limit"].unit
        for field in dataclasses.fields(target.limits)
    }
    changes = {name.replace("-", "_"): value for name, value in given.items()}
    for name, value in changes.items():
        shown = name.replace("_", "-")
        if name not in units:
            hint = nearest(shown, (each.replace("_", "-") for each in units))
            raise SettingsError(
                f"{target.id} has no limit {shown!r}", hint=hint, setting="limits"
            )
        if units[name] is Unit.SHARE and value > 1:
            raise SettingsError(
                f"limits: {target.id}.{shown} = {value:g} is above 1: it is a share",
                hint=f"write {value / 100:g} for {value:g} %",
                setting="limits",
            )
    return dataclasses.replace(
        target, limits=dataclasses.replace(target.limits, **changes)
    )


def _verdict(target: Guideline[Any], features: Features) -> Verdict:
    try:
        return target.check(features.only(target.needs), target.limits)
    except ScorerError as error:
        return Verdict.error(error.message)


def _is_wanting(verdict: Verdict) -> bool:
    """Whether something was found wanting, surely or for a person to look at."""
    doubt = verdict.outcome is Outcome.REVIEW and bool(verdict.findings)
    return doubt or verdict.outcome is Outcome.FAIL


def _result(target: Guideline[Any], verdict: Verdict) -> GuidelineResult:
    return GuidelineResult(
        id=target.id,
        title=target.failure_title if _is_wanting(verdict) else target.title,
        part=target.part,
        outcome=verdict.outcome,
        score=verdict.score,
        impact=target.impact,
        findings=verdict.findings,
        reason=verdict.reason,
        preview=target.preview,
    )
