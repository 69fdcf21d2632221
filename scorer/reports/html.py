"""One page that opens from a disk: pictures first, nothing fetched from outside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from scorer.core.display.printable import made_printable
from scorer.core.fix import Fix
from scorer.core.report import Document, Estimate, Report, Run, Stop
from scorer.core.storage.codec import to_json
from scorer.core.units import Quantity
from scorer.features import label, measures
from scorer.guidelines import guidelines, page
from scorer.reports._arithmetic import arithmetic, scale
from scorer.reports._environment import FOLDER, environment
from scorer.reports._finish import nothing_found
from scorer.reports._format import (
    Format,
    beaten,
    by_reason,
    failures_first,
    why_stopped,
    with_gate,
    worst_first,
)
from scorer.reports._ranking import costliest_first, gains
from scorer.reports._scene import Mark, layers, numbered
from scorer.scoring.bands import FAIR, GOOD
from scorer.scoring.partial import reasons

_STYLES = (
    "base",
    "overview",
    "pin",
    "marks",
    "findings",
    "feed",
    "compare",
    "forced",
    "print",
)
_SCRIPTS = (
    "element",
    "address",
    "score",
    "pixels",
    "fix",
    "maps",
    "geometry",
    "marks",
    "views",
    "feed",
    "book",
    "overview",
    "wall",
    "words",
    "compare",
    "drawing",
    "save",
    "pin",
    "print",
    "start",
)
# Pinterest shows the first 40 characters of a title at most.
_TITLE_SHOWN_CHARS = 40
_CONTRIBUTIONS_SHOWN = 10
# The parts of a guideline's page that a reader of a report asks for.
_SECTIONS = ("Why it matters", "How it is measured", "Known limits", "Sources")


@dataclass(frozen=True, slots=True)
class _Page:
    """What a report says of one guideline."""

    id: str
    failure_title: str
    sections: tuple[tuple[str, str], ...]


def style() -> str:
    """Return the page's style sheet."""
    return "\n".join(_file(f"{name}.css") for name in _STYLES)


def script() -> str:
    """Return the page's script."""
    return "\n".join(_file(f"{name}.js") for name in _SCRIPTS)


def fragment(reports: Sequence[Report]) -> str:
    """Return the part of the page that shows reports, without styles and scripts.

    It carries every guideline's page, for reports that join later.
    """
    pages = [_page(name) for name in guidelines()]
    body = _environment().get_template("body.html")
    return body.render(reports=list(reports), pages=pages)


def piece(report: Report, index: int, *, with_numbers: bool = False) -> str:
    """Return one pin's card and detail, for a page that already shows others.

    Args:
        report: Of the pin.
        index: Its number on the page.
        with_numbers: Whether the measured numbers come along exactly, for a comparison
            that asks a model.
    """
    shown = made_printable(report)
    numbers = to_json(report.numbers()) if with_numbers else ""
    template = _environment().get_template("piece.html")
    return template.render(report=shown, index=index, exact=numbers)


def empty(versions: Mapping[str, str]) -> str:
    """Return a page without pins, to which a page that shows some adds its own."""
    page = _environment().get_template("page.html")
    known = [_page(name) for name in guidelines()]
    return page.render(reports=[], versions=versions, pages=known, **_sheets())


def comparison(
    reports: Sequence[Report], versions: Mapping[str, str], chances: Sequence[float]
) -> Iterator[str]:
    """Yield a page that opens with the reports side by side, in the given order.

    Args:
        reports: Of the variants.
        versions: What made them.
        chances: For the second and each further variant, the probability 0..1 that it
            is clicked more than the first; empty if nobody asked a model.
    """
    indexes = "-".join(str(number) for number in range(1, len(reports) + 1))
    yield from _generated(
        list(reports),
        versions,
        start=f"#compare-{indexes}",
        chances=[None, *chances] if chances else [],
    )


def _render(document: Document) -> Iterator[str]:
    reports = [_stopped(*each) for each in with_gate(document)]
    yield from _generated(worst_first(reports), document.versions, made_by=document.run)


def _stopped(report: Report, stopped: tuple[Stop, ...] | None) -> Report:
    """Return a report that says first what keeps its pin from meeting the gate."""
    if not stopped:
        return report
    why = f"stopped at the gate: {why_stopped(stopped)}"
    return replace(report, notices=(why, *report.notices))


def _generated(
    reports: list[Report], versions: Mapping[str, str], **more: object
) -> Iterator[str]:
    failed = {each.id for report in reports for each in failures_first(report)}
    yield from (
        _environment()
        .get_template("page.html")
        .generate(
            reports=reports,
            versions=versions,
            pages=[_page(name) for name in sorted(failed & guidelines().keys())],
            **_sheets(),
            **more,
        )
    )


