"""One page that opens from a disk: pictures first, nothing fetched from outside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scorer.core.report import Document, Estimate, Report
from scorer.reports._format import Format, failures_first, worst_first
from scorer.reports._scene import layers, numbered

_FOLDER = Path(__file__).parent / "_html"
# Pinterest shows the first 40 characters of a title at most.
_TITLE_SHOWN_CHARS = 40
_CONTRIBUTIONS_SHOWN = 10


def asset(name: str) -> str:
    """Return the text of one of the page's files: ``style.css`` or ``page.js``."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def fragment(reports: Sequence[Report]) -> str:
    """Return the part of the page that shows reports, without styles and scripts."""
    return _environment().get_template("body.html").render(reports=list(reports))


def piece(report: Report, index: int) -> str:
    """Return one pin's card and detail, for a page that already shows others."""
    return _environment().get_template("piece.html").render(report=report, index=index)


def _render(document: Document) -> Iterator[str]:
    reports = worst_first(list(document.reports))
    page = _environment().get_template("page.html")
    yield from page.generate(
        reports=reports,
        versions=document.versions,
        style=Markup(asset("style.css")),  # noqa: S704 - our own file
        script=Markup(asset("page.js")),  # noqa: S704 - our own file
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "bars": _bars,
        "file_name": _file_name,
        "findings": failures_first,
        "layers": layers,
        "number": _number,
        "percent": _percent,
        "shown_title": _shown_title,
        "sign": _sign,
        "tone": _tone,
    }
    environment.globals |= {"numbered": _numbers}
    return environment


def _tone(score: float | None) -> str:
    """Return the class that colors a score, by the number that is shown."""
    if score is None:
        return "none"
    shown = round(score)
    return "good" if shown >= 80 else "fair" if shown >= 60 else "poor"


def _number(score: float | None) -> str:
    return "–" if score is None else f"{score:.0f}"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _sign(effect: float) -> str:
    """Return a log effect as the change of the rate in percent."""
    return f"{100 * math.expm1(effect):+.0f} %"


def _file_name(path: str) -> str:
    return PurePath(path).name


def _shown_title(title: str) -> str:
    """Return what the feed shows of a title."""
    if len(title) <= _TITLE_SHOWN_CHARS:
        return title
    return title[:_TITLE_SHOWN_CHARS].rstrip() + "…"


def _numbers(report: Report) -> dict[tuple[str, int], int]:
    return {(name, position): number for name, position, number in numbered(report)}


def _bars(estimate: Estimate) -> list[dict[str, Any]]:
    """Return the strongest contributions with the widths of their bars, in percent."""
    ranked = sorted(estimate.contributions, key=lambda each: -abs(each.effect))
    strongest = max((abs(each.effect) for each in ranked), default=0.0) or 1.0
    return [
        {
            "feature": each.feature,
            "effect": each.effect,
            "width": round(50 * abs(each.effect) / strongest, 1),
        }
        for each in ranked[:_CONTRIBUTIONS_SHOWN]
    ]


FORMAT = Format(suffix=".html", render=_render, wants_thumbnails=True)
