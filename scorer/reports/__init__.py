"""Report formats. One file each; a format renders and looks nothing up."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scorer.core.display.closest import nearest
from scorer.core.display.printable import made_printable
from scorer.core.errors import SettingsError
from scorer.core.registry import entry, names
from scorer.core.report import Document, Report
from scorer.pins.names import is_picture
from scorer.reports._finish import nothing_found
from scorer.reports._format import Format, gate_met, worst_first
from scorer.reports._names import with_short_names
from scorer.reports._ranking import (
    costliest_first,
    finding_costs,
    most_common,
    problems,
)
from scorer.reports._terminal.view import Detail, View

__all__ = [
    "Detail",
    "Format",
    "View",
    "account_page",
    "common_problems",
    "comparison_text",
    "costliest_first",
    "finding_costs",
    "format_for",
    "format_names",
    "gate_met",
    "most_common",
    "nothing_found",
    "problems",
    "render",
    "report_format",
    "steps_text",
    "terminal_text",
    "worst_first",
]


def format_names() -> tuple[str, ...]:
    """Return the names of all formats; imports none of them."""
    return names(sys.modules[__name__])


def report_format(name: str) -> Format:
    """Return the format of that name.

    Raises:
        SettingsError: There is none.
    """
    if name not in format_names():
        hint = nearest(name, format_names())
        raise SettingsError(f"unknown format {name!r}", hint=hint)
    return entry(sys.modules[__name__], name, "FORMAT", Format)


def format_for(file_name: str) -> str:
    """Return the name of the format that a file's ending asks for.

    Raises:
        SettingsError: No format has that ending.
    """
    formats = {name: report_format(name).suffix for name in format_names()}
    fitting = [
        name for name, suffix in formats.items() if file_name.lower().endswith(suffix)
    ]
    if not fitting:
        hint = f"say --format, or end the name with {', '.join(formats.values())}"
        # A shell's pattern makes an option of a picture that is called "-o.jpg".
        if is_picture(f"-{file_name}"):
            hint += f"; a picture called -o{file_name} is named ./-o{file_name}"
        raise SettingsError(f"no kind of report ends like {file_name!r}", hint=hint)
    return max(fitting, key=lambda name: len(formats[name]))


def account_page(template: str, **said: object) -> str:
    """Return a self-contained page: ``insights``, ``funnel`` or ``evaluation``."""
    from scorer.reports._environment import account_pages

    return account_pages().get_template(f"{template}.html").render(**said)


def render(document: Document, name: str) -> Iterator[str]:
    """Yield a document's text in one format, piece by piece.

    Names, titles and words that OCR read come from outside: all but exact formats get
    them without characters that steer a terminal or a reader.
    """
    form = report_format(name)
    return form.render(_prepared(document, form))


def terminal_text(document: Document, view: View) -> Iterator[str]:
    """Yield what the terminal shows of a document, by as much as is asked for."""
    from scorer.reports.terminal import FORMAT, rendered

    return rendered(_prepared(document, FORMAT), view)


def comparison_text(
    reports: Sequence[Report], chances: Sequence[float]
) -> Iterator[str]:
    """Yield what the terminal shows of variants of one pin.

    Args:
        reports: Of the variants.
        chances: For the second and each further variant, the probability 0..1 that the
            first is clicked more; empty if nobody asked a model.
    """
    from scorer.reports._terminal.comparison import comparison

    return comparison(reports, chances)


def common_problems(reports: Sequence[Report]) -> Iterator[str]:
    """Yield lines that say which problems most pins have."""
    from scorer.reports._terminal.totals import common_problems as lines
    from scorer.reports._terminal.view import width

    yield from (line.plain for line in lines(reports, width()))


def steps_text(
    names: Sequence[str], reports: Sequence[Report], rates: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Yield what the terminal shows of a pin as if some of its numbers were others.

    Args:
        names: What each step supposes.
        reports: The pin's report at each step.
        rates: What a model expects at each step, and how surely it is better than the
            first; empty if nobody asked a model.
    """
    from scorer.reports._terminal.steps import steps

    return steps(names, reports, rates)


def _prepared(document: Document, form: Format) -> Document:
    """The document as a format shows it."""
    if form.is_exact:
        return document
    shown = map(made_printable, document.reports)
    stopped = document.stopped and [made_printable(each) for each in document.stopped]
    return replace(
        document,
        reports=with_short_names(list(shown)) if form.has_short_names else shown,
        stopped=stopped,
    )