def _sheets() -> dict[str, Markup]:
    """Return the style sheet and the script, which a template must not escape."""
    return {"style": Markup(style()), "script": Markup(script())}  # noqa: S704 - our own files


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {
        "arithmetic": arithmetic,
        "bars": _bars,
        "beaten": beaten,
        "box": _box,
        "by_family": _by_family,
        "by_reason": by_reason,
        "file_name": _file_name,
        "fix": _fix,
        "findings": costliest_first,
        "gains": gains,
        "ids": _ids,
        "layers": layers,
        "nothing_found": nothing_found,
        "number": _number,
        "percent": _percent,
        "place": _place,
        "points": _points,
        "reasons": reasons,
        "sentence": _sentence,
        "shown_path": _shown_path,
        "shown_title": _shown_title,
        "sign": _sign,
        "tone": _tone,
    }
    made.globals |= {
        "numbered": _numbers,
        "start": "",
        "chances": [],
        "made_by": Run(),
        "scale": scale,
        "good": round(GOOD),
        "fair": round(FAIR),
        "labels": _labels,
    }
    return made


def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _page(name: str) -> _Page:
    """Return what a report says of a guideline: its page's sections, as plain text."""
    parts = page(name).split("\n## ")[1:]
    found = {head: " ".join(text.split()) for head, _, text in map(_cut, parts)}
    chosen = tuple((head, found[head]) for head in _SECTIONS if head in found)
    return _Page(name, guidelines()[name].failure_title, chosen)


def _cut(part: str) -> tuple[str, str, str]:
    return part.partition("\n")


def _ids(report: Report, outcome: str) -> str:
    """Return the guidelines with an outcome, as words."""
    return " ".join(each.id for each in report.results if each.outcome == outcome)


def _box(mark: Mark) -> str:
    """Return a mark's rectangle in percent, as the page's script reads it."""
    sides = (mark.left, mark.top, mark.width, mark.height)
    return " ".join(f"{round(side, 1):g}" for side in sides)


def _fix(fix: Fix) -> Markup:
    """Return a fix as JSON for an attribute in single quotation marks."""
    text = to_json(fix)
    for char in "&<>'":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - nothing in it ends the attribute


def _by_family(
    features: Mapping[str, Quantity],
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the numbers under the families that measured them."""
    families: dict[str, list[tuple[str, str]]] = {}
    for name, value in features.items():
        family, _, field = name.partition(".")
        claim = "yes" if value.value >= 0.5 else "no"
        shown = claim if field.startswith("is_") else str(value)
        families.setdefault(family, []).append((field, shown))
    return list(families.items())


def _tone(score: float | None) -> str:
    """Return the class that colors a score, by the number that is shown.

    Good is what may be posted, poor what should be made anew (``scoring.bands``).
    """
    if score is None:
        return "none"
    shown = round(score)
    return "good" if shown >= GOOD else "fair" if shown >= FAIR else "poor"


def _number(score: float | None) -> str:
    return "–" if score is None else f"{score:.0f}"


def _points(gain: float) -> str:
    return f"{gain:.0f}" if gain >= 1 else f"{gain:.1f}"


def _sentence(text: str) -> str:
    """Return text that begins with a capital."""
    return text[:1].upper() + text[1:]


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _place(box: Sequence[float]) -> str:
    """Return a rectangle in shares of the picture as the script reads it."""
    return " ".join(f"{round(100 * side, 1):g}" for side in box)


def _labels() -> str:
    """Return what people call each feature, one a line after its name."""
    return "\n".join(
        f"{name}\t{each.label}{f' ({each.scale})' if each.scale else ''}"
        for name, each in measures().items()
    )


def _sign(effect: float) -> str:
    """Return a log effect as the change of the rate in percent."""
    return f"{100 * math.expm1(effect):+.0f} %"


def _file_name(path: str) -> str:
    return PurePath(path).name


def _shown_path(path: str) -> str:
    """Return the file with its folder: more of a path says whose computer it was.

    Example:
        >>> _shown_path("/home/somebody/pins/drafts/a.png")
        'drafts/a.png'
    """
    return "/".join(PurePath(path).parts[-2:])


def _shown_title(title: str) -> str:
    """Return what the feed shows of a title."""
    if len(title) <= _TITLE_SHOWN_CHARS:
        return title
    return title[:_TITLE_SHOWN_CHARS].rstrip() + "…"


def _numbers(report: Report) -> dict[tuple[str, int], int]:
    """Return the number drawn for each finding, by guideline and position."""
    return {
        (name, position): number
        for number, (name, position, _) in enumerate(numbered(report), start=1)
    }


def _bars(estimate: Estimate) -> list[dict[str, Any]]:
    """Return the strongest contributions with the widths of their bars, in percent."""
    ranked = sorted(estimate.contributions, key=lambda each: -abs(each.effect))
    strongest = max((abs(each.effect) for each in ranked), default=0.0) or 1.0
    return [
        {
            "feature": label(each.feature),
            "effect": each.effect,
            "width": round(50 * abs(each.effect) / strongest, 1),
        }
        for each in ranked[:_CONTRIBUTIONS_SHOWN]
    ]


FORMAT = Format(
    suffix=".html", render=_render, wants_thumbnails=True, has_short_names=True
)
